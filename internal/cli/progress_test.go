package cli

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/source"
)

// TestProgress counts from several goroutines. It shows the first line after a delay, and then one in each interval.
func TestProgress(t *testing.T) {
	var b bytes.Buffer
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	now := start
	p := &progress{out: &b, things: "cases", all: 1_000, width: func() int { return 80 }, next: start.Add(progressDelay)}
	p.now = func() time.Time { // called with the lock
		now = now.Add(time.Millisecond)
		return now
	}
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for range 250 {
				p.step()
			}
		})
	}
	workers.Wait()
	p.finish()
	shown := strings.Split(b.String(), "\r")[1:]
	want := "████████████" + strings.Repeat("░", 28) + "  30%  300 of 1000 cases\x1b[K"
	if len(shown) != 9 || shown[0] != want || shown[len(shown)-1] != "\x1b[K" {
		t.Errorf("shown %d times: %q", len(shown), shown)
	}
}

// TestProgressLine fits terminals of all widths.
func TestProgressLine(t *testing.T) {
	for _, done := range []int{0, 1, 999, 1_000} {
		p := &progress{things: "definitions", all: 1_000, done: done}
		for columns := range 100 {
			if n := source.Columns(p.line(columns)); n > max(columns, 1) {
				t.Errorf("%d columns of %d: %q", n, columns, p.line(columns))
			}
		}
	}
	p := &progress{things: "cases", all: 3, done: 1}
	for columns, want := range map[int]string{80: "█████████████" + strings.Repeat("░", 27) + "  33%  1 of 3 cases", 26: "██░░░░░  33%  1 of 3 cases", 20: " 33%  1 of 3 cases", 9: " 33%  1 …"} {
		if got := p.line(columns); got != want {
			t.Errorf("in %d columns: %q, want %q", columns, got, want)
		}
	}
}

// TestNoProgress shows nothing to what is not a terminal.
func TestNoProgress(t *testing.T) {
	var b bytes.Buffer
	p := (&app{stderr: &b}).progress(1_000, "cases")
	for range 1_000 {
		p.step()
	}
	p.finish()
	(*progress)(nil).step()
	if b.Len() > 0 {
		t.Errorf("shown: %q", b.String())
	}
}
