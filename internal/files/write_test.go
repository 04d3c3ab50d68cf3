package files

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// A dir is a directory of a test with an old file in it.
type dir struct {
	testing.TB
	name string
}

const oldText = "old content\n"

func newDir(tb testing.TB) dir {
	tb.Helper()
	d := dir{tb, tb.TempDir()}
	d.create("old.txt", oldText, 0o644)
	return d
}

func (d dir) path(name string) string { return filepath.Join(d.name, filepath.FromSlash(name)) }

func (d dir) create(name, text string, mode os.FileMode) {
	d.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(d.path(name)), 0o755), os.WriteFile(d.path(name), []byte(text), 0o600), os.Chmod(d.path(name), mode)); err != nil {
		d.Fatal(err)
	}
}

func (d dir) link(how func(old, name string) error, old, name string) {
	d.Helper()
	if err := how(old, d.path(name)); err != nil {
		d.Skipf("links are not available: %v", err)
	}
}

// has compares a file, and looks for temporary files next to it.
func (d dir) has(name, want string) {
	d.Helper()
	got, err := os.ReadFile(d.path(name))
	if err != nil || string(got) != want {
		d.Errorf("%s has %q (%v), want %q", name, got, err, want)
	}
	if left, err := filepath.Glob(d.path(".aslcheck-*")); err != nil || len(left) > 0 {
		d.Errorf("left behind: %q, %v", left, err)
	}
}

func (d dir) mustWrite(name, text string) {
	d.Helper()
	if err := Write(d.path(name), []byte(text)); err != nil {
		d.Fatal(err)
	}
	d.has(name, text)
}

func TestWrite(t *testing.T) {
	d := newDir(t)
	d.mustWrite("old.txt", "new\n")
	d.mustWrite("old.txt", "")
	d.mustWrite("a/b/c.txt", "in new directories")
	for _, name := range []string{d.path("a"), d.path("missing") + "/", d.path("missing") + "/..", d.name, ""} {
		if err := Write(name, nil); !errors.Is(err, errDirectory) {
			t.Errorf("wrote a directory %s: %v", name, err)
		}
	}
	if err := Write(d.path("old.txt/below"), nil); err == nil {
		t.Error("wrote below a file")
	}
}

func TestWriteKeepsMode(t *testing.T) {
	d := newDir(t)
	for _, mode := range []os.FileMode{0o600, 0o644, 0o755, 0o666} {
		d.create("m", "x", mode)
		before, err := os.Stat(d.path("m"))
		if err != nil {
			t.Fatal(err)
		}
		d.mustWrite("m", "y")
		if after, err := os.Stat(d.path("m")); err != nil || after.Mode() != before.Mode() {
			t.Errorf("the mode was %v and is %v, %v", before.Mode(), after.Mode(), err)
		}
	}
}

