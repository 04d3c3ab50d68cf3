package locate

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// skippedFolders are the directories that Walk never enters.
var skippedFolders = []string{"node_modules", "vendor", "testdata"}

// Walk calls visit for every file below a directory, in lexical order, except for hidden ones. The directory may be a
// symbolic link. Links below it are followed to what is below it, too, and would otherwise be left out.
func Walk(root string, visit func(name string) error) error {
	target, err := filepath.EvalSymlinks(root)
	if err != nil {
		return fmt.Errorf("read %s: %w", root, Cause(err))
	}
	w := walker{root: target, seen: map[string]bool{}}
	if err := w.folder(root, target); err != nil {
		return err
	}
	for len(w.links) > 0 {
		name := w.links[0]
		w.links = w.links[1:]
		if err := w.follow(name); err != nil {
			return err
		}
	}
	slices.Sort(w.names)
	for _, name := range w.names {
		if err := visit(name); err != nil {
			return err
		}
	}
	return nil
}

// A walker gathers files. What is found through a link counts only if nothing else leads to it.
type walker struct {
	root  string          // without symbolic links
	seen  map[string]bool // files and directories, without symbolic links
	names []string
	links []string
}

// folder gathers what is in a directory, whose name without links is target.
func (w *walker) folder(dir, target string) error {
	if w.seen[target] {
		return nil
	}
	w.seen[target] = true
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read %s: %w", dir, Cause(err))
	}
	for _, entry := range entries {
		name, below := filepath.Join(dir, entry.Name()), filepath.Join(target, entry.Name())
		switch {
		case entry.IsDir():
			if skipped(entry.Name()) {
				continue
			}
			if err := w.folder(name, below); err != nil {
				return err
			}
		case entry.Type().IsRegular():
			w.file(name, below)
		case entry.Type()&fs.ModeSymlink != 0:
			w.links = append(w.links, name)
		}
	}
	return nil
}

func skipped(folder string) bool {
	return strings.HasPrefix(folder, ".") || slices.Contains(skippedFolders, folder)
}

func (w *walker) file(name, target string) {
	if !w.seen[target] {
		w.seen[target] = true
		w.names = append(w.names, name)
	}
}

// follow gathers what a link leads to, if that is below the root. A link that leads nowhere is left out.
func (w *walker) follow(name string) error {
	target, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil //nolint:nilerr // nothing is there
	}
	if below, err := filepath.Rel(w.root, target); err != nil || !filepath.IsLocal(below) {
		return nil //nolint:nilerr // it leaves the directory
	}
	info, err := os.Stat(target)
	switch {
	case err != nil:
		return fmt.Errorf("read %s: %w", name, Cause(err))
	case info.IsDir() && !skipped(filepath.Base(name)):
		return w.folder(name, target)
	case info.Mode().IsRegular():
		w.file(name, target)
	}
	return nil
}
