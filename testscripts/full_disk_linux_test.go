package testscripts_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestFullDisk runs commands that write on a disk without room for what they write: they end with 3, and every file is whole, as it was
// before or as it should be.
func TestFullDisk(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		tree func() map[string]string
	}{
		"fix":      {[]string{"lint", "--fix", "--fail-on", "error", "."}, brokenDefinitions},
		"update":   {[]string{"test", "--update", "."}, staleTests},
		"baseline": {[]string{"lint", "--write-baseline", "base.json", "."}, staleBaseline},
		"convert":  {convertAll(), staleConversion},
	} {
		t.Run(name, func(t *testing.T) {
			old := test.tree()
			roomy := killed{dir: t.TempDir(), args: test.args, old: old}
			roomy.restore(t, nil)
			if out, err := roomy.command(t).CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			now := roomy.files(t)
			k := killed{dir: smallDisk(t), args: test.args, old: old}
			k.restore(t, nil)
			fill(t, k.dir)
			out, err := k.command(t).CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != 3 || !strings.Contains(string(out), "no space left") {
				t.Errorf("it ends with %v: %s", err, out)
			}
			found := k.files(t)
			for name := range old {
				if _, ok := found[name]; !ok {
					t.Errorf("%s is lost", name)
				}
			}
			for name, text := range found {
				if before, known := old[name]; name != filler && text != now[name] && (!known || text != before) {
					t.Errorf("%s is neither old nor new: %d bytes", name, len(text))
				}
			}
		})
	}
}

// smallDisk mounts a disk of 4 MB, which the trees of these tests nearly fill.
func smallDisk(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("a disk can't be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// filler is the file that takes what is left of the disk.
const filler = ".filler"

// fill fills the disk up to the last block.
func fill(t *testing.T, dir string) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, filler))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it can't be written as a whole
	block := make([]byte, 4096)
	for range 4096 {
		if _, err := f.Write(block); err != nil {
			return
		}
	}
	t.Fatal("the disk isn't full")
}
