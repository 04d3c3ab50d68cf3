package source

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestSuggest(t *testing.T) {
	fields := []string{"Catch", "Choices", "Comment", "Default", "End", "InputPath", "ItemProcessor", "Next", "OutputPath", "ResultPath", "ResultSelector", "Retry", "StartAt", "States", "Type"}
	for _, c := range []struct {
		name, word string
		known      []string
		want       string
	}{
		{"missing letter", "StarAt", fields, "StartAt"},
		{"extra letter", "Nextt", fields, "Next"},
		{"wrong letter", "Tipe", fields, "Type"},
		{"swapped letters", "Nxet", fields, "Next"},
		{"capitals", "resultpath", fields, "ResultPath"},
		{"capitals of a short word", "ok", []string{"OK"}, "OK"},
		{"two mistakes in a long word", "ItmeProcesor", fields, "ItemProcessor"},
		{"three mistakes in a long word", "ResltSelctr", fields, "ResultSelector"},
		{"too many mistakes", "Rsltslctr", fields, ""},
		{"two mistakes in a short word", "Nxxx", fields, ""},
		{"another word", "Foo", fields, ""},
		{"short word", "Id", []string{"In", "It"}, ""},
		{"accents", "Extracao", []string{"Extração", "Carga"}, "Extração"},
		{"the word itself", "Next", []string{"Next"}, ""},
		{"nothing known", "Next", nil, ""},
		{"no word", "", fields, ""},
		{"same first letter first", "Ship", []string{"Chip", "Slip"}, "Slip"},
		{"then the alphabet", "Shap", []string{"Ship", "Shop", "Sharp"}, "Sharp"},
		{"nearest first", "State", []string{"Stat", "Slates", "States"}, "Stat"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Suggest(c.word, c.known); got != c.want {
				t.Errorf("Suggest(%q) = %q, want %q", c.word, got, c.want)
			}
			reversed := slices.Clone(c.known)
			slices.Reverse(reversed)
			if got := Suggest(c.word, reversed); got != c.want {
				t.Errorf("in reverse order, Suggest(%q) = %q, want %q", c.word, got, c.want)
			}
		})
	}
}

// TestDidYouMeanForms has names that look equal: é as one character, and as e with an accent.
func TestDidYouMeanForms(t *testing.T) {
	composed, decomposed := "Notifica\u00e7\u00e3o", "Notificac\u0327a\u0303o"
	want := ` ("` + composed + `" has the same letters in another Unicode form: copy it)`
	if got := DidYouMean(decomposed, []string{"Notificacao", composed}); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := DidYouMean(composed, []string{composed}); got != "" {
		t.Errorf("got %s", got)
	}
}

func TestSuggestIgnoresLongWords(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	if got := Suggest(long, []string{long + "y"}); got != "" {
		t.Error("compared long words")
	}
	if got := Suggest("abc", []string{long, "abd"}); got != "abd" {
		t.Errorf("got %q", got)
	}
}

func TestSuggestIgnoresManyWords(t *testing.T) {
	many := make([]string, mostWords+1)
	for i := range many {
		many[i] = fmt.Sprint("word", i)
	}
	if got := Suggest("wort7", many); got != "" {
		t.Errorf("got %q", got)
	}
	if got := Suggest("wort7", many[:mostWords]); got != "word7" {
		t.Errorf("got %q", got)
	}
}

func FuzzSuggest(f *testing.F) {
	f.Add("Nxet", "Next", "Text")
	f.Add("é", "É", "\xff")
	f.Add("", "", "a")
	f.Fuzz(func(t *testing.T, word, a, b string) {
		got := Suggest(word, []string{a, b})
		if got != "" && got != a && got != b {
			t.Errorf("%q is not known", got)
		}
		if got != Suggest(word, []string{b, a}) {
			t.Error("the order counts")
		}
		if got == word && word != "" {
			t.Errorf("%q for itself", word)
		}
		if x, y := distance([]rune(a), []rune(b)), distance([]rune(b), []rune(a)); x != y || (x == 0) != (string([]rune(a)) == string([]rune(b))) {
			t.Errorf("distance %d one way, %d the other", x, y)
		}
	})
}

func BenchmarkSuggest(b *testing.B) {
	known := make([]string, 5000)
	for i := range known {
		known[i] = fmt.Sprintf("service%d:describeThing%d", i/100, i)
	}
	for b.Loop() {
		Suggest("servce3:describeThng312", known)
	}
}
