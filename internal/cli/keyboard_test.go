package cli

import (
	"slices"
	"strings"
	"testing"
)

// TestKeys presses keys one after the other. Only y after u updates anything.
func TestKeys(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		failed     int
		want       []action
	}{
		{"all and quit", "aq", 0, []action{runAll, quit}},
		{"nothing failed", "fuy", 0, []action{nothingFailed, nothingFailed, ignore}},
		{"failed", "f", 1, []action{runFailed}},
		{"update", "uy", 1, []action{ask, update}},
		{"update declined", "uny", 1, []action{ask, keep, ignore}},
		{"update declined by another key", "u\ry", 1, []action{ask, keep, ignore}},
		{"asked twice", "uuy", 1, []action{ask, keep, ignore}},
		{"interrupted", "\x03u\x03\x04", 1, []action{quit, ask, quit, quit}},
		{"arrows and the first function key", "\x1b[A\x1b[B\x1b[C\x1b[D\x1bOP", 1, slices.Repeat([]action{ignore}, 15)},
		{"other keys", "yn \r\nAFUQ\x00é", 1, slices.Repeat([]action{ignore}, 12)},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := &keyboard{}
			keys := make(chan byte, len(c.keys))
			sendKeys(strings.NewReader(c.keys), keys)
			close(keys)
			var got []action
			for key := range keys {
				got = append(got, k.press(key, c.failed))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// TestNoKeyboard has no keys where nobody sits at a terminal.
func TestNoKeyboard(t *testing.T) {
	a := &app{stdin: strings.NewReader("q"), stderr: &strings.Builder{}, getenv: func(string) string { return "" }}
	k := a.keyboard()
	leave, err := k.enter("prompt")
	if k != nil || k.pressed() != nil || err != nil {
		t.Errorf("got %v, %v", k, err)
	}
	leave()
}
