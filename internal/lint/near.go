package lint

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A near is the directory of a template. It gives the files that Project.resolve finds: those below the directory being linted
// or the current one.
type near struct {
	project *Project
	file    *File
}

func (n near) ReadFile(name string) (string, error) {
	full, ok := n.project.resolve(n.file, name)
	switch {
	case ok:
		return n.project.read(full)
	case n.project.isReachable(n.file, name):
		return "", fs.ErrNotExist
	default:
		return "", fmt.Errorf("it is outside the given directory: %w", fs.ErrInvalid)
	}
}

func (n near) Names(dir string) []string {
	if !n.project.isReachable(n.file, dir) {
		return nil
	}
	entries, err := os.ReadDir(n.project.from().at(filepath.FromSlash(path.Join(path.Dir(n.file.Source.Name), dir))))
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
