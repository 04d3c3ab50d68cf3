package source

import "strings"

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// PointerJoin returns the JSON pointer (RFC 6901) of the member or element token of what base points at. The pointer of
// the whole document is "".
func PointerJoin(base, token string) string {
	if strings.ContainsAny(token, "~/") {
		token = pointerEscapes.Replace(token)
	}
	return base + "/" + token
}
