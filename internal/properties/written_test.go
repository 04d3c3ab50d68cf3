package properties

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/randasl"
)

// TestWrittenTestPasses writes the history of every execution as a test file, which passes. Without the answers of children of Map Runs
// and with random waits, no test file can repeat an execution.
func TestWrittenTestPasses(t *testing.T) {
	dir := t.TempDir()
	for seed := range seeds(t, 100) {
		if text := randasl.New(seed).Text(); strings.Contains(text, "DISTRIBUTED") || strings.Contains(text, "FULL") {
			continue
		}
		writeRun(t, dir, seed)
		if got := output(t, dir, []string{"test", dir}); !strings.HasPrefix(got, "0\n") {
			t.Errorf("seed %d: %s", seed, got)
			return
		}
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}
