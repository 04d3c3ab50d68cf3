package source

import (
	"slices"
	"strings"
	"testing"
)

// brokenJSON are texts with syntax errors: the resulting tree, the findings, and, where something
// can be fixed, the text with all fixes applied.
// A brokenText is a text that is not JSON.
type brokenText struct {
	name, text, tree string
	errors           []string
	fixed            string
}

var brokenJSON = []brokenText{
	{
		name: "empty file",
		text: ``,
		tree: `invalid`,
		errors: []string{
			`1:1 error: file is empty [json-syntax]`,
		},
	},
	{
		name: "blank file",
		text: " \n\t",
		tree: `invalid`,
		errors: []string{
			`2:2 error: file is empty [json-syntax]`,
		},
	},
	{
		name: "comment only",
		text: `// x`,
		tree: `invalid`,
		errors: []string{
			`1:1 error: comments are not allowed in JSON [json-syntax] fix: remove the comment`,
			`1:5 error: file is empty [json-syntax]`,
		},
		fixed: ``,
	},
	{
		name: "byte order mark",
		text: "\ufeff{}",
		tree: `{}`,
		errors: []string{
			`1:1 error: file starts with a byte order mark [json-syntax] fix: remove the byte order mark`,
		},
		fixed: `{}`,
	},
	{
		name: "UTF-16",
		text: "\xff\xfe{\x00}\x00",
		tree: `invalid`,
		errors: []string{
			`1:1 error: file is UTF-16, not UTF-8 [json-syntax] hint: save the file as UTF-8`,
		},
	},
	{
		name: "NUL bytes",
		text: "\x00\x01\x02",
		tree: `invalid`,
		errors: []string{
			`1:1 error: file is binary: it contains a NUL byte [json-syntax]`,
		},
	},
	{
		name: "missing comma in an array",
		text: `[1 2 "a" {}]`,
		tree: `[1 2 "a" {}]`,
		errors: []string{
			`1:3 error: a comma is missing between two values [json-syntax] at /0 fix: insert a comma`,
			`1:5 error: a comma is missing between two values [json-syntax] at /1 fix: insert a comma`,
			`1:9 error: a comma is missing between two values [json-syntax] at /2 fix: insert a comma`,
		},
		fixed: `[1, 2, "a", {}]`,
	},
	{
		name: "missing comma in an object",
		text: "{\"a\": 1\n \"b\": 2}",
		tree: `{"a":1 "b":2}`,
		errors: []string{
			`1:8 error: a comma is missing between two values [json-syntax] at /a fix: insert a comma`,
		},
		fixed: "{\"a\": 1,\n \"b\": 2}",
	},
	{
		name: "trailing comma in an array",
		text: `[1, 2, ]`,
		tree: `[1 2]`,
		errors: []string{
			`1:6 error: comma before "]" [json-syntax] at /1 fix: remove the comma`,
		},
		fixed: `[1, 2 ]`,
	},
	{
		name: "trailing comma in an object",
		text: "{\"a\": 1,\n}",
		tree: `{"a":1}`,
		errors: []string{
			`1:8 error: comma before "}" [json-syntax] at /a fix: remove the comma`,
		},
		fixed: "{\"a\": 1\n}",
	},
	{
		name: "comma alone",
		text: `[,]`,
		tree: `[]`,
		errors: []string{
			`1:2 error: unexpected comma [json-syntax] fix: remove the comma`,
		},
		fixed: `[]`,
	},
	{
		name: "two commas",
		text: `[1,, 2]`,
		tree: `[1 2]`,
		errors: []string{
			`1:4 error: unexpected comma [json-syntax] at /0 fix: remove the comma`,
		},
		fixed: `[1, 2]`,
	},
	{
		name: "leading comma in an object",
		text: `{, "a": 1}`,
		tree: `{"a":1}`,
		errors: []string{
			`1:2 error: unexpected comma [json-syntax] fix: remove the comma`,
		},
		fixed: `{ "a": 1}`,
	},
	{
		name: "missing colon",
		text: `{"a" 1, "b": 2}`,
		tree: `{"a":1 "b":2}`,
		errors: []string{
			`1:5 error: a colon is missing after key "a" [json-syntax] at /a fix: insert a colon`,
		},
		fixed: `{"a": 1, "b": 2}`,
	},
	{
		name: "equals sign for a colon",
		text: `{"a" = 1}`,
		tree: `{"a":1}`,
		errors: []string{
			`1:6 error: found "=" instead of a colon after key "a" [json-syntax] at /a fix: use a colon`,
		},
		fixed: `{"a" : 1}`,
	},
	{
		name: "key without a value",
		text: `{"a", "b": , "c":}`,
		tree: `{"a":invalid "b":invalid "c":invalid}`,
		errors: []string{
			`1:5 error: key "a" has no value [json-syntax] at /a`,
			`1:11 error: key "b" has no value [json-syntax] at /b`,
			`1:18 error: key "c" has no value [json-syntax] at /c`,
		},
	},
	{
		name: "key alone",
		text: `{"a"}`,
		tree: `{"a":invalid}`,
		errors: []string{
			`1:5 error: key "a" has no value [json-syntax] at /a`,
		},
	},
	{
		name: "missing key",
		text: `{: 1, "b": 2}`,
		tree: `{"b":2}`,
		errors: []string{
			`1:2 error: a key is missing before ":" [json-syntax]`,
		},
	},
	{
		name: "object as key",
		text: `{{"a": 1}: 2, "b": 3}`,
		tree: `{"b":3}`,
		errors: []string{
			`1:2 error: a key in double quotes is missing before "{" [json-syntax]`,
		},
	},
	{
		name: "number as key",
		text: `{1: 2}`,
		tree: `{"1":2}`,
		errors: []string{
			`1:2 error: key "1" is not in double quotes [json-syntax] fix: use double quotes`,
		},
		fixed: `{"1": 2}`,
	},
	{
		name: "garbage for a key",
		text: `{@: 1, "b": 2}`,
		tree: `{"b":2}`,
		errors: []string{
			`1:2 error: unexpected "@" where a key is expected [json-syntax]`,
		},
	},
	{
		name: "garbage for a value",
		text: `{"a": @, "b": 2}`,
		tree: `{"a":invalid "b":2}`,
		errors: []string{
			`1:7 error: unexpected "@" where a value is expected [json-syntax] at /a`,
		},
	},
	{
		name: "garbage after a value",
		text: `{"a": 1 @, "b": 2}`,
		tree: `{"a":1 "b":2}`,
		errors: []string{
			`1:9 error: unexpected "@" in an object [json-syntax] at /a`,
		},
	},
	{
		name: "colon in an array",
		text: `["a": 1]`,
		tree: `["a" 1]`,
		errors: []string{
			`1:5 error: unexpected ":" in an array [json-syntax] at /0`,
		},
	},
	{
		name: "unclosed array",
		text: `[1, [2`,
		tree: `[1 [2]]`,
		errors: []string{
			`1:7 error: unexpected end of file: "[" is not closed [json-syntax] at /1/0 (1:5 opened here)`,
		},
	},
	{
		name: "unclosed object",
		text: `{"a": {"b": 1}`,
		tree: `{"a":{"b":1}}`,
		errors: []string{
			`1:15 error: unexpected end of file: "{" is not closed [json-syntax] at /a (1:1 opened here)`,
		},
	},
	{
		name: "truncated after a colon",
		text: `{"a":`,
		tree: `{"a":invalid}`,
		errors: []string{
			`1:6 error: unexpected end of file: "{" is not closed [json-syntax] at /a (1:1 opened here)`,
		},
	},
	{
		name: "truncated after a comma",
		text: `[1,`,
		tree: `[1]`,
		errors: []string{
			`1:4 error: unexpected end of file: "[" is not closed [json-syntax] at /0 (1:1 opened here)`,
		},
	},
	{
		name: "truncated in a word",
		text: `[tru`,
		tree: `["tru"]`,
		errors: []string{
			`1:2 error: string "tru" is not in double quotes [json-syntax] at /0 fix: use double quotes`,
			`1:5 error: unexpected end of file: "[" is not closed [json-syntax] at /0 (1:1 opened here)`,
		},
		fixed: `["tru"`,
	},
	{
		name: "truncated in a string",
		text: `{"a": "b`,
		tree: `{"a":"b"}`,
		errors: []string{
			`1:7 error: string is not closed [json-syntax] at /a`,
			`1:9 error: unexpected end of file: "{" is not closed [json-syntax] at /a (1:1 opened here)`,
		},
	},
	{
		name: "array closed by a brace",
		text: `[1}`,
		tree: `[1]`,
		errors: []string{
			`1:3 error: found "}" where "]" is expected [json-syntax] at /0 (1:1 opened here)`,
		},
	},
	{
		name: "object closed by a bracket",
		text: `{"a": 1]`,
		tree: `{"a":1}`,
		errors: []string{
			`1:8 error: found "]" where "}" is expected [json-syntax] at /a (1:1 opened here)`,
		},
	},
	{
		name: "inner array not closed",
		text: `{"a": [1, "b": 2}`,
		tree: `{"a":[1 "b" 2]}`,
		errors: []string{
			`1:14 error: unexpected ":" in an array [json-syntax] at /a/1`,
			`1:17 error: found "}" where "]" is expected [json-syntax] at /a/2 (1:7 opened here)`,
		},
	},
	{
		name: "inner object not closed",
		text: `[{"a": 1], 2`,
		tree: `[{"a":1}]`,
		errors: []string{
			`1:9 error: found "]" where "}" is expected [json-syntax] at /0/a (1:2 opened here)`,
			`1:10 error: unexpected text after the end of the document [json-syntax]`,
		},
	},
	{
		name: "bracket too many",
		text: `{"a": 1}}`,
		tree: `{"a":1}`,
		errors: []string{
			`1:9 error: unexpected text after the end of the document [json-syntax]`,
		},
	},
	{
		name: "second document",
		text: `{} {}`,
		tree: `{}`,
		errors: []string{
			`1:4 error: unexpected text after the end of the document [json-syntax]`,
		},
	},
	{
		name: "closing bracket alone",
		text: `]`,
		tree: `invalid`,
		errors: []string{
			`1:1 error: a value is missing before "]" [json-syntax]`,
		},
	},
	{
		name: "single quotes",
		text: `{'a': 'it\'s "x"'}`,
		tree: `{"a":"it's \"x\""}`,
		errors: []string{
			`1:2 error: key "a" is not in double quotes [json-syntax] fix: use double quotes`,
			`1:7 error: string is not in double quotes [json-syntax] at /a fix: use double quotes`,
		},
		fixed: `{"a": "it's \"x\""}`,
	},
}

func TestParseJSONReportsErrorsAndGoesOn(t *testing.T) {
	for _, c := range slices.Concat(brokenJSON, moreBrokenJSON) {
		t.Run(c.name, func(t *testing.T) {
			file := NewFile("broken.json", c.text)
			root, ds := ParseJSON(file)
			checkSpans(t, file, root)
			checkDiagnostics(t, file, ds)
			if got := show(root); got != c.tree {
				t.Errorf("tree %s, want %s", got, c.tree)
			}
			if got := strings.Split(strings.TrimSpace(showAll(ds)), "\n"); !slices.Equal(got, c.errors) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.errors, "\n"))
			}
			if got, _ := Apply(file, ds); c.fixed != "" && got != c.fixed {
				t.Errorf("fixed to %q, want %q", got, c.fixed)
			}
		})
	}
}
