package cli

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/term"
)

// TestWatchKeys sits at a terminal: it reads what is shown up to a text, and then presses a key.
func TestWatchKeys(t *testing.T) {
	enter(t, `
-- a.asl.json --
{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}
-- a.asl.test.yaml --
cases:
  - {name: passes, input: {a: 1}, expect: {outputIs: {a: 1}}}
  - {name: fails, input: {a: 1}, expect: {outputIs: {a: 2}}}
`)
	person, command := openTerminal(t)
	before, err := term.GetState(int(command.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	code := make(chan int, 1)
	go func() {
		c := execute(ctx, []string{"test", "--watch"}, command, command, command, func(string) string { return "" })
		_, _ = command.Write([]byte{0}) // ends what still reads
		code <- c
	}()
	const help = "a: all, f: failed, u: update, q: quit"
	for _, step := range []struct{ shown, key string }{
		{"1 passed, 1 failed", ""},
		{help + "; watching 2 files in 1 directory ", "f"},
		{"\x1b[H\x1b[2J", ""},
		{"0 passed, 1 failed", ""},
		{help + "; running 1 failed case ", "u"},
		{"update 1 failed case? (y/n) ", "n"},
		{help + "; running 1 failed case ", "u"},
		{"? (y/n) ", "y"},
		{"updated 1 expectation in 1 file", ""},
		{"1 passed, 0 failed", ""},
		{help + "; watching 2 files in 1 directory ", "f"},
		{"no case failed; " + help, "a"},
		{"2 passed, 0 failed", ""},
		{help, "\x03"},
	} {
		readUpTo(t, person, step.shown)
		if _, err := person.WriteString(step.key); err != nil {
			t.Fatal(err)
		}
		if step.key == "n" && !strings.Contains(read(t, "a.asl.test.yaml"), "{a: 2}") {
			t.Error("updated without a y")
		}
	}
	if got := <-code; got != exitFine {
		t.Errorf("code %d", got)
	}
	if after, err := term.GetState(int(command.Fd())); err != nil || *after != *before {
		t.Errorf("the terminal is %v, and was %v; %v", after, before, err)
	}
	if text := read(t, "a.asl.test.yaml"); strings.Contains(text, "2}") {
		t.Errorf("not updated:\n%s", text)
	}
}

// readUpTo reads what a terminal shows up to a text.
func readUpTo(t *testing.T, person *os.File, text string) {
	t.Helper()
	var shown strings.Builder
	var b [1]byte
	for !strings.HasSuffix(shown.String(), text) {
		if _, err := person.Read(b[:]); err != nil || b[0] == 0 {
			t.Fatalf("%v; shown after the step before: %q, which lacks %q", err, shown.String(), text)
		}
		shown.WriteByte(b[0])
	}
}
