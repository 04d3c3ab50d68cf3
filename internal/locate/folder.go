package locate

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A Folder reads the files near a template, by names relative to the directory of the template, with slashes.
type Folder interface {
	// ReadFile returns the text of a file. The error matches fs.ErrNotExist if there is none, and fs.ErrInvalid for one that is
	// outside of what may be read; it has no path.
	ReadFile(name string) (string, error)
	// Names returns the names of the regular files in a directory, without the directory and sorted; none if the
	// directory doesn't exist.
	Names(dir string) []string
}

// NoFolder is a folder without files, for a template that came alone.
var NoFolder Folder = noFolder{}

type noFolder struct{}

func (noFolder) ReadFile(string) (string, error) { return "", fs.ErrNotExist }

func (noFolder) Names(string) []string { return nil }

// FolderOf returns the directory dir of a file system, which names can't leave.
func FolderOf(fsys fs.FS, dir string) Folder { return fsFolder{fsys, dir} }

type fsFolder struct {
	fsys fs.FS
	dir  string
}

func (f fsFolder) ReadFile(name string) (string, error) {
	full := path.Join(f.dir, name)
	if path.IsAbs(name) || !fs.ValidPath(full) {
		return "", fmt.Errorf("it is outside the given directory: %w", fs.ErrInvalid)
	}
	return ReadFrom(f.fsys, full)
}

func (f fsFolder) Names(dir string) []string {
	full := path.Join(f.dir, dir)
	if path.IsAbs(dir) || !fs.ValidPath(full) {
		return nil
	}
	entries, err := fs.ReadDir(f.fsys, full)
	if err != nil {
		return nil
	}
	var names []string
	for _, entry := range entries {
		if entry.Type().IsRegular() {
			names = append(names, entry.Name())
		}
	}
	return names
}

// FolderNear returns the directory of a file on the disk, for a file that a user named: what it refers to is read if it is
// below the current directory or, for a file elsewhere, below its own. Links can't leave that directory.
func FolderNear(file string) Folder {
	dir := filepath.Dir(file)
	if filepath.IsLocal(file) {
		return diskFolder{root: ".", dir: filepath.ToSlash(dir)}
	}
	return diskFolder{root: dir, dir: "."}
}

type diskFolder struct{ root, dir string }

func (f diskFolder) ReadFile(name string) (string, error) {
	root, err := os.OpenRoot(f.root)
	if err != nil {
		return "", err
	}
	defer func() { _ = root.Close() }() // nothing was written
	return FolderOf(root.FS(), f.dir).ReadFile(name)
}

func (f diskFolder) Names(dir string) []string {
	root, err := os.OpenRoot(f.root)
	if err != nil {
		return nil
	}
	defer func() { _ = root.Close() }() // nothing was written
	return FolderOf(root.FS(), f.dir).Names(dir)
}
