package source

import (
	"fmt"
	"strings"
)

// Misspelt adds a suggestion to a finding about a word that is not in known: to the message, and as the hint. If it differs
// only in case from exactly one known word, and occurs once in the text of the span, it also adds a fix.
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

// respelt reports whether exactly one known word differs from a word only in case.
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

// Respell returns a fix that changes the case of a word that occurs once in the text of a span. It keeps what is around the
// word, such as quotes.
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
