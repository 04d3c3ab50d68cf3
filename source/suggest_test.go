package source

import (
	"fmt"
	"math/rand/v2"
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

// fullDistance is the optimal string alignment distance as its definition has it.
func fullDistance(a, b []rune) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range b {
		d[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 0
			if a[i-1] != b[j-1] {
				cost = 1
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// TestDistance compares the distances of random words of few letters with the definition.
func TestDistance(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	word := func() []rune {
		letters := make([]rune, rnd.IntN(9))
		for i := range letters {
			letters[i] = 'a' + rnd.Int32N(3)
		}
		return letters
	}
	var c comparison
	for range 20_000 {
		a, b := word(), word()
		want := fullDistance(a, b)
		for limit := range 10 {
			if got := c.distance(a, b, limit); got != want && (got <= limit || want <= limit) {
				t.Fatalf("distance of %q and %q up to %d is %d, want %d", string(a), string(b), limit, got, want)
			}
		}
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
		var c comparison
		x, y := []rune(a), []rune(b)
		d := c.distance(x, y, max(len(x), len(y)))
		if want := fullDistance(x, y); d != want {
			t.Errorf("distance %d, want %d", d, want)
		}
		for limit := range min(5, d+1) {
			if got := c.distance(y, x, limit); got != d && (got <= limit || d <= limit) {
				t.Errorf("distance %d up to %d, want %d", got, limit, d)
			}
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
