package source

import (
	"fmt"
	"strings"
)

// Misspelt adds to a finding about a word that is none of known what was probably meant, as Suggest finds it: to the
// message, and as the hint. Where only capitals differ, and from one word of known alone, there is a fix too, if the word
// stands once in the text of the span.
func (d *Diagnostic) Misspelt(word string, known []string) {
	near := Suggest(word, known)
	if near == "" {
		return
	}
	d.Message += fmt.Sprintf(" (did you mean %q?)", near)
	d.Hint = near
	if respelt(word, known) {
		d.Fixes = Respell(d.Span, word, near)
	}
}

// respelt reports whether exactly one word of known differs from a word in capitals alone.
func respelt(word string, known []string) bool {
	seen := ""
	for _, k := range known {
		if k == seen || !strings.EqualFold(k, word) {
			continue
		}
		if seen != "" {
			return false
		}
		seen = k
	}
	return seen != ""
}

// Respell is a fix that puts other capitals into a word, if that stands once in the text of a span. It keeps what stands
// around the word, such as quotes.
func Respell(at Span, word, right string) []Fix {
	text := at.Text()
	if strings.Count(text, word) != 1 || !strings.EqualFold(word, right) {
		return nil
	}
	before, _, _ := strings.Cut(text, word)
	at.Start = at.Start.After(before)
	at.End = at.Start.After(word)
	return []Fix{{Message: "write " + right, Edits: []Edit{{Span: at, NewText: right}}}}
}
