package analyzer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// Fix returns the text of a file with the first fix of each finding applied, and how many were. A fix that touches what
// an earlier one has changed is left out; it can be applied to the result.
func Fix(file *source.File, found source.Diagnostics) (text string, applied int) {
	var edits []source.Edit
	for _, d := range found {
		if len(d.Fixes) > 0 && fits(file, edits, d.Fixes[0].Edits) {
			edits = append(edits, d.Fixes[0].Edits...)
			applied++
		}
	}
	slices.SortFunc(edits, func(a, b source.Edit) int { return cmp.Compare(a.Span.Start.Offset, b.Span.Start.Offset) })
	var b strings.Builder
	at := int32(0)
	for _, e := range edits {
		b.WriteString(file.Text[at:e.Span.Start.Offset])
		b.WriteString(e.NewText)
		at = e.Span.End.Offset
	}
	b.WriteString(file.Text[at:])
	return b.String(), applied
}

// fits reports whether further edits are of the file and touch none of those there are.
func fits(file *source.File, edits, more []source.Edit) bool {
	for _, e := range more {
		if e.Span.File != file || !e.Span.IsValid() {
			return false
		}
		for _, other := range edits {
			if e.Span.Start.Offset < other.Span.End.Offset && other.Span.Start.Offset < e.Span.End.Offset ||
				e.Span.Start.Offset == other.Span.Start.Offset {
				return false
			}
		}
	}
	return true
}
