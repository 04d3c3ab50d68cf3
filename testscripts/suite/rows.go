package suite

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// expandRows returns the test file with every case that has a table replaced by one case for each of its rows, and the
// rows by the index of their cases; undefined for cases without one. It comes before everything else, so that a row may
// fill in any part of a case.
func (f *File) expandRows(root *source.Node) (*source.Node, []value.Value, source.Diagnostics) {
	cases := root.Get("cases")
	if cases == nil || cases.Kind != source.Array {
		return root, nil, nil
	}
	expanded := *cases
	expanded.Items = nil
	var rows []value.Value
	var diagnostics source.Diagnostics
	for _, n := range cases.Items {
		table := n.Get("rows")
		if table == nil || !isTable(table) { // the schema check reports it
			expanded.Items = append(expanded.Items, n)
			rows = append(rows, value.Undefined)
			continue
		}
		for _, row := range table.Items {
			filler := &filler{file: f, row: row}
			expanded.Items = append(expanded.Items, filler.fill(without(n, table)))
			rows = append(rows, query.Constant(row))
			diagnostics = append(diagnostics, filler.diagnostics...)
		}
	}
	out := *root
	out.Members = append([]source.Member(nil), root.Members...)
	for i := range out.Members {
		if out.Members[i].Value == cases {
			out.Members[i].Value = &expanded
		}
	}
	return &out, rows, diagnostics
}

// isTable reports whether n is a list of objects that is not empty.
func isTable(n *source.Node) bool {
	return n.Kind == source.Array && len(n.Items) > 0 &&
		!slices.ContainsFunc(n.Items, func(row *source.Node) bool { return row.Kind != source.Object })
}

// without returns an object without one of its values. Only the case itself has a table: elsewhere "rows" is a key like any
// other, such as in the result of a task.
func without(n, value *source.Node) *source.Node {
	made := *n
	made.Members = slices.DeleteFunc(slices.Clone(n.Members), func(m source.Member) bool { return m.Value == value })
	return &made
}

// A filler replaces {row.x} in texts and keys. A text that is only {row.x} becomes the value itself.
type filler struct {
	file        *File
	row         *source.Node
	cells       source.MemberIndex
	diagnostics source.Diagnostics
}

func (f *filler) fill(n *source.Node) *source.Node {
	made := *n
	switch n.Kind {
	case source.String:
		return f.text(n)
	case source.Array:
		made.Items = make([]*source.Node, len(n.Items))
		for i, item := range n.Items {
			made.Items[i] = f.fill(item)
		}
	case source.Object:
		made.Members = nil
		for _, m := range n.Members {
			m.Key = f.text(&source.Node{Kind: source.String, Text: m.Key, Span: m.KeySpan}).Text
			m.Value = f.fill(m.Value)
			made.Members = append(made.Members, m)
		}
	default:
	}
	return &made
}

const (
	rowOpen  = "{row."
	rowClose = "}"
)

func (f *filler) text(n *source.Node) *source.Node {
	made := *n
	var b strings.Builder
	rest := n.Text
	for {
		before, after, ok := strings.Cut(rest, rowOpen)
		name, after, closed := strings.Cut(after, rowClose)
		if !ok || !closed {
			b.WriteString(rest)
			break
		}
		member := f.cells.Member(f.row, name)
		if member == nil {
			f.diagnostics = append(f.diagnostics, f.file.problem(n.Span, "the row has no value %q", name)...)
			return n
		}
		cell := member.Value
		if before == "" && after == "" && b.Len() == 0 {
			made = *cell
			made.Span = n.Span
			return &made
		}
		b.WriteString(before)
		b.WriteString(cellText(cell))
		rest = after
	}
	made.Text = b.String()
	return &made
}

func cellText(n *source.Node) string {
	switch n.Kind {
	case source.Array, source.Object, source.Null:
		return query.Constant(n).JSON()
	default:
		return n.Text
	}
}
