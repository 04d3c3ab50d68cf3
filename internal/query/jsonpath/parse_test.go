package jsonpath

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func mustParse(tb testing.TB, text string) *Path {
	tb.Helper()
	p, err := Parse(text)
	if err != nil {
		tb.Fatalf("Parse(%q): %v", text, err)
	}
	return p
}

func TestParseRoots(t *testing.T) {
	tests := []struct {
		name, path string
		kind       RootKind
		variable   string
		end        int
	}{
		{"document", "$.a", Document, "", 1},
		{"document alone", "$", Document, "", 1},
		{"context", "$$.Execution.Id", Context, "", 2},
		{"context alone", "$$", Context, "", 2},
		{"variable", "$order.items[0]", Variable, "order", 6},
		{"variable alone", "$x", Variable, "x", 2},
		{"variable with digits", "$item_2[0]", Variable, "item_2", 7},
		{"variable with umlaut", "$größe.x", Variable, "größe", 8},
		{"space around", "  $.a ", Document, "", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := mustParse(t, tt.path).Root()
			if root.Kind != tt.kind || root.Name != tt.variable || root.End != tt.end {
				t.Errorf("got %+v", root)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		name, path, message string
		offset, end         int
	}{
		{"empty", "", "Path may not be null empty", 0, 0},
		{"no dollar", "store.book", "A path must start with '$'", 0, 10},
		{"item outside of a filter", "@.a", "A path must start with '$'", 0, 3},
		{"space", "$.a b", "Space not allowed in path", 3, 4},
		{"scan at the end", "$.a..", "A path can not end with a scan.", 3, 5},
		{"dot at the end", "$.a.", "Path must not end with a '.' or '..'", 3, 4},
		{"no dot behind the root", "$5", "Invalid path $5", 0, 2},
		{"three dollars", "$$$", "Invalid path $$$", 0, 3},
		{"double quotes", `$.items["x"]`, "Could not parse token starting at position 7. Expected ?, ', 0-9, *", 7, 12},
		{"open bracket", "$.items[", "Could not parse token starting at position 7. Expected ?, ', 0-9, *", 7, 8},
		{"open index", "$.items[0", "Could not parse token starting at position 7. Expected ?, ', 0-9, *", 7, 9},
		{"open name", "$['a", "Could not parse token starting at position 1. Expected ?, ', 0-9, *", 1, 4},
		{"slice without bounds", "$.a[:]", `For input string: ""`, 3, 6},
		{"index beyond 32 bits", "$[2147483648]", `For input string: "2147483648"`, 1, 13},
		{"minus between numbers", "$[1-2]", `For input string: "1-2"`, 1, 6},
		{"unknown function of an index", "$[(@.count-1)]", "Invalid function: @.count. Supported functions are: [(@.length - n)] and [(@.size() - n)]", 1, 14},
		{"filter without parentheses", "$[?@.a]", "Filter must start with '[?(' and end with ')]'. @.a", 3, 6},
		{"filter without an end", "$[?(@.a]", "Filter brackets are not balanced", 1, 8},
		{"empty filter", "$[?()]", "Invalid operators ", 4, 4},
		{"single equals sign", "$[?(@.id = 1)]", "Space not allowed in path", 8, 9},
		{"operator of later releases", "$[?(@.tags contains 'b')]", "Space not allowed in path", 10, 11},
		{"literal alone", "$[?('b' in @.tags)]", "CriteriaType  can not be parsed", 4, 17},
		{"indefinite path in a filter", "$[?(@..a == 1)]", "the predicate path: @..a is not definite", 4, 8},
		{"negation on the right", "$[?(1 == !@.a)]", "Invalid negation! Can only be used for existence check e.g [?(!@.foo)]", 9, 13},
		{"dangling operator", "$[?(@.a &&)]", "Invalid operators @.a &&", 4, 10},
		{"operator first", "$[?(|| @.a)]", "Invalid operators || @.a", 4, 10},
		{"and of three signs", "$[?(@.a &&& @.b)]", "Invalid operators @.a &&& @.b", 4, 15},
		{"and in quotes", "$[?(@.a == 'x&&y')]", "CriteriaType  can not be parsed", 15, 17},
		{"bad regular expression", "$[?(@.a =~ /(/)]", "Filter brackets are not balanced", 1, 16},
		{"too long", "$." + strings.Repeat("a", MaxLength), "The path is too long", MaxLength, MaxLength + 2},
		{"filters too deep", "$" + strings.Repeat("[?(@", 40) + strings.Repeat(")]", 40), "Filters are nested too deeply", 65, 209},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Parse(tt.path)
			var e *SyntaxError
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want a SyntaxError", err)
			}
			if e.Message != tt.message || e.Offset != tt.offset || e.End != tt.end {
				t.Errorf("got %d-%d %q", e.Offset, e.End, e.Message)
			}
		})
	}
}

