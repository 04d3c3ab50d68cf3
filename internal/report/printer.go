package report

import (
	"bufio"
	"fmt"
	"io"
)

// A printer writes text. It keeps the first error until flush returns it, so that callers check only once.
type printer struct{ b *bufio.Writer }

func newPrinter(w io.Writer) printer { return printer{bufio.NewWriter(w)} }

// printf writes formatted text.
func (p printer) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(p.b, format, args...) // the buffered writer keeps the error
}

// flush writes the buffered text, and returns the first error of any write.
func (p printer) flush() error { return p.b.Flush() }
