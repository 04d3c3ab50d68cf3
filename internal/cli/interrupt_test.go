package cli

import (
	"context"
	"strings"
	"testing"
	"time"
)

// TestGuard ends a command that doesn't end by itself after an interrupt, and no other.
func TestGuard(t *testing.T) {
	now := func(time.Duration) <-chan time.Time {
		c := make(chan time.Time, 1)
		c <- time.Time{}
		return c
	}
	never := func(time.Duration) <-chan time.Time { return nil }
	closed := make(chan struct{})
	close(closed)
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []struct {
		name          string
		ctx           context.Context
		finished      chan struct{}
		after         func(time.Duration) <-chan time.Time
		stopped, ends bool
	}{
		{"finished", t.Context(), closed, never, false, false},
		{"interrupted, and too slow", canceled, make(chan struct{}), now, true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			stopped, ended := false, false
			guard(c.ctx, c.finished, func() { stopped = true }, c.after, func() { ended = true })
			if stopped != c.stopped || ended != c.ends {
				t.Errorf("stopped %t, ended %t", stopped, ended)
			}
		})
	}
}

// TestInterrupted reports what was done before an interrupt.
func TestInterrupted(t *testing.T) {
	enter(t, folder)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range []string{"test good.asl.test.yaml", "lint good.asl.json"} {
		var stdout, stderr strings.Builder
		code := execute(ctx, strings.Fields(args), strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
		if code != exitFailure || !strings.Contains(stderr.String(), "interrupted") {
			t.Errorf("%s: %d\n%s%s", args, code, stdout.String(), stderr.String())
		}
		if args == "test good.asl.test.yaml" && !strings.Contains(stdout.String(), "0 passed, 0 failed") {
			t.Errorf("the report is %s", stdout.String())
		}
	}
}