func TestStringAndDefinite(t *testing.T) {
	tests := []struct {
		path, printed string
		definite      bool
	}{
		{"$", "$", true},
		{"$.a.b[0]", "$['a']['b'][0]", true},
		{"$.delivery-partner", "$['delivery-partner']", true},
		{"$['user id']", "$['user id']", true},
		{"$.abc.['x y']", "$['abc']['x y']", true},
		{"$['a','b']", "$['a', 'b']", true},
		{"$[-1]", "$[-1]", true},
		{"$[00]", "$[0]", true},
		{"$[1.5]", "$[1]", true},
		{"$[(@.size() - 2)]", "$[(@.length-2)]", true},
		{"$.list.length()", "$['list']['length()']", true},
		{"$.a]", "$[']", true},
		{"$$.Map.Item.Value", "$$['Map']['Item']['Value']", true},
		{"$v[0].a", "$v[0]['a']", true},
		{"$.a[0]$.b", "$['a'][0]$['b']", true},
		{"$.*", "$[*]", false},
		{"$..a", "$..['a']", false},
		{"$..*", "$..[*]", false},
		{"$[0, 2]", "$[0,2]", false},
		{"$[1:]", "$[1:]", false},
		{"$[1, 2:€3]", "$[1,2,3]", false},
		{"$[:-1]", "$[:-1]", false},
		{"$[0:4:2]", "$[0:4]", false},
		{"$.a[?(@.b == 'c')].d", "$['a'][?(@.b == 'c')]['d']", false},
		{"$[?]", "$[?]", false},
		{"$[?,?]", "$[?,?]", false},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			p := mustParse(t, tt.path)
			if p.String() != tt.printed || p.Definite() != tt.definite || p.Text() != tt.path {
				t.Errorf("got %s, definite %t", p, p.Definite())
			}
			if again := mustParse(t, p.String()); again.String() != tt.printed {
				t.Errorf("parsed again: %s", again)
			}
		})
	}
}

