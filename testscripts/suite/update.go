package suite

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// accept adds to a failure the fix that expects what happened. The cases of a table have none: they share their text.
func (a at) accept(run *Run, text string, failures source.Diagnostics) source.Diagnostics {
	if a.node == nil || !run.Case.Row.IsUndefined() || a.node.Span.File != run.Case.File.Source {
		return failures
	}
	failures[0].Fixes = []source.Fix{{
		Message: "expect what happened", Edits: []source.Edit{{Span: a.node.Span, NewText: text}},
	}}
	return failures
}

// A goldenExpectation compares the output with a file.
type goldenExpectation struct {
	at
	golden *source.File
	want   value.Value
}

// goldenExpectation reads the file of the key "golden". A missing file is reported only when the case runs, since --update
// may write it then.
func (p *parser) goldenExpectation(n *source.Node) Expectation {
	golden, err := p.file.read(n.Text)
	e := &goldenExpectation{at: at{span: n.Span}, golden: golden}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return e
	case err == nil:
		if e.want, err = value.Parse(golden.Text); err == nil {
			return e
		}
		p.report(n.Span, "read %q: %s", n.Text, err)
	default:
		p.report(n.Span, "%s", err)
	}
	return nil
}

// Check implements Expectation.
func (e *goldenExpectation) Check(run *Run) source.Diagnostics {
	got := run.Execution.Output
	var failures source.Diagnostics
	if e.want.IsUndefined() {
		failures = e.unmet(run, "", nil, "the file %s with the expected output does not exist", e.golden.Name)
		failures[0].Hint = "--update writes it"
	} else if lines := Differences(e.want, got, false); len(lines) > 0 {
		failures = e.unmet(run, "", lines, "the output differs from the expectation")
	}
	if len(failures) == 0 || got.IsUndefined() {
		return failures
	}
	var b bytes.Buffer
	if json.Indent(&b, []byte(got.JSON()), "", "  ") != nil {
		return failures
	}
	b.WriteByte('\n')
	whole := e.golden.Span(0, len(e.golden.Text))
	failures[0].Fixes = []source.Fix{{Message: "expect what happened", Edits: []source.Edit{{Span: whole, NewText: b.String()}}}}
	return failures
}
