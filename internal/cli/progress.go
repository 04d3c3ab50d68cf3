package cli

import (
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"
)

// few things are done before anybody would read a progress.
const few = 200

// A progress shows on a terminal how much of a long piece of work is done. Several goroutines may share it.
type progress struct {
	mu     sync.Mutex
	out    io.Writer // nil where nothing is shown
	things string
	done   int
	all    int
}

// progress returns the progress of work on many things, such as "cases", which is shown where a person watches.
func (a *app) progress(all int, things string) *progress {
	p := &progress{things: things, all: all}
	f, isFile := a.stderr.(*os.File)
	if all >= few && isFile && term.IsTerminal(int(f.Fd())) && a.getenv("TERM") != "dumb" {
		p.out = f
	}
	return p
}

// step says that one more thing is done. It accepts a nil progress.
func (p *progress) step() {
	if p == nil || p.out == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done++; p.done%(p.all/100+1) == 0 {
		_, _ = fmt.Fprintf(p.out, "\r%d of %d %s", p.done, p.all, p.things) // a progress may be lost
	}
}

// finish clears the line.
func (p *progress) finish() {
	if p.out != nil {
		_, _ = fmt.Fprint(p.out, "\r\x1b[K")
	}
}
