package cli

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"github.com/aslcheck/aslcheck/testscripts"
)

// fewCases are done before anybody would read a progress.
const fewCases = 200

// progress shows on a terminal how many cases are done. What it returns clears the line.
func (a *app) progress(opt *testscripts.Options, cases int) (finish func()) {
	f, isFile := a.stderr.(*os.File)
	if cases < fewCases || !isFile || !term.IsTerminal(int(f.Fd())) || a.getenv("TERM") == "dumb" {
		return func() {}
	}
	done := 0
	opt.Observe = func(*testscripts.Result) {
		if done++; done%(cases/100+1) == 0 {
			_, _ = fmt.Fprintf(f, "\r%d of %d cases", done, cases) // a progress may be lost
		}
	}
	return func() { _, _ = fmt.Fprint(f, "\r\x1b[K") }
}
