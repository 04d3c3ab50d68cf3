package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A target is the file that a name means after symbolic links.
type target struct {
	dir  *os.Root
	base string
	info fs.FileInfo // nil if the file doesn't exist
	// write writes the whole content to a file; tests let it fail.
	write func(w io.Writer, data []byte) error
}

// writeAll is the write of every target outside tests.
func writeAll(w io.Writer, data []byte) error {
	_, err := w.Write(data)
	return err
}

// maxLinks limits the symbolic links that lead from one to the next.
const maxLinks = 40

var errLinks = errors.New("too many symbolic links")

// named returns the target of a name. A link that leads to a missing file is followed to where that file would be.
func named(name string) (*target, error) {
	for range maxLinks {
		dir, err := filepath.EvalSymlinks(filepath.Dir(name))
		if err != nil {
			return nil, err
		}
		link, err := os.Readlink(filepath.Join(dir, filepath.Base(name)))
		if err != nil {
			return open(os.OpenRoot, dir, filepath.Base(name))
		}
		if !filepath.IsAbs(link) {
			link = filepath.Join(dir, link)
		}
		name = link
	}
	return nil, errLinks
}

// below is like named for a name in a directory. A link that leaves it is an error.
func below(root *os.Root, name string) (*target, error) {
	whole, err := root.Stat(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for range maxLinks {
		link, err := root.Readlink(name)
		if err == nil {
			name = filepath.Join(filepath.Dir(name), link)
			continue
		}
		t, err := open(root.OpenRoot, filepath.Dir(name), filepath.Base(name))
		if err != nil {
			return nil, err
		}
		// Links to directories with links upward in them could lead elsewhere.
		if (t.info == nil) != (whole == nil) || whole != nil && !os.SameFile(whole, t.info) {
			return nil, errors.Join(errLinks, t.close())
		}
		return t, nil
	}
	return nil, errLinks
}

func open(openRoot func(string) (*os.Root, error), dir, base string) (*target, error) {
	root, err := openRoot(dir)
	if err != nil {
		return nil, err
	}
	t := &target{dir: root, base: base, write: writeAll}
	if t.info, err = root.Lstat(base); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(err, t.close())
	}
	if err == nil && !t.info.Mode().IsRegular() {
		return nil, errors.Join(errors.New("it is not a regular file"), t.close())
	}
	return t, nil
}

func (t *target) close() error { return t.dir.Close() }
