package report

import (
	"bufio"
	"fmt"
	"io"
)

// A printer writes text. The first error stays in it until flush returns it, so that nobody has to look before.
type printer struct{ b *bufio.Writer }

func newPrinter(w io.Writer) printer { return printer{bufio.NewWriter(w)} }

// printf writes formatted text.
func (p printer) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(p.b, format, args...) // the buffered writer keeps the error
}

// flush writes what is left, and returns the first error of all writing.
func (p printer) flush() error { return p.b.Flush() }
