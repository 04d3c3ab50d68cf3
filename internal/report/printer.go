package report

import (
	"bufio"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/source"
)

// A printer writes text. It keeps the first error until flush returns it, so that callers check only once.
type printer struct {
	b *bufio.Writer
	// hints are the lines of hints that were wrapped: the findings of a rule often share one.
	hints map[hint][]string
}

// A hint is a text for a number of columns.
type hint struct {
	text  string
	width int
}

// reportBuffer is the size of a write in bytes: a report may be large.
const reportBuffer = 64 << 10

func newPrinter(w io.Writer) printer {
	return printer{b: bufio.NewWriterSize(w, reportBuffer), hints: map[hint][]string{}}
}

// wrapped returns the lines of a hint, as wrap does.
func (p printer) wrapped(text string, width int) []string {
	lines, ok := p.hints[hint{text, width}]
	if !ok {
		lines = wrap(text, width)
		p.hints[hint{text, width}] = lines
	}
	return lines
}

// printf writes formatted text.
func (p printer) printf(format string, args ...any) {
	_, _ = fmt.Fprintf(p.b, format, args...) // the buffered writer keeps the error
}

// write writes texts one after another.
func (p printer) write(texts ...string) {
	for _, text := range texts {
		_, _ = p.b.WriteString(text)
	}
}

// flush writes the buffered text, and returns the first error of any write.
func (p printer) flush() error { return p.b.Flush() }

// writeEscaped writes text with an escape for each character that could change how what follows is shown: a report for programs
// is shown to people as well.
func writeEscaped(w io.Writer, text []byte, escape string) error {
	if !hasSteering(text) {
		_, err := w.Write(text)
		return err
	}
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if steers(r) {
			out = fmt.Appendf(out, escape, r)
		} else {
			out = append(out, text[:size]...)
		}
		text = text[size:]
	}
	_, err := w.Write(out)
	return err
}

// hasSteering reports whether a text has a character that steers reports. Nearly all text is plain, and may be very long.
func hasSteering(text []byte) bool {
	for i := 0; i < len(text); {
		if text[i] < '\u007F' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if steers(r) {
			return true
		}
		i += size
	}
	return false
}

// steers reports whether a terminal may obey a character that the encoders of JSON and XML leave as it is.
func steers(r rune) bool { return source.IsInvisible(r) || '\u007F' <= r && r <= '\u009F' }
