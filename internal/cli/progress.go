package cli

import (
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/term"
)

// minProgress is how many things there must be for progress to be shown; fewer are done before anybody could read it.
const minProgress = 200

// A progress shows on a terminal how much of a long run is done. It is safe for concurrent use.
type progress struct {
	mu     sync.Mutex
	out    io.Writer // nil to show nothing
	things string
	done   int
	all    int
}

// progress returns the progress of work on many things, such as "cases", which is shown only on a terminal.
func (a *app) progress(all int, things string) *progress {
	p := &progress{things: things, all: all}
	f, isFile := a.stderr.(*os.File)
	if all >= minProgress && isFile && term.IsTerminal(int(f.Fd())) && a.getenv("TERM") != "dumb" {
		p.out = f
	}
	return p
}

// step counts one more thing as done. It accepts a nil progress.
func (p *progress) step() {
	if p == nil || p.out == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.done++; p.done%(p.all/100+1) == 0 {
		_, _ = fmt.Fprintf(p.out, "\r%d of %d %s", p.done, p.all, p.things) // progress is not essential
	}
}

// finish clears the line.
func (p *progress) finish() {
	if p.out != nil {
		_, _ = fmt.Fprint(p.out, "\r\x1b[K")
	}
}
