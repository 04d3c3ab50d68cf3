package asl

import (
	"encoding/json"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// unquote returns a fix that removes the quotes of a string, for fields that don't take strings; none if its text is not the
// expected JSON literal.
func unquote(n *source.Node, fits bool) []source.Fix {
	if n.Kind != source.String || !fits || !json.Valid([]byte(n.Text)) {
		return nil
	}
	return []source.Fix{{Message: "write " + n.Text + " without quotes", Edits: []source.Edit{{Span: n.Span, NewText: n.Text}}}}
}

// quote returns a fix that quotes a number or boolean.
func quote(n *source.Node) []source.Fix {
	if n.Kind != source.Number && n.Kind != source.Bool {
		return nil
	}
	return []source.Fix{{Message: "use double quotes", Edits: surround(n, `"`, `"`)}}
}

// enclose returns a fix that wraps a single value in an array.
func enclose(n *source.Node) []source.Fix {
	text := n.Span.Text()
	if text == "" || text[0] != '{' && text[0] != '"' && strings.ContainsAny(text, ",[]{}#:\n") {
		return nil
	}
	return []source.Fix{{Message: "make it an array", Edits: surround(n, "[", "]")}}
}

func surround(n *source.Node, before, after string) []source.Edit {
	start, end := n.Span, n.Span
	start.End, end.Start = start.Start, end.End
	return []source.Edit{{Span: start, NewText: before}, {Span: end, NewText: after}}
}

// remove returns a fix that removes a member from its object.
func remove(n *source.Node, m *source.Member) []source.Fix {
	edit, ok := n.Removal(m)
	if !ok {
		return nil
	}
	return []source.Fix{{Message: "remove " + m.Key, Edits: []source.Edit{edit}}}
}

// TrimExpression reports whether a text is a JSONata expression except for spaces or line breaks after it, as in YAML block
// scalars, and returns the fix that removes them.
func TrimExpression(n *source.Node) ([]source.Fix, bool) {
	if n.Kind != source.String || IsExpression(n.Text) || !IsExpression(strings.TrimRight(n.Text, " \t\r\n")) {
		return nil, false
	}
	text := n.Span.Text()
	if len(text) > 1 && (text[0] == '|' || text[0] == '>') && text[1] == '\n' {
		at := n.Span
		at.Start = at.Start.After(text[:1])
		at.End = at.Start
		return []source.Fix{{Message: "write " + text[:1] + "-", Edits: []source.Edit{{Span: at, NewText: "-"}}}}, true
	}
	return nil, true
}
