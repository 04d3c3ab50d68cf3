package conformance

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/aslcheck/aslcheck/internal/cli"
)

// TestConvertMockConfig turns the configurations into test files, which must run as the configurations do.
func TestConvertMockConfig(t *testing.T) {
	entries, err := filepath.Glob(filepath.Join(mockConfigDir(t), "*", "MockConfigFile.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range entries {
		t.Run(filepath.Base(filepath.Dir(name)), func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(filepath.Dir(name))); err != nil {
				t.Fatal(err)
			}
			t.Chdir(dir)
			for _, args := range [][]string{{"convert", "MockConfigFile.json", "-o", "."}, {"test"}} {
				var out bytes.Buffer
				if code := cli.Main(args, nil, &out, &out, func(string) string { return "" }); code != 0 {
					t.Fatalf("%v exits with %d:\n%s", args, code, &out)
				}
			}
		})
	}
}
