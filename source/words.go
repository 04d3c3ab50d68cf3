package source

import (
	"fmt"
	"strings"
	"unicode"
)

// WithArticle returns a noun with its indefinite article, such as "an array" and "a string"; null has none.
func WithArticle(noun string) string {
	switch {
	case noun == Null.String() || noun == "":
		return noun
	case strings.ContainsAny(noun[:1], "aeiou"):
		return "an " + noun
	default:
		return "a " + noun
	}
}

// MaxShown is how many characters of a text of the user are shown in a message.
const MaxShown = 60

// Clip returns s cut after maxLength characters, with an ellipsis for what is left out.
func Clip(s string, maxLength int) string {
	n := 0
	for i := range s {
		if n == maxLength {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// LowerFirst returns s with its first letter, which must be ASCII, in lower case.
func LowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// Plural returns a number of things, such as "1 finding" or "2 findings".
func Plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// OneLine returns s with a space for each control character, line separator and mark that changes the direction of text, so that
// it stays on its line, cannot steer a terminal and reads as it is.
func OneLine(s string) string {
	if IsPrintable(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || IsInvisible(r) {
			return ' '
		}
		return r
	}, s)
}

// IsPrintable reports whether s has printable ASCII only.
func IsPrintable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// IsInvisible reports whether a character that is not a control character breaks a line or changes the direction of what
// follows: the line and paragraph separators, and the marks, embeddings, overrides and isolates of bidirectional text.
// https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
func IsInvisible(r rune) bool {
	switch r {
	case '\u2028', '\u2029', '\u061C', '\u200E', '\u200F':
		return true
	default:
		return '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069'
	}
}
