package source

import (
	"strings"
	"testing"
)

// withinCases put the part of a string to look for between « and » in its decoded text.
var withinCases = []struct{ name, file, text, decoded, want string }{
	{"JSON", "a.json", `["$.a.b"]`, "$.«a».b", `1:5-1:6 a`},
	{"whole text", "a.json", `["$.a"]`, "«$.a»", `1:3-1:6 $.a`},
	{"nothing at the start", "a.json", `["ab"]`, "«»ab", `1:3-1:3 `},
	{"nothing at the end", "a.json", `["ab"]`, "ab«»", `1:5-1:5 `},
	{"empty string", "a.json", `[""]`, "«»", `1:3-1:3 `},
	{"after an escape", "a.json", `["\"x\" y"]`, `"x" «y»`, `1:9-1:10 y`},
	{"an escape", "a.json", `["a\nb"]`, "a«\n»b", `1:4-1:6 \n`},
	{"escape of a code unit", "a.json", `["\u00e9x\ud83d\ude00y"]`, "éx«😀»y", `1:10-1:22 \ud83d\ude00`},
	{"lone surrogate", "a.json", `["\ud83dx"]`, "\xed\xa0\xbd«x»", `1:9-1:10 x`},
	{"beyond ASCII", "a.json", `["é日x"]`, "é«日»x", `1:4-1:5 日`},
	{"invalid UTF-8", "a.json", "[\"\xffx\"]", "\uFFFD«x»", `1:4-1:5 x`},
	{"invalid escape", "a.json", `["\dx"]`, `\d«x»`, `1:5-1:6 x`},
	{"line break in JSON", "a.json", "[\"a\nb\"]", "a\n«b»", `2:1-2:2 b`},
	{"single quotes in JSON", "a.json", `['a\'b']`, "a'«b»", `1:6-1:7 b`},
	{"unclosed string", "a.json", `["ab`, "a«b»", `1:4-1:5 b`},
	{"word without quotes", "a.json", `[abc]`, "a«b»c", `1:3-1:4 b`},
	{"plain", "a.yaml", "- $.a.b", "$.«a».b", `1:5-1:6 a`},
	{"plain over lines", "a.yaml", "- one\n  two\n\n  three", "one two\n«three»", `4:3-4:8 three`},
	{"fold", "a.yaml", "- one\n  two", "one« »two", "1:6-2:3 \n  "},
	{"single quotes", "a.yaml", "- 'it''s x'", "it's «x»", `1:10-1:11 x`},
	{"single quotes over lines", "a.yaml", "- 'a\n   b'", "a «b»", `2:4-2:5 b`},
	{"double quotes", "a.yaml", `- "a\tb\x41\u00e9\U0001F600c"`, "a\tbAé😀«c»", `1:28-1:29 c`},
	{"double quotes over lines", "a.yaml", "- \"a\n   b\\\n   c\"", "a b«c»", `3:4-3:5 c`},
	{"escapes of YAML alone", "a.yaml", `- "\e\_\N\ x"`, "\x1b\u00a0\u0085 «x»", `1:12-1:13 x`},
	{"literal", "a.yaml", "- |\n  one\n    two\n\n  three\n", "one\n  «two»\n\nthree\n", `3:5-3:8 two`},
	{"literal after a blank line", "a.yaml", "- |\n  one\n    two\n\n  three\n", "one\n  two\n\n«three»\n", `5:3-5:8 three`},
	{"last line break of a literal", "a.yaml", "- |\n  one\n", "one«\n»", "2:6-2:6 "},
	{"literal with an indentation", "a.yaml", "- |1-\n   one\n  two\n", "  one\n «two»", "3:3-3:6 two"},
	{"literal with blank lines kept", "a.yaml", "- |+\n  one\n\n", "«one»\n\n", "2:3-2:6 one"},
	{"literal with carriage returns", "a.yaml", "- |\r\n  one\r\n  two\r\n", "one\n«two»\n", "3:3-3:6 two"},
	{"literal with spaces in a blank line", "a.yaml", "- |\n  one\n   \n  two\n", "one\n \n«two»\n", "4:3-4:6 two"},
	{"folded", "a.yaml", "- >\n  one\n  two\n", "one «two»\n", `3:3-3:6 two`},
	{"folded with a blank line", "a.yaml", "- >-\n  one\n\n\n  two\n  three", "one\n\ntwo «three»", `6:3-6:8 three`},
	{"folded with deeper lines", "a.yaml", "- >-\n  one\n    two\n  three\n  four", "one\n  two\nthree «four»", `5:3-5:7 four`},
	{"folded with a blank line first", "a.yaml", "- >\n\n  one\n  two\n", "\none «two»\n", `4:3-4:6 two`},
	{"tagged", "a.yaml", "- !Sub a${B}", "a«${B}»", `1:9-1:13 ${B}`},
	{"JSON in a literal", "a.yaml", "- |-\n  {\n    \"a\": 1\n  }", "{\n  «\"a\"»: 1\n}", `3:5-3:8 "a"`},
}

