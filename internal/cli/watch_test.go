package cli

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// TestWatchNewFolders makes folders while files are watched. The files in them are reported, those that are written later too.
func TestWatchNewFolders(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name string) {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Error(err)
		}
		if err := os.WriteFile(name, []byte("{}"), 0o600); err != nil {
			t.Error(err)
		}
	}
	write("tests/a.asl.json")
	write("other/a.asl.json")
	if err := os.Mkdir("tests/empty", 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	a := &app{stdout: io.Discard, stderr: io.Discard, getenv: func(string) string { return "" }}
	steps := []struct{ write, want string }{
		{"tests/new/deep/b.asl.json", "tests/new/deep/b.asl.json"},
		{"tests/new/deep/c.asl.json", "tests/new/deep/c.asl.json"},
		{"tests/empty/d.asl.json", "tests/empty/d.asl.json"},
	}
	err := a.watch(ctx, []string{"tests", "other/a.asl.json"}, func(sel selection) error {
		changed := sel.changed
		if len(changed) > 0 && slices.Contains(changed, steps[0].want) {
			steps = steps[1:]
		}
		if len(steps) == 0 {
			cancel()
			return nil
		}
		write("other/new/x.asl.json") // beside a file that is named
		write(steps[0].write)
		if slices.ContainsFunc(changed, func(name string) bool { return filepath.Dir(name) == "other/new" }) {
			t.Errorf("changed %q", changed)
		}
		return nil
	})
	if err != nil || len(steps) > 0 {
		t.Errorf("ended with %v, %d steps are left", err, len(steps))
	}
}
