package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/aslcheck/aslcheck/internal/lint"
)

// grace is how long a command may take to report what it did so far after it was interrupted.
const grace = 800 * time.Millisecond

// errInterrupted ends a command that was interrupted, after it has reported what it did so far.
var errInterrupted = errors.New("interrupted")

// interruptible returns a context that an interrupt ends. A second interrupt ends the process at once, and so does the first
// one if the command takes longer than grace to end. The caller calls finish when the command has ended.
func interruptible(stderr io.Writer) (ctx context.Context, finish func()) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	finished := make(chan struct{})
	go guard(ctx, finished, stop, time.After, func() {
		os.Exit(complain(stderr, exitFailure, "aslcheck: interrupted; what was running didn't end in time\n")) //nolint:forbidigo // nothing else ends a command that hangs
	})
	return ctx, func() {
		close(finished)
		stop()
	}
}

// guard waits until the command has finished or the context is done, and then for the command no longer than grace.
func guard(ctx context.Context, finished <-chan struct{}, stop func(), after func(time.Duration) <-chan time.Time, exit func()) {
	select {
	case <-finished:
		return
	case <-ctx.Done():
	}
	stop() // from here on, the next interrupt ends the process
	select {
	case <-finished:
	case <-after(grace):
		exit()
	}
}

// interrupted reports whether an error is the end of the context.
func interrupted(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// linted returns the files that were linted.
func linted(files []*lint.File) []*lint.File {
	var done []*lint.File
	for _, f := range files {
		if f.Fixed != nil {
			done = append(done, f)
		}
	}
	return done
}
