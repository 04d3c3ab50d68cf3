//go:build unix

package files

import (
	"io"
	"os"
	"strconv"
	"syscall"
	"testing"
)

// TestWriteToPipe writes to a pipe with a name, which must stay one.
func TestWriteToPipe(t *testing.T) {
	d := newDir(t)
	if err := syscall.Mkfifo(d.path("pipe"), 0o600); err != nil {
		t.Skip(err)
	}
	read := make(chan string)
	go func() {
		f, err := os.Open(d.path("pipe"))
		if err != nil {
			read <- err.Error()
			return
		}
		defer f.Close() //nolint:errcheck // it was read only
		data, err := io.ReadAll(f)
		if err != nil {
			data = []byte(err.Error())
		}
		read <- string(data)
	}()
	if err := Write(d.path("pipe"), []byte("through a pipe")); err != nil {
		t.Fatal(err)
	}
	if got := <-read; got != "through a pipe" {
		t.Errorf("read %q", got)
	}
	if info, err := os.Lstat(d.path("pipe")); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe is gone: %v", err)
	}
}

// TestWriteToOpenFile writes to the name of a file that is open, as a shell passes one: what is there already stays.
func TestWriteToOpenFile(t *testing.T) {
	d := newDir(t)
	f, err := os.OpenFile(d.path("old.txt"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the test reads the file by its name
	name := "/dev/fd/" + strconv.Itoa(int(f.Fd()))
	if _, err := os.Stat(name); err != nil {
		t.Skip(err)
	}
	if err := Write(name, []byte("new")); err != nil {
		t.Fatal(err)
	}
	d.has("old.txt", oldText+"new")
}

// TestReadOnly writes a file that may not be written, and files in a directory that may not.
func TestReadOnly(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everything")
	}
	d := newDir(t)
	d.create("fixed", oldText, 0o444)
	if err := Write(d.path("fixed"), nil); err == nil {
		t.Error("wrote a file that is read-only")
	}
	d.has("fixed", oldText)
	d.create("dir/full", oldText, 0o644)
	d.create("dir/empty", "", 0o644)
	if err := os.Chmod(d.path("dir"), 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(d.path("dir"), 0o755) }) // so that it can be removed
	if err := Write(d.path("dir/full"), nil); err == nil {
		t.Error("replaced a file without a temporary one")
	}
	d.has("dir/full", oldText)
	d.mustWrite("dir/empty", "new")
}

// TestKeepsOwner replaces a file of somebody else.
func TestKeepsOwner(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give a file away")
	}
	d := newDir(t)
	if err := os.Chown(d.path("old.txt"), 4711, 4712); err != nil {
		t.Skip(err)
	}
	d.mustWrite("old.txt", "new")
	info, err := os.Stat(d.path("old.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if st, ok := info.Sys().(*syscall.Stat_t); !ok || st.Uid != 4711 || st.Gid != 4712 {
		t.Errorf("the owner is %+v", info.Sys())
	}
}
