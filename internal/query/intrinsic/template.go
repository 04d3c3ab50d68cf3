package intrinsic

import (
	"fmt"
	"strings"
)

// A template is the first argument of States.Format: the pieces of text around its placeholders. The first brace that is not
// part of a placeholder, and not escaped, is stray; 0 where there is none.
type template struct {
	pieces []string
	stray  byte
}

// parseTemplate reads a template without escapes.
func parseTemplate(text string) template {
	const placeholder = "{}"
	t := template{pieces: make([]string, 0, strings.Count(text, placeholder)+1)}
	start := 0 // of the piece
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c != '{' && c != '}':
		case strings.HasPrefix(text[i:], placeholder):
			t.pieces = append(t.pieces, text[start:i])
			start = i + len(placeholder)
			i = start - 1
		case t.stray == 0:
			t.stray = c
		}
	}
	t.pieces = append(t.pieces, text[start:])
	return t
}

// templateBuilder reads a template with escapes.
type templateBuilder struct {
	template
	piece []byte
}

// add takes the next byte of a text, which may be escaped, and returns how many bytes after it belong to it.
func (b *templateBuilder) add(text string, escaped bool) int {
	c := text[0]
	switch {
	case escaped || c != '{' && c != '}':
	case len(text) > 1 && text[:2] == "{}":
		b.pieces = append(b.pieces, string(b.piece))
		b.piece = b.piece[:0]
		return 1
	case b.stray == 0:
		b.stray = c
	}
	b.piece = append(b.piece, c)
	return 0
}

func (b *templateBuilder) done() template {
	b.pieces = append(b.pieces, string(b.piece))
	return b.template
}

// check returns what is wrong with a template for a number of values. Braces come first (recorded: States.Format-018).
func (t template) check(c *Call, values int) *refusal {
	switch {
	case t.stray == '{':
		return strayBrace(c, '{', '}')
	case t.stray == '}':
		return strayBrace(c, '}', '{')
	case len(t.pieces)-1 != values:
		return invalid(fmt.Sprintf("the template has %s for %s", plural(len(t.pieces)-1, "placeholder"), plural(values, "value")))
	default:
		return nil
	}
}

func strayBrace(c *Call, brace, missing byte) *refusal {
	return &refusal{
		text: fmt.Sprintf("Invalid template in %s: matching '%c' not found for '%c'.", c.Function.Name, missing, brace),
		why:  fmt.Sprintf("the template has a '%c' without its '%c': a placeholder is \"{}\", and a brace is written with a backslash before it", brace, missing),
	}
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
