package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// settleDelay is how long no file must change before the tests run again: editors write a file in several steps.
const settleDelay = 150 * time.Millisecond

// A watch runs tests again whenever a file changes, or a key asks for it.
type watch struct {
	*app
	args    []string
	run     func(selection) error
	watcher *fsnotify.Watcher
	failed  failedCases
	// onlyFailed is set after the key f until the failed cases pass.
	onlyFailed bool
	keyboard   *keyboard // nil if nobody can press a key
	// updated is set after an update, whose own changes of files don't start another run.
	updated bool
	said    string
}

// watch calls run once, and again whenever a file changes below the directories of the arguments or a key asks for it, until the
// context is canceled.
func (a *app) watch(ctx context.Context, args []string, run func(selection) error) error {
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
	w := &watch{app: a, args: args, run: run, watcher: watcher, keyboard: a.keyboard()}
	if err := run(selection{failed: &w.failed}); err != nil {
		return err
	}
	for ctx.Err() == nil {
		sel, more, err := w.next(ctx)
		if err != nil || !more {
			return err
		}
		w.again(sel)
	}
	return nil
}

// again runs what was selected.
func (w *watch) again(sel selection) {
	if w.onlyFailed {
		sel.onlyFailed, sel.changed = true, nil
	}
	sel.failed, sel.begin = &w.failed, w.clear
	if err := w.run(sel); err != nil {
		complain(w.stderr, exitFailure, "aslcheck: %s\n", errorText(err))
	}
	w.updated = sel.update
	if w.onlyFailed && w.failed.count() == 0 {
		w.onlyFailed = false
	}
}

// clear clears the screen, and nothing if the results are piped.
func (w *watch) clear() {
	if f, ok := w.screen(w.stdout); ok {
		_, _ = fmt.Fprint(f, "\x1b[H\x1b[2J") // a screen with an older run on it is not an error
	}
}

// next waits for what to run next. It returns false to end.
func (w *watch) next(ctx context.Context) (sel selection, more bool, err error) {
	if err := w.say(); err != nil {
		return selection{}, false, err
	}
	leave, err := w.keyboard.enter(w.prompt())
	if err != nil {
		return selection{}, false, fmt.Errorf("read keys: %w", err)
	}
	defer leave()
	terminated := make(chan os.Signal, 1)
	if w.keyboard != nil { // the terminal must not stay as it is
		signal.Notify(terminated, syscall.SIGTERM)
		defer signal.Stop(terminated)
	}
	timer := time.NewTimer(settleDelay)
	timer.Stop()
	begin := time.Now()
	if w.updated {
		begin = begin.Add(settleDelay)
	}
	for {
		select {
		case <-ctx.Done():
			return selection{}, false, nil
		case <-terminated:
			return selection{}, false, errInterrupted
		case event, ok := <-w.watcher.Events:
			if !ok {
				return selection{}, false, nil
			}
			names := changedFiles(w.watcher, w.args, event)
			if len(names) > 0 && !time.Now().Before(begin) {
				sel.changed = append(sel.changed, names...)
				timer.Reset(settleDelay)
			}
		case err, ok := <-w.watcher.Errors:
			if !ok {
				return selection{}, false, nil
			}
			return selection{}, false, fmt.Errorf("watch files: %w", err)
		case <-timer.C:
			return sel, true, nil
		case key := <-w.keyboard.pressed():
			if sel, end := w.press(key); end {
				return sel, sel.failed != nil, nil
			}
		}
	}
}

// press does what a key is for. It reports whether the wait ends, with a selection that has no failed cases to quit.
func (w *watch) press(key byte) (sel selection, end bool) {
	switch w.keyboard.press(key, w.failed.count()) {
	case quit:
		return selection{}, true
	case runAll:
		w.onlyFailed = false
		return selection{failed: &w.failed}, true
	case runFailed:
		w.onlyFailed = true
		return selection{failed: &w.failed}, true
	case update:
		return selection{failed: &w.failed, onlyFailed: true, update: true}, true
	case ask:
		w.keyboard.show(fmt.Sprintf("update %s? (y/n) ", source.Plural(w.failed.count(), "failed case")))
	case nothingFailed:
		w.keyboard.show("no case failed; " + keyHelp + " ")
	case keep:
		w.keyboard.show(w.prompt())
	case ignore:
	}
	return selection{}, false
}

// say writes what is watched if nobody sees a prompt, and again if it has changed.
func (w *watch) say() error {
	text := w.watched()
	if w.keyboard != nil || text == w.said {
		return nil
	}
	w.said = text
	return w.notify([]string{text})
}

// watched describes what is watched.
func (w *watch) watched() string {
	folders := w.watcher.WatchList()
	text := fmt.Sprintf("watching %s in ", source.Plural(countWatched(folders), "file"))
	if len(folders) == 1 {
		return text + "1 directory"
	}
	return text + fmt.Sprintf("%d directories", len(folders))
}

// prompt is the help on the keys, and what is watched or run.
func (w *watch) prompt() string {
	state := w.watched()
	if w.onlyFailed {
		state = "running " + source.Plural(w.failed.count(), "failed case")
	}
	return keyHelp + "; " + state + " "
}

// keyHelp says which keys there are.
const keyHelp = "a: all, f: failed, u: update, q: quit"
