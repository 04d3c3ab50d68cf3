package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/aslcheck/aslcheck/internal/locate"
)

// settleDelay is how long no file must change before the tests run again: editors write a file in several steps.
const settleDelay = 150 * time.Millisecond

// watch calls run once, and again whenever a file changes below the directories of the arguments, until the context is
// canceled. run gets the names of the changed files; nil means all.
func (a *app) watch(ctx context.Context, args []string, run func(changed []string) error) error {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("watch files: %w", err)
	}
	if args, err = expand(args); err != nil {
		return err
	}
	defer watcher.Close() //nolint:errcheck // it was read only
	for _, dir := range watchedFolders(args) {
		if err := watcher.Add(dir); err != nil {
			return fmt.Errorf("watch %s: %w", dir, locate.Cause(err))
		}
	}
	if err := run(nil); err != nil {
		return err
	}
	var changed []string
	timer := time.NewTimer(settleDelay)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-watcher.Events:
			if !ok {
				return nil
			}
			if isWatched(event) {
				changed = append(changed, locate.DisplayName(event.Name))
				timer.Reset(settleDelay)
			}
		case err, ok := <-watcher.Errors:
			if !ok {
				return nil
			}
			return fmt.Errorf("watch files: %w", err)
		case <-timer.C:
			if err := run(changed); err != nil {
				complain(a.stderr, exitFailure, "aslcheck: %s\n", errorText(err))
			}
			changed = nil
		}
	}
}

// isWatched reports whether an event changes a file that tests may read.
func isWatched(event fsnotify.Event) bool {
	name := filepath.Base(event.Name)
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || event.Op == fsnotify.Chmod {
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
	}
	return folders
}
