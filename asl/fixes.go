package asl

import (
	"encoding/json"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// unquote is a fix that takes the quotes from a string, for fields that take none; none where its text is no literal of
// JSON that fits.
func unquote(n *source.Node, fits bool) []source.Fix {
	if n.Kind != source.String || !fits || !json.Valid([]byte(n.Text)) {
		return nil
	}
	return []source.Fix{{Message: "write " + n.Text + " without quotes", Edits: []source.Edit{{Span: n.Span, NewText: n.Text}}}}
}

// quote is a fix that puts a number or boolean into quotes.
func quote(n *source.Node) []source.Fix {
	if n.Kind != source.Number && n.Kind != source.Bool {
		return nil
	}
	return []source.Fix{{Message: "use double quotes", Edits: surround(n, `"`, `"`)}}
}

// enclose is a fix that makes an array of a single value.
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

// remove is a fix that takes a member out of its object.
func remove(n *source.Node, m *source.Member) []source.Fix {
	edit, ok := n.Removal(m)
	if !ok {
		return nil
	}
	return []source.Fix{{Message: "remove " + m.Key, Edits: []source.Edit{edit}}}
}

// TrimExpression reports whether a text is an expression of JSONata but for spaces or line breaks behind it, as blocks of
// YAML have them, with the fix that takes them away.
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