func TestSpans(t *testing.T) {
	const text = "$.ab['c'][0,1]..*[1:2][?(@.x == $y.z)]"
	p := mustParse(t, text)
	var got []string
	for _, step := range p.Steps() {
		span := step.Place()
		got = append(got, text[span.Offset:span.End])
	}
	want := []string{".ab", "['c']", "[0,1]", "..", "*", "[1:2]", "[?(@.x == $y.z)]"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if c, ok := p.Steps()[1].(*Child); !ok || text[c.NameSpan.Offset:c.NameSpan.End] != "c" {
		t.Errorf("got %+v", p.Steps()[1])
	}
}

func TestFilterTree(t *testing.T) {
	const text = "$[?((@.a == 'x' || !@.b) && $v.c =~ /y/i)]"
	p := mustParse(t, text)
	f, ok := p.Steps()[0].(*Filter)
	if !ok || len(f.Alternatives) != 2 || len(f.Alternatives[1].Conditions) != 2 || len(f.Parens) != 1 {
		t.Fatalf("got %+v", p.Steps()[0])
	}
	first, second, third := f.Alternatives[0].Conditions[0], f.Alternatives[1].Conditions[0], f.Alternatives[1].Conditions[1]
	if l, ok := first.Right.(*Literal); !ok || first.Operator != Equal || l.Text != "x" || !l.Quoted {
		t.Errorf("first: %+v", first)
	}
	if second.Operator != Missing || second.Right != nil {
		t.Errorf("second: %+v", second)
	}
	left, ok := third.Left.(*Path)
	if !ok || left.Root().Kind != Variable || left.Root().Name != "v" || text[left.Place().Offset:left.Place().End] != "$v.c" {
		t.Errorf("third: %+v", third)
	}
	if r, ok := third.Right.(*Pattern); !ok || r.Source != "y" || !r.IgnoreCase {
		t.Errorf("third: %+v", third.Right)
	}
}

func TestReference(t *testing.T) {
	tests := []struct {
		path, message string
		offset, end   int
	}{
		{"$", "", 0, 0},
		{"$.a['b c'][0].d", "", 0, 0},
		{"$$.a", "", 0, 0},
		{"$.a[(@.length-1)]", "A Reference Path can not have the operator '@'", 3, 17},
		{"$.a[*].b", "A Reference Path can not have a wildcard", 3, 6},
		{"$..a", "A Reference Path can not have a deep scan", 1, 3},
		{"$.a['b','c']", "A Reference Path can not have several fields", 3, 12},
		{"$.a]", "A Reference Path can not have no field", 1, 4},
		{"$[0,1]", "A Reference Path can not have several indexes", 1, 6},
		{"$[0:1]", "A Reference Path can not have a slice", 1, 6},
		{"$[?(@.a)]", "A Reference Path can not have a filter", 1, 9},
		{"$[0]$", "A Reference Path can not have '$' in the middle", 4, 5},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			err := mustParse(t, tt.path).Reference()
			if tt.message == "" {
				if err != nil {
					t.Errorf("got %v", err)
				}
				return
			}
			var e *SyntaxError
			if !errors.As(err, &e) || e.Message != tt.message || e.Offset != tt.offset || e.End != tt.end {
				t.Errorf("got %+v", err)
			}
		})
	}
}

// TestOpenLiterals rejects the texts and patterns of a filter that have a first delimiter alone.
func TestOpenLiterals(t *testing.T) {
	for _, path := range []string{`$[?(@.a == ')]`, `$[?(@.a == /)]`, `$[?(@.a =~ /i)]`, `$[?(@.a == 'b)]`, `$[?('== @.a)]`, `$[?(@.a && )]`, `$..`, `$.a..`} {
		if p, err := Parse(path); err == nil {
			t.Errorf("%s is %s", path, p)
		}
	}
	for path, want := range map[string]string{`$[?(@.a == '')]`: `''`, `$[?(@.a =~ //)]`: `//`, `$[?(@.a =~ /b/i)]`: `/b/i`, `$[?(@.a == i)]`: `i`} {
		if p, err := Parse(path); err != nil || !strings.Contains(p.String(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestBareMembers reads a path without a root as one of the document.
func TestBareMembers(t *testing.T) {
	for path, want := range map[string]string{
		"a": "$['a']", "a.b": "$['a']['b']", "a[0].b": "$['a'][0]['b']", "['a'].b": "$['a']['b']", "[0]": "$[0]", "a..b": "$['a']..['b']",
	} {
		p, err := ParseRelative(path)
		if err != nil || p.String() != want {
			t.Errorf("%s: got %s, %v, want %s", path, p, err, want)
		}
	}
}

// TestParens notes the parentheses of a filter that do not group.
func TestParens(t *testing.T) {
	const path = "$[?((@.a == 1 || (@.b)) && (@.c))]"
	p := mustParse(t, path)
	filter := p.Steps()[0].(*Filter)
	if len(filter.Parens) == 0 {
		t.Error("there are no parentheses")
	}
	for _, at := range filter.Parens {
		if path[at.Offset:at.End] != "(" {
			t.Errorf("%q is not a parenthesis", path[at.Offset:at.End])
		}
	}
}