func TestSpanWithin(t *testing.T) {
	for _, c := range withinCases {
		t.Run(c.name, func(t *testing.T) {
			file := NewFile(c.file, c.text)
			root, _ := Parse(file)
			n := root.Items[0]
			start := strings.Index(c.decoded, "«")
			end := strings.Index(c.decoded, "»") - len("«")
			decoded := strings.NewReplacer("«", "", "»", "").Replace(c.decoded)
			if n.Text != decoded {
				t.Fatalf("decoded to %q, want %q", n.Text, decoded)
			}
			got := n.SpanWithin(start, end)
			checkSpan(t, file, got)
			if text := got.Start.String() + "-" + got.End.String() + " " + got.Text(); text != c.want {
				t.Errorf("got %q, want %q", text, c.want)
			}
		})
	}
}

func TestSpanWithinFallsBackToTheNode(t *testing.T) {
	root, _ := ParseYAML(NewFile("a.yaml", "- &a abc\n- *a\n- 12\n- x${A}y\n"))
	filled, _ := Substitute(root, map[string]string{"A": "value"})
	for _, c := range []struct {
		name string
		node *Node
		want string
	}{
		{"alias", root.Items[1], "*a"},
		{"number", root.Items[2], "12"},
		{"substituted text", filled.Items[3], "x${A}y"},
	} {
		if got := c.node.SpanWithin(1, 2).Text(); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := (*Node)(nil).SpanWithin(0, 1); got.IsValid() {
		t.Errorf("nil node has the span %v", got)
	}
	if got := (&Node{Kind: String, Text: "x"}).SpanWithin(0, 1); got.IsValid() {
		t.Errorf("node without a location has the span %v", got)
	}
}

func TestSpanWithinCutsOffsets(t *testing.T) {
	root, _ := ParseJSON(NewFile("a.json", `["abc"]`))
	for _, c := range []struct {
		start, end int
		want       string
	}{{-5, 2, "ab"}, {1, 99, "bc"}, {2, 1, ""}, {99, 100, ""}} {
		if got := root.Items[0].SpanWithin(c.start, c.end).Text(); got != c.want {
			t.Errorf("%d to %d is %q, want %q", c.start, c.end, got, c.want)
		}
	}
}

// FuzzSpanWithin asks for every character of every string: spans stay inside the node and follow each other, and the
// location of a character that is written as itself has that text.
func FuzzSpanWithin(f *testing.F) {
	for _, c := range withinCases {
		f.Add(c.text, c.file == "a.yaml")
	}
	for _, c := range yamlCases {
		f.Add(c.text, true)
	}
	f.Fuzz(func(t *testing.T, text string, yaml bool) {
		if len(text) > 1000 {
			return
		}
		parse := ParseJSON
		if yaml {
			parse = ParseYAML
		}
		root, _ := parse(NewFile("fuzz", text))
		eachString(root, func(n *Node) {
			last := n.Span.Start.Offset
			whole := n.SpanWithin(0, len(n.Text))
			for i := range len(n.Text) {
				s := n.SpanWithin(i, i+1)
				if s.Start.Offset < n.Span.Start.Offset || s.End.Offset > n.Span.End.Offset || s.End.Offset < s.Start.Offset {
					t.Fatalf("byte %d of %q is at %v-%v, outside of %v-%v", i, n.Text, s.Start, s.End, n.Span.Start, n.Span.End)
				}
				if s.Start.Offset < last {
					t.Fatalf("byte %d of %q is at %v, before the one before", i, n.Text, s.Start)
				}
				last = s.Start.Offset
				if c := s.Text(); len(c) == 1 && c[0] > ' ' && c[0] < 0x80 && n.Text[i] < 0x80 && c[0] != n.Text[i] {
					t.Fatalf("byte %d of %q is at %q", i, n.Text, c)
				}
			}
			if whole.End.Offset > n.Span.End.Offset {
				t.Fatalf("the whole of %q ends outside", n.Text)
			}
		})
	})
}

func eachString(n *Node, visit func(*Node)) {
	if n.Kind == String {
		visit(n)
	}
	for _, item := range n.Items {
		eachString(item, visit)
	}
	for i := range n.Members {
		eachString(n.Members[i].Value, visit)
	}
}

// TestWithinLongText looks at both sides of the length from which the file is asked for a location.
func TestWithinLongText(t *testing.T) {
	text := strings.Repeat("é日x", longLine)
	file := NewFile("a.json", `{"a": "`+text+`"}`)
	root, _ := ParseJSON(file)
	within := root.Get("a").Within()
	for _, at := range []int{0, longLine - 4, longLine + 2, 3 * longLine, len(text) - 6} {
		at -= at % len("é日x")
		got := within.Span(at, at+len("é"))
		if want := int32(len(`{"a": "`) + 3*at/len("é日x") + 1); got.Text() != "é" || got.Start.Column != want || got.End.Column != want+1 {
			t.Errorf("at %d: %s to %s, %q; want column %d", at, got.Start, got.End, got.Text(), want)
		}
	}
}
