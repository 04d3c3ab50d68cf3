package cli

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"github.com/aslcheck/aslcheck/source"
)

// An action is what a key asks for.
type action uint8

// The actions. ask is the question that the key of update answers or keep declines.
const (
	ignore action = iota
	runAll
	runFailed
	nothingFailed
	ask
	update
	keep
	quit
)

// The keys that terminals send for Ctrl-C and Ctrl-D, which don't raise signals while keys are read one by one.
const (
	ctrlC = 0x03
	ctrlD = 0x04
)

// A keyboard reads single keys from a terminal. While tests run, the terminal is as it was, so that Ctrl-C interrupts them as
// usual. A nil keyboard never has a key.
type keyboard struct {
	stdin *os.File
	out   *os.File
	width func() int
	keys  chan byte
	// asking is set until the question about an update is answered.
	asking bool
}

// keyboard returns the keyboard, nil unless a person sits at a terminal.
func (a *app) keyboard() *keyboard {
	stdin, ok := terminalOf(a.stdin)
	out, visible := a.screen(a.stderr)
	if !ok || !visible {
		return nil
	}
	k := &keyboard{stdin: stdin, out: out, width: func() int { return a.styleOf(out).Width }, keys: make(chan byte)}
	go sendKeys(stdin, k.keys)
	return k
}

// sendKeys sends each byte that is read, until there are no more.
func sendKeys(r io.Reader, keys chan<- byte) {
	var b [1]byte
	for {
		n, err := r.Read(b[:])
		if n > 0 {
			keys <- b[0]
		}
		if err != nil {
			return
		}
	}
}

// pressed returns the channel of keys.
func (k *keyboard) pressed() <-chan byte {
	if k == nil {
		return nil
	}
	return k.keys
}

// enter reads keys one by one from now on, below a prompt. The function that it returns restores the terminal.
func (k *keyboard) enter(prompt string) (leave func(), err error) {
	if k == nil {
		return func() {}, nil
	}
	fd := int(k.stdin.Fd())
	before, err := term.MakeRaw(fd)
	if err != nil {
		return nil, err
	}
	k.asking = false
	k.show(prompt)
	return func() {
		_ = term.Restore(fd, before) // the terminal may be gone
		k.show("")
	}, nil
}

// show replaces the line of the prompt.
func (k *keyboard) show(text string) {
	_, _ = fmt.Fprintf(k.out, "\r\x1b[K%s", source.ClipColumns(text, k.width()-1)) // the tests run without it, too
}

// press returns what a key asks for if some cases failed.
func (k *keyboard) press(key byte, failed int) action {
	if k.asking {
		k.asking = false
		switch key {
		case 'y':
			return update
		case ctrlC, ctrlD:
			return quit
		default:
			return keep
		}
	}
	switch key {
	case 'a':
		return runAll
	case 'f', 'u':
		if failed == 0 {
			return nothingFailed
		}
		if key == 'f' {
			return runFailed
		}
		k.asking = true
		return ask
	case 'q', ctrlC, ctrlD:
		return quit
	default:
		return ignore
	}
}
