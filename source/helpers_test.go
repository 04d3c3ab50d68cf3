package source

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// show writes a tree on one line: the kinds by their form, tags in front.
func show(n *Node) string {
	var b strings.Builder
	showTo(&b, n)
	return b.String()
}

func showTo(b *strings.Builder, n *Node) {
	if n == nil {
		b.WriteString("nil")
		return
	}
	if n.Tag != "" {
		b.WriteString(n.Tag + " ")
	}
	switch n.Kind {
	case Invalid:
		b.WriteString("invalid")
	case Null:
		b.WriteString("null")
	case Bool, Number, Placeholder:
		b.WriteString(n.Text)
	case String:
		b.WriteString(quoteJSON(n.Text))
	case Array:
		b.WriteString("[")
		for i, item := range n.Items {
			if i > 0 {
				b.WriteString(" ")
			}
			showTo(b, item)
		}
		b.WriteString("]")
	case Object:
		b.WriteString("{")
		for i := range n.Members {
			if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString(quoteJSON(n.Members[i].Key) + ":")
			showTo(b, n.Members[i].Value)
		}
		b.WriteString("}")
	}
}

// showAll writes diagnostics one per line, without the file's name.
func showAll(ds Diagnostics) string {
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%s %s: %s [%s]", d.Span.Start, d.Severity, d.Message, d.Rule)
		if d.Pointer != "" {
			b.WriteString(" at " + d.Pointer)
		}
		if d.Hint != "" {
			b.WriteString(" hint: " + d.Hint)
		}
		for _, r := range d.Related {
			fmt.Fprintf(&b, " (%s %s)", r.Span.Start, r.Message)
		}
		for _, fix := range d.Fixes {
			fmt.Fprintf(&b, " fix: %s", fix.Message)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// checkSpans fails the test if a span is outside the file, wrong about line or column, not inside its parent,
// or out of order. YAML aliases refer to a value elsewhere, so nesting ends at them.
func checkSpans(t *testing.T, f *File, n *Node) {
	t.Helper()
	checkSpan(t, f, n.Span)
	at := int(n.Span.Start.Offset)
	inside := func(s Span) {
		t.Helper()
		checkSpan(t, f, s)
		if int(s.Start.Offset) < at || s.End.Offset > n.Span.End.Offset {
			t.Fatalf("span %d-%d of %q is outside of %d-%d", s.Start.Offset, s.End.Offset, s.Text(), at, n.Span.End.Offset)
		}
		at = int(s.End.Offset)
	}
	if isAlias(n) {
		return
	}
	for _, item := range n.Items {
		inside(item.Span)
		checkSpans(t, f, item)
	}
	for i := range n.Members {
		m := &n.Members[i]
		if merged(n, m) {
			continue
		}
		inside(m.KeySpan)
		inside(m.Value.Span)
		checkSpans(t, f, m.Value)
	}
}

func isAlias(n *Node) bool { return strings.HasPrefix(n.Span.Text(), "*") }

// merged reports whether a member came out of a merge key, whose spans are elsewhere.
func merged(n *Node, m *Member) bool {
	return strings.Contains(n.Span.Text(), "<<") &&
		(m.KeySpan.End.Offset > n.Span.End.Offset || m.KeySpan.Start.Offset < n.Span.Start.Offset)
}

func checkSpan(t *testing.T, f *File, s Span) {
	t.Helper()
	if s.File != f || s.Start.Offset < 0 || s.Start.Offset > s.End.Offset || int(s.End.Offset) > len(f.Text) {
		t.Fatalf("span %v-%v is outside of the file", s.Start, s.End)
	}
	for _, p := range []Position{s.Start, s.End} {
		if want := f.Position(int(p.Offset)); p != want {
			t.Fatalf("offset %d is at %v, want %v", p.Offset, p, want)
		}
	}
}

func checkDiagnostics(t *testing.T, f *File, ds Diagnostics) {
	t.Helper()
	for _, d := range ds {
		if d.Severity == 0 || d.Rule == "" || d.Message == "" {
			t.Fatalf("incomplete diagnostic %#v", d)
		}
		checkSpan(t, f, d.Span)
		for _, r := range d.Related {
			checkSpan(t, f, r.Span)
		}
		for _, fix := range d.Fixes {
			for _, e := range fix.Edits {
				checkSpan(t, f, e.Span)
			}
		}
	}
}

// toAny converts a tree to what encoding/json decodes it to, but with numbers as text.
func toAny(n *Node) any {
	switch n.Kind {
	case Null:
		return nil
	case Bool:
		return n.Text == "true"
	case Number:
		return json.Number(n.Text)
	case String:
		return n.Text
	case Array:
		items := make([]any, len(n.Items))
		for i := range n.Items {
			items[i] = toAny(n.Items[i])
		}
		return items
	case Object:
		members := make(map[string]any, len(n.Members))
		for i := range n.Members {
			members[n.Members[i].Key] = toAny(n.Members[i].Value)
		}
		return members
	default:
		return n
	}
}

// spansOf lists the texts of all spans of a tree: an object or array before what is in it, a key before its value.
func spansOf(n *Node) []string {
	spans := []string{n.Span.Text()}
	for _, item := range n.Items {
		spans = append(spans, spansOf(item)...)
	}
	for i := range n.Members {
		spans = append(spans, n.Members[i].KeySpan.Text())
		spans = append(spans, spansOf(n.Members[i].Value)...)
	}
	return spans
}
