package source

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func TestPosition(t *testing.T) {
	file := NewFile("a", "ab\né日x\r\n\n\xffz")
	for _, c := range []struct {
		offset int
		want   string
	}{
		{-1, "1:1"}, {0, "1:1"}, {2, "1:3"}, {3, "2:1"}, {5, "2:2"}, {8, "2:3"}, {10, "2:5"}, {11, "3:1"}, {12, "4:1"}, {13, "4:2"}, {14, "4:3"}, {99, "4:3"},
	} {
		p := file.Position(c.offset)
		if p.String() != c.want || !p.IsValid() {
			t.Errorf("offset %d is at %s, want %s", c.offset, p, c.want)
		}
		if c.offset >= 0 && c.offset <= len(file.Text) && file.Offset(int(p.Line), int(p.Column)) != c.offset {
			t.Errorf("%s is offset %d, want %d", p, file.Offset(int(p.Line), int(p.Column)), c.offset)
		}
	}
	if (Position{}).IsValid() {
		t.Error("the zero position is valid")
	}
}

func TestOffsetOutsideOfTheFile(t *testing.T) {
	file := NewFile("a", "ab\ncd")
	for _, c := range []struct{ line, column, want int }{
		{0, 5, 0}, {1, 0, 0}, {1, 99, 2}, {2, 99, 5}, {3, 1, 5},
	} {
		if got := file.Offset(c.line, c.column); got != c.want {
			t.Errorf("%d:%d is offset %d, want %d", c.line, c.column, got, c.want)
		}
	}
}

func TestLines(t *testing.T) {
	file := NewFile("a", "one\r\n\nthree")
	var lines []string
	for n := range file.Lines() + 2 {
		lines = append(lines, file.Line(n))
	}
	if got := strings.Join(lines, "|"); got != "|one||three|" {
		t.Errorf("got %q", got)
	}
	if got := NewFile("a", "").Lines(); got != 1 {
		t.Errorf("an empty file has %d lines", got)
	}
}

func TestSpan(t *testing.T) {
	file := NewFile("dir/a.json", "[1,\n 22]")
	s := file.Span(5, 7)
	if got := fmt.Sprintf("%s %q %t", s, s.Text(), s.IsValid()); got != `dir/a.json:2:2 "22" true` {
		t.Errorf("got %s", got)
	}
	for _, c := range []struct {
		span Span
		want string
	}{{Span{}, "-"}, {Span{File: file}, "dir/a.json"}} {
		if got := c.span.String(); got != c.want || c.span.IsValid() || c.span.Text() != "" {
			t.Errorf("got %q, want %q and no text", got, c.want)
		}
	}
}

