package lint

import (
	"os"
	"path/filepath"

	"github.com/aslcheck/aslcheck/internal/locate"
)

// A folder is the directory that relative names refer to, "" for the current directory of the process.
type folder string

// at returns the name that the process can open.
func (f folder) at(name string) string {
	if f == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(string(f), name)
}

func (f folder) read(name string) (string, error) { return locate.ReadFile(f.at(name)) }

// relative returns the path of a file relative to a directory, and whether the file is below it.
func (f folder) relative(dir, name string) (string, bool) {
	dir, name = filepath.FromSlash(dir), filepath.FromSlash(name)
	if !filepath.IsLocal(dir) || !filepath.IsLocal(name) {
		absDir, errDir := filepath.Abs(f.at(dir))
		absName, errName := filepath.Abs(f.at(name))
		if errDir != nil || errName != nil {
			return "", false
		}
		dir, name = absDir, absName
	}
	below, err := filepath.Rel(dir, name)
	return filepath.ToSlash(below), err == nil && filepath.IsLocal(below)
}

// has reports whether a regular file is below a directory, which symbolic links cannot leave either.
func (f folder) has(dir, name string) bool {
	below, ok := f.relative(dir, name)
	if !ok {
		return false
	}
	root, err := os.OpenRoot(f.at(dir))
	if err != nil {
		return false
	}
	defer func() { _ = root.Close() }() // nothing was written
	info, err := root.Stat(filepath.FromSlash(below))
	return err == nil && info.Mode().IsRegular()
}