func TestWriteThroughLinks(t *testing.T) {
	d := newDir(t)
	d.link(os.Symlink, "old.txt", "link")
	d.link(os.Symlink, d.path("link"), "far")
	d.link(os.Symlink, "sub/missing.txt", "dangling")
	d.link(os.Symlink, "circle", "circle")
	if err := os.Mkdir(d.path("sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	d.mustWrite("link", "through a link")
	d.has("old.txt", "through a link")
	d.mustWrite("far", "through two")
	d.has("old.txt", "through two")
	d.mustWrite("dangling", "made")
	d.has("sub/missing.txt", "made")
	for _, name := range []string{"link", "far", "dangling"} {
		if info, err := os.Lstat(d.path(name)); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("the link %s was replaced: %v", name, err)
		}
	}
	if err := Write(d.path("circle"), nil); !errors.Is(err, errLinks) {
		t.Errorf("wrote through a circle of links: %v", err)
	}
}

func TestWriteKeepsHardLinks(t *testing.T) {
	d := newDir(t)
	d.link(os.Link, d.path("old.txt"), "second")
	for _, text := range []string{"a longer text than the old content\n", "short", "", "again"} {
		d.mustWrite("old.txt", text)
		d.has("second", text)
	}
	var s Set
	if s.Add(d.path("old.txt")); !s.Has(d.path("second")) {
		t.Error("the files are no longer the same")
	}
}

func TestReplace(t *testing.T) {
	d := newDir(t)
	if err := Replace(d.path("old.txt"), "something else", []byte("new")); !errors.Is(err, ErrChanged) {
		t.Errorf("got %v", err)
	}
	d.has("old.txt", oldText)
	if err := Replace(d.path("old.txt"), oldText, []byte("new")); err != nil {
		t.Error(err)
	}
	d.has("old.txt", "new")
	if err := Replace(d.path("missing.txt"), "", nil); !errors.Is(err, ErrChanged) {
		t.Errorf("replaced a file that is gone: %v", err)
	}
}

func TestReplaceBelow(t *testing.T) {
	d := newDir(t)
	d.create("root/sub/in.txt", oldText, 0o644)
	d.link(os.Symlink, "../old.txt", "root/out.txt")
	d.link(os.Symlink, "sub", "root/dir")
	d.link(os.Symlink, "..", "root/up")
	d.link(os.Symlink, "sub/in.txt", "root/in.txt")
	old := oldText
	for _, name := range []string{"out.txt", "../old.txt", "up/old.txt", d.path("old.txt")} {
		if err := ReplaceBelow(d.path("root"), name, &old, []byte("new")); err == nil {
			t.Errorf("%s leaves the directory", name)
		}
	}
	d.has("old.txt", oldText)
	for _, name := range []string{"sub/in.txt", "dir/in.txt", "in.txt"} {
		if err := ReplaceBelow(d.path("root"), name, &old, []byte(name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		d.has("root/sub/in.txt", name)
		old = name
	}
	if err := ReplaceBelow(d.path("root"), "sub/in.txt", nil, nil); !errors.Is(err, ErrChanged) {
		t.Errorf("replaced a file that did not exist before: %v", err)
	}
	if err := ReplaceBelow(d.path("root"), "sub/new.txt", nil, []byte("made")); err != nil {
		t.Error(err)
	}
	d.has("root/sub/new.txt", "made")
	if err := ReplaceBelow(d.path("root"), "deep/er/new.txt", nil, []byte("made")); err != nil {
		t.Error(err)
	}
	d.has("root/deep/er/new.txt", "made")
}

// TestFullDisk lets writing fail after some bytes, as on a full disk.
func TestFullDisk(t *testing.T) {
	for name, hard := range map[string]bool{"renamed": false, "in place": true} {
		t.Run(name, func(t *testing.T) {
			for _, left := range []int{0, 5, len(oldText), len(oldText) + 3} {
				d := newDir(t)
				if hard {
					d.link(os.Link, d.path("old.txt"), "second")
				}
				full, err := named(d.path("old.txt"))
				if err != nil {
					t.Fatal(err)
				}
				first := hard
				full.write = func(w io.Writer, data []byte) error {
					if first {
						first = false
						return writeAll(w, data) // the temporary file still fits
					}
					_, err := w.Write(data[:min(left, len(data))])
					return errors.Join(err, syscall.ENOSPC)
				}
				if err := full.finish(nil, bytes.Repeat([]byte("new"), 20)); !errors.Is(err, syscall.ENOSPC) {
					t.Errorf("with space for %d bytes: %v", left, err)
				}
				d.has("old.txt", oldText)
			}
		})
	}
}

// TestDamaged lets writing into a file with two links fail in the middle: the new content is still there.
func TestDamaged(t *testing.T) {
	d := newDir(t)
	d.link(os.Link, d.path("old.txt"), "second")
	broken, err := named(d.path("old.txt"))
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	broken.write = func(w io.Writer, data []byte) error {
		if calls++; calls == 3 {
			return syscall.EIO
		}
		return writeAll(w, data)
	}
	text := strings.Repeat("new", 20)
	err = broken.finish(nil, []byte(text))
	left, errGlob := filepath.Glob(d.path(".aslcheck-*"))
	if !errors.Is(err, syscall.EIO) || errGlob != nil || len(left) != 1 || !strings.Contains(err.Error(), filepath.Base(left[0])) {
		t.Fatalf("got %v, with the files %q", err, left)
	}
	if got, err := os.ReadFile(left[0]); err != nil || string(got) != text {
		t.Errorf("the new content is %q, %v", got, err)
	}
}

func TestExisting(t *testing.T) {
	d := newDir(t)
	d.create("empty", "", 0o644)
	for name, want := range map[string]string{"old.txt": oldText, "empty": "", "missing": "", ".": ""} {
		got, exists, err := Existing(d.path(name))
		if got != want || exists != (want != "") || err != nil {
			t.Errorf("%s: got %q, %t, %v", name, got, exists, err)
		}
	}
}

func TestSet(t *testing.T) {
	d := newDir(t)
	d.create("other.txt", oldText, 0o644)
	d.link(os.Symlink, "old.txt", "link")
	var s Set
	if s.Has(d.path("old.txt")) {
		t.Error("the zero value has a file")
	}
	s.Add(d.path("old.txt"), d.path("missing"))
	for name, want := range map[string]bool{"old.txt": true, "link": true, "./old.txt": true, "other.txt": false, "missing": false} {
		if s.Has(d.path(name)) != want {
			t.Errorf("%s: got %t", name, !want)
		}
	}
	if s.Add(d.path("other.txt")); !s.Has(d.path("other.txt")) {
		t.Error("a file that was added later is missing")
	}
}

func TestIsStream(t *testing.T) {
	d := newDir(t)
	f, err := os.OpenFile(d.path("old.txt"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // nothing is written
	d.create("other", "", 0o644)
	names := []string{"old.txt", "other", "missing"}
	names = slices.DeleteFunc(names, func(name string) bool { return !IsStream(d.path(name), f) })
	if !slices.Equal(names, []string{"old.txt"}) || IsStream(d.path("old.txt"), io.Discard) {
		t.Errorf("got %q", names)
	}
}
