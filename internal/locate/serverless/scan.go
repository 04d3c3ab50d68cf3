package serverless

import (
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// closing returns the offset of the brace that closes "${" at an offset, -1 for none. Braces in quotes inside a variable don't
// count, except those of further variables.
func closing(text string, at int) int {
	depth, quote := 0, byte(0)
	for i := at; i < len(text); i++ {
		switch c := text[i]; {
		case c == '$' && i+1 < len(text) && text[i+1] == '{':
			depth++
			i++
		case c == '}':
			if quote != 0 && depth == 1 {
				continue
			}
			if depth--; depth == 0 {
				return i
			}
		case depth == 1 && quote != 0:
			if c == quote {
				quote = 0
			}
		case depth == 1 && (c == '\'' || c == '"'):
			quote = c
		}
	}
	return -1
}

// alternatives splits what is inside ${} at its commas, outside quotes, parentheses and further variables.
func alternatives(inner string) []string {
	var list []string
	from, depth, quote := 0, 0, byte(0)
	for i := 0; i < len(inner); i++ {
		switch c := inner[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '{' || c == '(':
			depth++
		case c == '}' || c == ')':
			depth--
		case c == ',' && depth <= 0:
			list = append(list, inner[from:i])
			from = i + 1
		}
	}
	return append(list, inner[from:])
}

// literal returns the value of a default such as 'dev', 30 or true.
func literal(text string) (*source.Node, bool) {
	if len(text) >= 2 && (text[0] == '\'' || text[0] == '"') && text[len(text)-1] == text[0] {
		return &source.Node{Kind: source.String, Text: text[1 : len(text)-1]}, !strings.Contains(text, "${")
	}
	if text == "" || strings.IndexByte("-0123456789tfn", text[0]) < 0 {
		return nil, false
	}
	n, found := source.ParseJSON(source.NewFile("", text))
	isScalar := n.Kind == source.Number || n.Kind == source.Bool || n.Kind == source.Null
	return &source.Node{Kind: n.Kind, Text: n.Text}, len(found) == 0 && isScalar
}
