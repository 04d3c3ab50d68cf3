package locate

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// Place moves findings into the template. A fix is kept if the template contains the text byte for byte, and accepts any other
// text there: in the lines of a YAML literal block. In quotes the new text would have to be escaped, and a joined text is not
// in one location.
func (t *text) Place(found source.Diagnostics) source.Diagnostics {
	return moved{pointer: t.pointer, span: t.span, canEdit: t.canEdit}.place(found)
}

// span moves a span of the text into the template.
func (t *text) span(s source.Span) source.Span {
	if s.File != t.content || !s.IsValid() {
		return s
	}
	return t.place(int(s.Start.Offset), int(s.End.Offset))
}

// A moved says where the parts of a text are that was taken out of a file, and which edits have the same effect there.
type moved struct {
	pointer string
	span    func(source.Span) source.Span
	canEdit func(source.Edit) bool
}

// place moves findings about the text into the file.
func (m moved) place(found source.Diagnostics) source.Diagnostics {
	placed := slices.Clone(found)
	for i := range placed {
		d := &placed[i]
		d.Span = m.span(d.Span)
		d.Pointer = m.pointer + d.Pointer
		d.Related = slices.Clone(d.Related)
		for k := range d.Related {
			d.Related[k].Span = m.span(d.Related[k].Span)
		}
		d.Fixes = m.fixes(d.Fixes)
	}
	return placed
}

// fixes returns the fixes all of whose edits can be made in the file.
func (m moved) fixes(fixes []source.Fix) []source.Fix {
	var kept []source.Fix
	for _, f := range fixes {
		if slices.ContainsFunc(f.Edits, func(e source.Edit) bool { return !m.canEdit(e) }) {
			continue
		}
		edits := make([]source.Edit, 0, len(f.Edits))
		for _, e := range f.Edits {
			edits = append(edits, source.Edit{Span: m.span(e.Span), NewText: e.NewText})
		}
		kept = append(kept, source.Fix{Message: f.Message, Edits: edits, Unsafe: f.Unsafe})
	}
	return kept
}

// canEdit reports whether an edit of the text has the same effect in the template. It must not add a ${Name} for Fn::Sub.
func (t *text) canEdit(e source.Edit) bool {
	if e.Span.File != t.content || strings.Contains(e.NewText, "\n") || strings.Contains(e.NewText, "${") {
		return false
	}
	first := t.segment(int(e.Span.Start.Offset))
	s := &t.segments[first]
	last := t.segment(max(int(e.Span.End.Offset)-1, int(e.Span.Start.Offset)))
	return first == last && s.from != opaque && strings.HasPrefix(s.node.Span.Text(), "|") &&
		t.span(e.Span).Text() == e.Span.Text()
}
