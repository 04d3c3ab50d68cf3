package report

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// The limits of a source in a page: the lines, those around a definition in a long template, and the characters of a line.
const (
	maxSource     = 20_000
	maxWholeFile  = 2_000
	sourceContext = 10
	maxSourceLine = 400
)

type fileKey struct {
	name        string
	first, last int
}

// located returns a span as it is in the file that the user wrote.
func located(def *asl.Definition, span source.Span) source.Span {
	return def.Place(source.Diagnostics{{Span: span}})[0].Span
}

// placedLines returns the first and the last line of a state.
func placedLines(def *asl.Definition, name, span source.Span) (from, to int) {
	first, last := located(def, name), located(def, span)
	return int(first.Start.Line), int(max(first.Start.Line, last.End.Line))
}

// source adds the file that a definition is in, or the part around the definition if it is long.
func (b *htmlBuilder) source(m *page.Machine, def *asl.Definition) {
	span := located(def, def.Machine.Span)
	file := span.File
	if file == nil {
		return
	}
	m.From, m.To = int(span.Start.Line), int(span.End.Line)
	for i := range m.Boxes {
		m.From, m.To = min(m.From, m.Boxes[i].From), max(m.To, m.Boxes[i].To)
	}
	first, last := 1, file.Lines()
	if last > maxWholeFile {
		first, last = max(first, m.From-sourceContext), min(last, m.To+sourceContext)
	}
	more := max(0, last-first+1-maxSource)
	last -= more
	key := fileKey{file.Name, first, last}
	if i, ok := b.files[key]; ok {
		m.File = i
		return
	}
	f := page.File{Name: source.OneLine(file.Name), First: first, Lines: make([]string, 0, last-first+1), More: more}
	for n := first; n <= last; n++ {
		f.Lines = append(f.Lines, source.Clip(page.Visible(file.Line(n)), maxSourceLine))
	}
	m.File = len(b.doc.Files)
	b.files[key] = m.File
	b.doc.Files = append(b.doc.Files, f)
}

// marksOf returns the points of a definition at their locations in its source.
func marksOf(def *asl.Definition, d *coverage.Definition) []page.Mark {
	states := map[string]asl.State{}
	for _, st := range def.States() {
		if path := asl.Path(st); states[path] == nil {
			states[path] = st
		}
	}
	marks := make([]page.Mark, 0, len(d.Points))
	for i := range d.Points {
		p := &d.Points[i]
		m := page.Mark{Line: int(p.Line), Column: int(p.Column), EndLine: int(p.Line), EndColumn: int(p.Column), Hits: p.Count}
		m.Text = source.OneLine(p.Label)
		if p.Count == 0 {
			m.Text = source.OneLine(p.Missed())
		}
		if st := states[p.State]; st != nil {
			if span, underlined := pointSpan(st, p); span.IsValid() {
				at := located(def, span)
				m.EndLine, m.EndColumn, m.Underlined = int(at.End.Line), int(at.End.Column), underlined
			}
		}
		marks = append(marks, m)
	}
	return marks
}

// pointSpan returns the text of a point, and whether it is a part of its own: a rule, a Catcher, a Retrier or a transition.
func pointSpan(st asl.State, p *coverage.Point) (span source.Span, underlined bool) {
	recovery := asl.Recover(st)
	switch p.Kind {
	case coverage.Next:
		return asl.Next(st).Next.Span(), true
	case coverage.End:
		return asl.Next(st).End.Span(), true
	case coverage.Rule:
		return st.(*asl.Choice).Choices.Value[p.Index].Span, true
	case coverage.Default:
		return st.(*asl.Choice).Default.Span(), true
	case coverage.Catch:
		return recovery.Catch.Value[p.Index].Span, true
	case coverage.Retried, coverage.Exhausted:
		return recovery.Retry.Value[p.Index].Span, true
	case coverage.BranchFailed, coverage.State, coverage.MapEmpty, coverage.MapItems, coverage.MapFailed, coverage.TimeoutReached:
	}
	return st.Head().NameSpan, false
}
