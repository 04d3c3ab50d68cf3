package asl

import (
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// Text returns the text of the definition, for a quick look whether something can be in it at all: of a template it is a part. The
// texts of values that aliases of YAML take from elsewhere follow.
func (d *Definition) Text() string {
	if d.File == nil {
		return ""
	}
	if d.Root == nil || d.Root.Span.File != d.File {
		return d.File.Text
	}
	text := d.Root.Span.Text()
	if len(text) == len(d.File.Text) || !strings.Contains(text, "*") {
		return text
	}
	e := elsewhere{texts: []string{text}, seen: map[*source.Node]bool{}}
	e.find(d.Root, d.Root.Span)
	return strings.Join(e.texts, "\n")
}

// elsewhere collects the texts of the values in a tree that are not inside it.
type elsewhere struct {
	texts []string
	seen  map[*source.Node]bool
}

// find collects them below a value, whose text has a span.
func (e *elsewhere) find(n *source.Node, within source.Span) {
	for _, item := range n.Items {
		e.value(item, within)
	}
	for i := range n.Members {
		m := &n.Members[i]
		if !contains(within, m.KeySpan) {
			e.texts = append(e.texts, m.KeySpan.Text())
		}
		e.value(m.Value, within)
	}
}

func (e *elsewhere) value(n *source.Node, within source.Span) {
	if contains(within, n.Span) {
		e.find(n, within)
		return
	}
	if !e.seen[n] {
		e.seen[n] = true
		e.texts = append(e.texts, n.Span.Text())
		e.find(n, n.Span)
	}
}

func contains(outer, inner source.Span) bool {
	return inner.File == outer.File && outer.Start.Offset <= inner.Start.Offset && inner.End.Offset <= outer.End.Offset
}
