package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.asl.json")
	if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("a.asl.json", link); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := replaceFile(link, "old", "new"); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v", info.Mode())
	}
	if target, err := os.Readlink(link); err != nil || target != "a.asl.json" {
		t.Errorf("the link leads to %q: %v", target, err)
	}
	if err := replaceFile(name, "old", "newer"); err == nil || err.Error() != "it has changed since it was read" {
		t.Errorf("a file that has changed: %v", err)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "new" {
		t.Errorf("the file has %q: %v", text, err)
	}
	if err := os.Chmod(name, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(name, "new", "newer"); err == nil && os.Geteuid() > 0 {
		t.Error("a file that may not be written was written")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".aslcheck-*")); len(left) > 0 {
		t.Errorf("files left: %v", left)
	}
}
