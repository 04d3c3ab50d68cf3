package cli

import (
	"bytes"
	"strings"
	"sync"
	"testing"
)

// TestProgress counts from several goroutines, at most a hundred times and up to the end.
func TestProgress(t *testing.T) {
	var b bytes.Buffer
	p := &progress{out: &b, things: "cases", all: 1_000}
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
	if len(shown) > 101 || shown[0] != "11 of 1000 cases" || shown[len(shown)-1] != "\x1b[K" {
		t.Errorf("shown %d times: %q", len(shown), shown)
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
