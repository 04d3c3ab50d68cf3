package source

import (
	"slices"
	"strings"
)

// Apply returns the text of a file with the first safe fix of each finding applied, and how many were. A fix that overlaps
// an earlier one is skipped; it can be applied to the result.
func Apply(file *File, found Diagnostics) (text string, applied int) {
	var edits []Edit // in their order, so that only neighbors can touch
	for i := range found {
		fix := found[i].SafeFix()
		if fix == nil || !fits(file, edits, fix.Edits) {
			continue
		}
		for _, e := range fix.Edits {
			edits = slices.Insert(edits, position(edits, e), e)
		}
		applied++
	}
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

// position returns where an edit belongs: after those that start before it or at the same offset.
func position(edits []Edit, e Edit) int {
	at, _ := slices.BinarySearchFunc(edits, e.Span.Start.Offset, func(other Edit, offset int32) int {
		if other.Span.Start.Offset <= offset {
			return -1
		}
		return 1
	})
	return at
}

// fits reports whether further edits are of the file and touch none of those there are.
func fits(file *File, edits, more []Edit) bool {
	for _, e := range more {
		if e.Span.File != file || !e.Span.IsValid() {
			return false
		}
		at := position(edits, e)
		if at < len(edits) && e.Span.End.Offset > edits[at].Span.Start.Offset {
			return false
		}
		if at == 0 {
			continue
		}
		if before := edits[at-1].Span; before.End.Offset > e.Span.Start.Offset || before.Start.Offset == e.Span.Start.Offset {
			return false
		}
	}
	return true
}