func TestDiagnostics(t *testing.T) {
	a, b := NewFile("a", "xx\nyy"), NewFile("b", "zz")
	at := func(f *File, offset int, rule, message string) Diagnostic {
		return Diagnostic{Span: f.Span(offset, offset+1), Severity: Warning, Rule: rule, Message: message}
	}
	var ds Diagnostics
	for _, d := range []Diagnostic{
		at(b, 0, "r", "m"), at(a, 3, "r", "m"), at(a, 0, "s", "m"), at(a, 0, "r", "n"), at(a, 0, "r", "m"), at(a, 3, "r", "m"),
		{Severity: Advice, Rule: "r", Message: "no place"},
	} {
		ds.Add(d)
	}
	if ds.HasErrors() {
		t.Error("warnings count as errors")
	}
	var got []string
	for _, d := range ds.Sorted() {
		got = append(got, d.String())
	}
	want := "-: advice: no place [r]|a:1:1: warning: m [r]|a:1:1: warning: n [r]|a:1:1: warning: m [s]|a:2:1: warning: m [r]|b:1:1: warning: m [r]"
	if strings.Join(got, "|") != want {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	ds.Add(Diagnostic{Severity: Error})
	if !ds.HasErrors() {
		t.Error("an error does not count")
	}
}

func TestSeverity(t *testing.T) {
	for _, s := range []Severity{Error, Warning, Advice} {
		if got, ok := ParseSeverity(s.String()); got != s || !ok {
			t.Errorf("%s is read as %s", s, got)
		}
	}
	for _, name := range []string{"", "none", "fatal"} {
		if got, ok := ParseSeverity(name); ok || got != 0 {
			t.Errorf("%q is read as %s", name, got)
		}
	}
}

func TestNodeOfNothing(t *testing.T) {
	var none *Node
	if none.Get("a") != nil || none.Member("a") != nil || none.IsOpaque() {
		t.Error("a nil node has members")
	}
	text := &Node{Kind: String, Text: "a"}
	if text.Get("a") != nil || text.IsOpaque() {
		t.Error("a string has members")
	}
	for _, n := range []*Node{{Kind: Placeholder}, {Kind: String, Tag: "!Ref"}} {
		if !n.IsOpaque() {
			t.Errorf("%v is not opaque", n)
		}
	}
	for k, want := range map[Kind]string{Invalid: "invalid", Bool: "boolean", Placeholder: "placeholder"} {
		if k.String() != want {
			t.Errorf("got %s, want %s", k, want)
		}
	}
}

func TestPointerJoin(t *testing.T) {
	for _, c := range []struct{ base, token, want string }{
		{"", "", "/"}, {"", "a", "/a"}, {"/a", "0", "/a/0"}, {"", "a/b~c", "/a~1b~0c"}, {"/x", "~1", "/x/~01"}, {"", "é ", "/é "},
	} {
		if got := PointerJoin(c.base, c.token); got != c.want {
			t.Errorf("%q and %q give %q, want %q", c.base, c.token, got, c.want)
		}
	}
}

func TestParseChoosesTheLanguage(t *testing.T) {
	const both = "{a: 1}" // an error in JSON alone
	for _, c := range []struct {
		name, text string
		yaml       bool
	}{
		{"a.yaml", both, true},
		{"a.YML", both, true},
		{"a.asl.json", both, false},
		{"a.asl", both, false},
		{"a.tpl", both, false},
		{"a", "\ufeff \n[a]", false},
		{"a", `"a`, false},
		{"a", "// c", false},
		{"a", "", false},
		{"a", "a: 1", true},
		{"-", "# c\na: b", true},
		{"", "- a", true},
	} {
		_, ds := Parse(NewFile(c.name, c.text))
		if json := len(ds) > 0; json == c.yaml {
			t.Errorf("%q in %q: YAML is %t, want %t", c.text, c.name, !json, c.yaml)
		}
	}
}

func TestQuoteJSON(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", `""`}, {"a\"\\\n\r\t\x01é😀", `"a\"\\\n\r\t\u0001é😀"`}, {"\xed\xa0\xbdx", `"\ud83dx"`}, {"\xff", "\"\uFFFD\""}, {"\xed\xed0", "\"\uFFFD\uFFFD0\""},
	} {
		if got := quoteJSON(c.text); got != c.want {
			t.Errorf("%q is quoted as %s, want %s", c.text, got, c.want)
		}
	}
}

// TestAfter compares the step from one position to another with the positions of the file.
func TestAfter(t *testing.T) {
	f := NewFile("f", "ab\n\n\u00e9\U0001F600x\xffy\r\nz")
	for from := range len(f.Text) + 1 {
		for to := from; to <= len(f.Text); to++ {
			if !startsRune(f.Text, from) || !startsRune(f.Text, to) {
				continue
			}
			if got, want := f.Position(from).After(f.Text[from:to]), f.Position(to); got != want {
				t.Errorf("from %d to %d is %v, want %v", from, to, got, want)
			}
		}
	}
}

func startsRune(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// TestLongLines holds that positions in long lines count the code points from the start of the line.
func TestLongLines(t *testing.T) {
	line := strings.Repeat("aé\xff€", 1000)
	f := NewFile("a", "short\n"+line+"\n"+line[:5000])
	for offset := 0; offset <= len(f.Text); offset += 7 {
		start := strings.LastIndexByte(f.Text[:offset], '\n') + 1
		want := int32(utf8.RuneCountInString(f.Text[start:offset])) + 1
		if got := f.Position(offset); got.Column != want || int(got.Offset) != offset {
			t.Fatalf("at %d: column %d, want %d", offset, got.Column, want)
		}
	}
}

// TestPositionsAtOnce asks a new file for positions from several goroutines: the first one finds the lines.
func TestPositionsAtOnce(t *testing.T) {
	f := NewFile("a", "x\n"+strings.Repeat("é", longLine)+"\ny")
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if got, want := f.Position(2+2*longLine-2), (Position{2 + 2*longLine - 2, 2, longLine}); got != want {
				t.Errorf("got %v, want %v", got, want)
			}
			if got := f.Lines(); got != 3 {
				t.Errorf("%d lines", got)
			}
		})
	}
	group.Wait()
}
