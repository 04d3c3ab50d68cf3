package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// Progress is shown of runs that take longer than progressDelay, and again after progressInterval.
const (
	progressDelay    = 300 * time.Millisecond
	progressInterval = 100 * time.Millisecond
)

// A progress shows on a terminal how much of a long run is done. It is safe for concurrent use.
type progress struct {
	mu     sync.Mutex
	out    io.Writer // nil to show nothing
	width  func() int
	now    func() time.Time
	things string
	done   int
	all    int
	next   time.Time // when it is shown again
	shown  bool
}

// progress returns the progress of work on many things, such as "cases", which is shown only on a terminal.
func (a *app) progress(all int, things string) *progress {
	p := &progress{things: things, all: all, now: time.Now}
	if f, ok := a.screen(a.stderr); ok {
		p.out = f
		p.width = func() int { return a.styleOf(f).Width }
		p.next = p.now().Add(progressDelay)
	}
	return p
}

// screen returns the file of a stream that is a terminal which can move its cursor.
func (a *app) screen(stream any) (*os.File, bool) {
	f, terminal := terminalOf(stream)
	return f, terminal && a.getenv("TERM") != "dumb"
}

// step counts one more thing as done. It accepts a nil progress.
func (p *progress) step() {
	if p == nil || p.out == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if now := p.now(); !now.Before(p.next) {
		p.next = now.Add(progressInterval)
		p.shown = true
		_, _ = fmt.Fprintf(p.out, "\r%s\x1b[K", p.line(p.width()-1)) // progress is not essential
	}
}

// maxBar is how many columns the bar takes at most, minBar at least: a terminal without space for it shows numbers only.
const (
	maxBar = 40
	minBar = 5
)

// line returns the bar and the numbers in at most some columns.
func (p *progress) line(columns int) string {
	numbers := fmt.Sprintf("%3d%%  %d of %d %s", 100*p.done/max(p.all, 1), p.done, p.all, p.things)
	if bar := min(columns-source.Columns(numbers)-1, maxBar); bar >= minBar {
		return report.Bar(p.done, p.all, bar) + " " + numbers
	}
	return source.ClipColumns(numbers, columns)
}

// finish clears the line.
func (p *progress) finish() {
	if p.shown {
		_, _ = fmt.Fprint(p.out, "\r\x1b[K")
	}
}
