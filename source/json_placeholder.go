package source

import (
	"strings"
	"unicode/utf8"
)

// placeholderEnd returns the offset of the quote that ends a string which starts at open and, by the rules of JSON, ends at end. Some
// template languages have quotes inside a placeholder: "${join(",", names)}". The string goes on after the placeholder if it
// couldn't end where it does, so that the text is read as JSON if it is valid.
func (p *jsonParser) placeholderEnd(open, end int) int {
	at := strings.LastIndex(p.text[open:end], "${")
	if at < 0 || strings.IndexByte(p.text[open+at:end], '}') >= 0 || p.unended == p.line || p.mayEndAt(end) {
		return end
	}
	line := p.text[open:p.lineEnd()]
	at, from := open+at, end
	for {
		closing := closingBrace(p.text[:open+len(line)], at+1)
		if closing < 0 {
			p.unended = p.line
			return end
		}
		quote := strings.IndexByte(p.text[closing:open+len(line)], '"')
		if quote < 0 {
			p.unended = p.line
			return end
		}
		quote += closing
		next := strings.LastIndex(p.text[closing:quote], "${")
		if next < 0 || strings.IndexByte(p.text[closing+next:quote], '}') >= 0 {
			p.base += quote - from - utf8.RuneCountInString(p.text[from:quote])
			return quote
		}
		at = closing + next
	}
}

// mayEndAt reports whether a value or key may end with the quote at an offset, from what follows it.
func (p *jsonParser) mayEndAt(quote int) bool {
	rest := strings.TrimLeft(p.text[quote+1:], " \t\r\n")
	if rest == "" || strings.IndexByte(":}]", rest[0]) >= 0 {
		return true
	}
	if rest[0] != ',' {
		return false
	}
	if top := len(p.path) - 1; top < 0 || p.path[top].index >= 0 {
		return true
	}
	// In an object, a key follows.
	rest = strings.TrimLeft(rest[1:], " \t\r\n")
	if !strings.HasPrefix(rest, `"`) {
		return true
	}
	key := strings.IndexByte(rest[1:], '"')
	return key >= 0 && strings.HasPrefix(strings.TrimLeft(rest[key+2:], " \t\r\n"), ":")
}
