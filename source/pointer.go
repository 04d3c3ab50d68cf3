package source

import "strings"

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// PointerJoin returns the JSON pointer (RFC 6901) of the member or element token of what base points at. The pointer of
// the whole document is "".
func PointerJoin(base, token string) string { return base + "/" + escapedToken(token) }

func escapedToken(token string) string {
	if strings.IndexByte(token, '~') < 0 && strings.IndexByte(token, '/') < 0 {
		return token
	}
	return pointerEscapes.Replace(token)
}

// pointerOf returns the JSON pointer made of tokens.
func pointerOf(tokens []string) string {
	size := 0
	for _, token := range tokens {
		size += len("/") + len(token)
	}
	var text strings.Builder
	text.Grow(size)
	for _, token := range tokens {
		text.WriteByte('/')
		text.WriteString(escapedToken(token))
	}
	return text.String()
}
