package mockconfig

import (
	"strings"
	"unicode"
)

// Names reports how well the name of a file without its suffix matches a state machine: same for the name itself, similar if
// the two differ only in case and punctuation.
func Names(stem, machine string) (same, similar bool) {
	return stem == machine, plainName(stem) == plainName(machine)
}

// Nearest returns the files that are the fewest folders down; names have slashes.
func Nearest(names []string) []string {
	var kept []string
	for _, name := range names {
		switch depth := strings.Count(name, "/"); {
		case len(kept) == 0 || depth < strings.Count(kept[0], "/"):
			kept = []string{name}
		case depth == strings.Count(kept[0], "/"):
			kept = append(kept, name)
		}
	}
	return kept
}

// plainName keeps the letters and digits of a name, without capitals.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}
