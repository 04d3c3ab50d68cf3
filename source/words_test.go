package source_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

func TestWords(t *testing.T) {
	tests := map[string]struct{ got, want string }{
		"an article before a vowel":     {source.WithArticle("object"), "an object"},
		"an article before a consonant": {source.WithArticle("string"), "a string"},
		"null has no article":           {source.WithArticle("null"), "null"},
		"a short text is kept":          {source.Clip("états", 5), "états"},
		"a long text is cut":            {source.Clip("états", 4), "état…"},
		"a capital":                     {source.LowerFirst("Must be"), "must be"},
		"no letter":                     {source.LowerFirst(""), ""},
		"one":                           {source.Plural(1, "case"), "1 case"},
		"control characters":            {source.OneLine("a\n\x1bb"), "a  b"},
		"none":                          {source.Plural(0, "case"), "0 cases"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("got %q, want %q", tt.got, tt.want)
			}
		})
	}
}
