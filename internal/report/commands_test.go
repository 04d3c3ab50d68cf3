package report

import (
	"strings"
	"testing"
)

// TestGuard writes texts in one piece and byte by byte.
func TestGuard(t *testing.T) {
	for text, want := range map[string]string{
		"a::b\n":                  "a::b\n",
		"::error::x\n":            "\\::error::x\n",
		"a\n \t::error::x\n":      "a\n \t\\::error::x\n",
		"\u00a0::error::x\n":      "\u00a0\\::error::x\n",
		"a ##[group]x\n":          "a ##\\[group]x\n",
		"###[group]x":             "###\\[group]x",
		"#[x] # [y]\n#\n[z]":      "#[x] # [y]\n#\n[z]",
		"\x1b[1m::error::x\x1b[m": "\x1b[1m::error::x\x1b[m",
		"":                        "",
	} {
		var whole, pieces strings.Builder
		if n, err := Guard(&whole).Write([]byte(text)); n != len(text) || err != nil {
			t.Errorf("%q: got %d, %v", text, n, err)
		}
		g := Guard(&pieces)
		for i := range len(text) {
			if n, err := g.Write([]byte{text[i]}); n != 1 || err != nil {
				t.Errorf("%q: got %d, %v", text, n, err)
			}
		}
		if whole.String() != want {
			t.Errorf("%q becomes %q, want %q", text, whole.String(), want)
		}
		if !strings.Contains(text, "\u00a0") && pieces.String() != want { // a character in pieces isn't known as a space
			t.Errorf("%q in pieces becomes %q, want %q", text, pieces.String(), want)
		}
	}
}
