package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord limits the words that Suggest compares, because its cost is quadratic in their length. mostWords limits how
// many there are, because it is called once for each mistake, and a hostile file has as many mistakes as words.
const (
	longestWord = 128
	mostWords   = 1_000
)

// DidYouMean returns the end of a message about an unknown word, with the known one that Suggest finds: ` (did you mean
// "x"?)`; "" when none is near. Words that only differ in their Unicode normalization form look equal, so it says that.
func DidYouMean(word string, known []string) string {
	if len(word) <= longestWord && len(known) <= mostWords {
		composed := norm.NFC.String(word)
		for _, k := range known {
			if k != word && len(k) <= longestWord && norm.NFC.String(k) == composed {
				return fmt.Sprintf(" (%q has the same letters in another Unicode form: copy it)", k)
			}
		}
	}
	near := Suggest(word, known)
	if near == "" || near == word {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", near)
}

// Suggest returns the word of known that is most likely meant by word, "" if none is similar. Letters that are
// missing, extra, wrong or swapped count as one mistake each, capitals as none; longer words may have more mistakes. Of
// words equally near, one with the same first letter wins, then the alphabet decides. Of more than 1,000 none is near.
func Suggest(word string, known []string) string {
	if len(word) > longestWord || len(known) > mostWords {
		return ""
	}
	wanted := appendLower(nil, word)
	best, bestDistance := "", allowedMistakes(len(wanted))+1
	var c comparison
	for _, candidate := range known {
		if candidate == word || len(candidate) > longestWord {
			continue
		}
		if difference := utf8.RuneCountInString(candidate) - len(wanted); max(difference, -difference) > bestDistance {
			continue
		}
		c.letters = appendLower(c.letters[:0], candidate)
		d := c.distance(wanted, c.letters, bestDistance)
		if d < bestDistance || d == bestDistance && best != "" && nearer(word, candidate, best) {
			best, bestDistance = candidate, d
		}
	}
	return best
}

// appendLower appends the letters of a word in lower case.
func appendLower(letters []rune, word string) []rune {
	for _, r := range word {
		if 'a' > r || r > 'z' {
			r = unicode.ToLower(r)
		}
		letters = append(letters, r)
	}
	return letters
}

// allowedMistakes returns how many mistakes a word of the given length may have.
func allowedMistakes(length int) int {
	switch {
	case length < 3:
		return 0
	case length < 6:
		return 1
	case length < 10:
		return 2
	default:
		return 3
	}
}

// nearer decides between two candidates with equally many mistakes.
func nearer(word, a, b string) bool {
	sameA, sameB := sameFirstLetter(word, a), sameFirstLetter(word, b)
	if sameA != sameB {
		return sameA
	}
	return a < b
}

func sameFirstLetter(a, b string) bool {
	x, _ := utf8.DecodeRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return strings.EqualFold(string(x), string(y))
}

// A comparison compares a word with others; it keeps their memory.
type comparison struct {
	letters []rune
	rows    [3][]int
}

// distance returns the number of letters that must be inserted, removed, replaced, or swapped with their neighbor, to
// make b of a. More than limit are not counted: it returns some number above it.
func (c *comparison) distance(a, b []rune, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	tooFar := limit + 1
	if max(len(a)-len(b), len(b)-len(a)) > limit {
		return tooFar
	}
	for i := range c.rows {
		c.rows[i] = slices.Grow(c.rows[i][:0], len(b)+1)[:len(b)+1]
	}
	before, last, row := c.rows[0], c.rows[1], c.rows[2]
	for j := range last {
		last[j] = j
	}
	for i := range a {
		// A letter can't be moved by more than limit, so there is too far on both sides of what is looked at.
		from, to := max(i-limit, 0), min(i+limit+1, len(b))
		row[from] = tooFar
		if from == 0 {
			row[0] = i + 1
		}
		least := row[from]
		for j := from; j < to; j++ {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > limit {
			return tooFar
		}
		if to < len(b) {
			row[to+1] = tooFar
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
