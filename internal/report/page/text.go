package page

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/source"
)

// Visible returns a text of several lines with an escape such as \u202e for each character that would change how the text is
// shown, and that can't be seen itself.
func Visible(text string) string {
	if strings.IndexFunc(text, isHidden) < 0 && utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		if isHidden(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isHidden(r rune) bool {
	return r != '\n' && r != '\t' && (unicode.IsControl(r) || source.IsInvisible(r))
}

// cutRunes returns at most a number of bytes of a text, in whole characters.
func cutRunes(text string, most int) string {
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}
