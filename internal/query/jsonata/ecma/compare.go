package ecma

import "strings"

// Compare orders strings by their UTF-16 units.
func Compare(a, b string) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		// Bytes order characters as code points do. That differs where one side has surrogates, which sort below
		// U+E000, and the other a character from there up to U+FFFF.
		if a[i] >= 0xEE || b[i] >= 0xEE {
			return compareLeads(a[i], b[i])
		}
		return strings.Compare(a[i:i+1], b[i:i+1])
	}
	return len(a) - len(b)
}

// compareLeads orders two first bytes that differ: F0 and up start surrogate pairs, which sort between ED and EE.
func compareLeads(a, b byte) int {
	const pair = 0xF0
	weigh := func(c byte) int {
		if c >= pair {
			return 2*0xED + 1
		}
		return 2 * int(c)
	}
	if a >= pair && b >= pair {
		return int(a) - int(b)
	}
	return weigh(a) - weigh(b)
}
