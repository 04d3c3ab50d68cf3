package terraform

import (
	"sort"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A Text is a text that a configuration makes, with the origin of each byte.
type Text struct {
	Content string
	// Missing are the variables that a template file lacks.
	Missing []Name

	file   *source.File // for texts without parts
	parts  []part
	starts []int // where the parts begin
}

func newText(file *source.File, parts []part) *Text {
	t := &Text{Content: joined(parts), file: file, parts: parts, starts: make([]int, len(parts))}
	at := 0
	for i := range parts {
		t.starts[i] = at
		at += len(parts[i].text)
	}
	return t
}

// part returns the index of the part with the byte at an offset.
func (t *Text) part(offset int) int {
	return max(sort.Search(len(t.starts), func(i int) bool { return t.starts[i] > offset })-1, 0)
}

// Span returns where the bytes from start to end come from. If they come from several files, it is where the first comes
// from.
func (t *Text) Span(start, end int) source.Span {
	if len(t.parts) == 0 {
		return t.file.Span(0, 0)
	}
	first := t.part(start)
	last := first
	if end > start {
		last = t.part(end - 1)
	}
	from := t.parts[first].place(start-t.starts[first], min(end-t.starts[first], len(t.parts[first].text)))
	if first == last {
		return from
	}
	to := t.parts[last].place(max(start-t.starts[last], 0), end-t.starts[last])
	if to.File != from.File || to.End.Offset < from.Start.Offset {
		return from
	}
	return source.Span{File: from.File, Start: from.Start, End: to.End}
}

// CanEdit reports whether replacing the bytes from start to end by another text has the same effect where they come from.
func (t *Text) CanEdit(file *source.File, start, end int, text string) bool {
	if len(t.parts) == 0 || strings.ContainsAny(text, "\r\n") || strings.Contains(text, "${") || strings.Contains(text, "%{") {
		return false
	}
	first, last := t.part(start), t.part(max(end-1, start))
	p := &t.parts[first]
	return first == last && p.from != opaque && p.heredoc && p.origin.file == file && p.origin.within == nil &&
		t.Span(start, end).Text() == t.Content[start:end]
}

// IsUnknownNear reports whether the bytes from start to end touch a placeholder for a value that is not known.
func (t *Text) IsUnknownNear(start, end int) bool {
	if t == nil || len(t.parts) == 0 {
		return false
	}
	before := len(strings.TrimRight(t.Content[:min(start, len(t.Content))], " \t\r\n,"))
	after := len(t.Content) - len(strings.TrimLeft(t.Content[min(end, len(t.Content)):], " \t\r\n,"))
	for i := t.part(max(before-1, 0)); i <= t.part(after); i++ {
		if t.parts[i].unknown {
			return true
		}
	}
	return false
}
