package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fsnotify/fsnotify"

	"github.com/aslcheck/aslcheck/internal/locate"
)

// changedFiles returns the files that an event changes. A new directory below one that was named is watched from now on: it may
// have been moved there with its files, and those that were written since are not reported.
func changedFiles(watcher *fsnotify.Watcher, args []string, event fsnotify.Event) []string {
	if isWatched(event.Name) && event.Op != fsnotify.Chmod {
		return []string{locate.DisplayName(event.Name)}
	}
	if !event.Has(fsnotify.Create) || strings.HasPrefix(filepath.Base(event.Name), ".") || !isBelow(args, event.Name) {
		return nil
	}
	if info, err := os.Lstat(event.Name); err != nil || !info.IsDir() {
		return nil
	}
	for _, dir := range watchedFolders([]string{event.Name}) {
		if len(watcher.WatchList()) < maxWatched {
			_ = watcher.Add(dir) // it may be gone again
		}
	}
	var names []string
	_ = locate.Walk(event.Name, func(name string) error { // running the tests reports what cannot be read
		if isWatched(name) {
			names = append(names, locate.DisplayName(name))
		}
		return nil
	})
	return names
}

// isBelow reports whether a name is below one of the arguments, which a file has nothing below.
func isBelow(args []string, name string) bool {
	return slices.ContainsFunc(args, func(arg string) bool {
		below, err := filepath.Rel(arg, name)
		return err == nil && filepath.IsLocal(below)
	})
}

// isWatched reports whether a file is one that tests may read.
func isWatched(name string) bool {
	name = filepath.Base(name)
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return false
	}
	switch filepath.Ext(name) {
	case ".json", ".yaml", ".yml", ".asl", ".csv", ".jsonl":
		return true
	default:
		return false
	}
}

// maxWatched limits the number of watched directories.
const maxWatched = 10_000

// watchedFolders returns the directories to watch: those that are named with all below them, and those of named files.
func watchedFolders(args []string) []string {
	var folders []string
	add := func(dir string) {
		if !slices.Contains(folders, dir) && len(folders) < maxWatched {
			folders = append(folders, dir)
		}
	}
	for _, arg := range args {
		if info, err := os.Stat(arg); err == nil && !info.IsDir() {
			add(filepath.Dir(arg))
			continue
		}
		add(arg)
		_ = locate.Walk(arg, func(name string) error { // running the tests reports what cannot be read
			add(filepath.Dir(name))
			return nil
		})
		for _, dir := range subfolders(arg) {
			add(dir)
		}
	}
	return folders
}

// subfolders returns the directories below one, also those without files: some may come.
func subfolders(root string) []string {
	var folders []string
	_ = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || !entry.IsDir() || name == root:
			return nil //nolint:nilerr // running the tests reports what cannot be read
		case strings.HasPrefix(entry.Name(), ".") || slices.Contains([]string{"node_modules", "vendor", "testdata"}, entry.Name()):
			return filepath.SkipDir
		}
		folders = append(folders, name)
		return nil
	})
	return folders
}

// countWatched returns how many files that tests may read are in directories.
func countWatched(dirs []string) int {
	files := 0
	for _, dir := range dirs {
		entries, _ := os.ReadDir(dir) // running the tests reports what cannot be read
		for _, entry := range entries {
			if !entry.IsDir() && isWatched(entry.Name()) {
				files++
			}
		}
	}
	return files
}
