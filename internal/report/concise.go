package report

import (
	"io"

	"github.com/aslcheck/aslcheck/source"
)

// Concise writes one line for each finding.
func Concise(w io.Writer, diagnostics source.Diagnostics, style Style) error {
	p := newPrinter(w)
	for i := range diagnostics {
		writeConcise(p, &diagnostics[i], style)
	}
	return p.flush()
}

func writeConcise(p printer, d *source.Diagnostic, style Style) {
	p.write(style.bold(source.OneLine(d.Span.String())), ": ", style.severity(d.Severity), ": ", source.OneLine(d.Message), " ", style.faint("["+d.Rule+"]"), "\n")
}
