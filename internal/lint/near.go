package lint

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/aslcheck/aslcheck/internal/locate"
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
	full := n.project.from().at(filepath.FromSlash(path.Join(path.Dir(n.file.Source.Name), dir)))
	return locate.FolderOf(os.DirFS(full), ".").Names(".")
}
