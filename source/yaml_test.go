package source

import (
	"slices"
	"testing"
)

// yamlCases are texts without faults: their trees, and the spans of all keys and values below the root in order.
var yamlCases = []struct {
	name, text, tree string
	spans            []string
}{
	{
		name:  "scalars in a block mapping",
		text:  "a: 1\nb: text of words # comment\nc:\n",
		tree:  `{"a":1 "b":"text of words" "c":null}`,
		spans: []string{`a`, `1`, `b`, `text of words`, `c`, ``},
	},
	{
		name:  "block sequence",
		text:  "- a\n-   b\n- - c\n  - d\n-\n",
		tree:  `["a" "b" ["c" "d"] null]`,
		spans: []string{`a`, `b`, "- c\n  - d", `c`, `d`, ``},
	},
	{
		name:  "sequence below its key",
		text:  "a:\n- 1\n- 2\nb: 3\n",
		tree:  `{"a":[1 2] "b":3}`,
		spans: []string{`a`, "- 1\n- 2", `1`, `2`, `b`, `3`},
	},
	{
		name:  "mapping in a sequence",
		text:  "- a: 1\n  b: 2\n- c: 3\n",
		tree:  `[{"a":1 "b":2} {"c":3}]`,
		spans: []string{"a: 1\n  b: 2", `a`, `1`, `b`, `2`, `c: 3`, `c`, `3`},
	},
	{
		name:  "flow collections",
		text:  "a: [ 1, {b: c,}, [], {} , [d: e, ] ]\n",
		tree:  `{"a":[1 {"b":"c"} [] {} [{"d":"e"}]]}`,
		spans: []string{`a`, `[ 1, {b: c,}, [], {} , [d: e, ] ]`, `1`, `{b: c,}`, `b`, `c`, `[]`, `{}`, `[d: e, ]`, `d: e`, `d`, `e`},
	},
	{
		name:  "flow over lines",
		text:  "a: [1, # one\n  2,\n\n  {b: 1,\n   c: }\n  ]\nd: 1\n",
		tree:  `{"a":[1 2 {"b":1 "c":null}] "d":1}`,
		spans: []string{`a`, "[1, # one\n  2,\n\n  {b: 1,\n   c: }\n  ]", `1`, `2`, "{b: 1,\n   c: }", `b`, `1`, `c`, ``, `d`, `1`},
	},
	{
		name:  "flow key without a value",
		text:  `{a, b: , c: 1}`,
		tree:  `{"a":null "b":null "c":1}`,
		spans: []string{`a`, ``, `b`, ``, `c`, `1`},
	},
	{
		name:  "JSON",
		text:  `{"a": [1, true, null, "x"], "b":{"c":1.5e3}}`,
		tree:  `{"a":[1 true null "x"] "b":{"c":1.5e3}}`,
		spans: []string{`"a"`, `[1, true, null, "x"]`, `1`, `true`, `null`, `"x"`, `"b"`, `{"c":1.5e3}`, `"c"`, `1.5e3`},
	},
	{
		name:  "double quotes",
		text:  "a: \"x \\\"y\\\" \\u00e9\\n\"\n\"k\\t\": z\n",
		tree:  `{"a":"x \"y\" é\n" "k\t":"z"}`,
		spans: []string{`a`, `"x \"y\" \u00e9\n"`, `"k\t"`, `z`},
	},
	{
		name:  "double quotes over lines",
		text:  "a: \"one\n  two\n\n  three\\\n  four\"\nb: 1\n",
		tree:  `{"a":"one two\nthreefour" "b":1}`,
		spans: []string{`a`, "\"one\n  two\n\n  three\\\n  four\"", `b`, `1`},
	},
	{
		name:  "single quotes",
		text:  "a: 'it''s'\n'b c': ''\n",
		tree:  `{"a":"it's" "b c":""}`,
		spans: []string{`a`, `'it''s'`, `'b c'`, `''`},
	},
	{
		name:  "single quotes over lines",
		text:  "a: 'one\n  two'\nb: 1\n",
		tree:  `{"a":"one two" "b":1}`,
		spans: []string{`a`, "'one\n  two'", `b`, `1`},
	},
	{
		name:  "plain over lines",
		text:  "a: one\n  two\n\n  three # x\nb: 1\n",
		tree:  `{"a":"one two\nthree" "b":1}`,
		spans: []string{`a`, "one\n  two\n\n  three", `b`, `1`},
	},
	{
		name:  "literal",
		text:  "a: |\n  one\n    two\n\n  three\n\nb: 1\n",
		tree:  `{"a":"one\n  two\n\nthree\n" "b":1}`,
		spans: []string{`a`, "|\n  one\n    two\n\n  three", `b`, `1`},
	},
	{
		name:  "literal with indicators",
		text:  "a: |2-\n    one\n   two\nb: |+\n  x\n\nc: 1\n",
		tree:  `{"a":"  one\n two" "b":"x\n\n" "c":1}`,
		spans: []string{`a`, "|2-\n    one\n   two", `b`, "|+\n  x\n", `c`, `1`},
	},
	{
		name:  "literal with a comment",
		text:  "a: | # why\n  one\n# no more\nb: 1\n",
		tree:  `{"a":"one\n" "b":1}`,
		spans: []string{`a`, "| # why\n  one", `b`, `1`},
	},
	{
		name:  "empty literal",
		text:  "a: |\nb: >-\n\nc: 1\n",
		tree:  `{"a":"" "b":"" "c":1}`,
		spans: []string{`a`, `|`, `b`, `>-`, `c`, `1`},
	},
	{
		name:  "literal in a sequence",
		text:  "- |\n one\n- >\n two\n three\n",
		tree:  `["one\n" "two three\n"]`,
		spans: []string{"|\n one", ">\n two\n three"},
	},
	{
		name:  "folded",
		text:  "a: >-\n  one\n  two\n\n  three\n    four\n  five\nb: 1\n",
		tree:  `{"a":"one two\nthree\n  four\nfive" "b":1}`,
		spans: []string{`a`, ">-\n  one\n  two\n\n  three\n    four\n  five", `b`, `1`},
	},
	{
		name:  "literal at the end",
		text:  "a: |\n  one\n  two",
		tree:  `{"a":"one\ntwo"}`,
		spans: []string{`a`, "|\n  one\n  two"},
	},
	{
		name:  "tags of CloudFormation",
		text:  "a: !Sub ${X}-y\nb: !GetAtt a.b\nc: !If [x, z]\nd: !Sub\n  - ${Z}\n  - Z: !Ref Q\n",
		tree:  `{"a":!Sub "${X}-y" "b":!GetAtt "a.b" "c":!If ["x" "z"] "d":!Sub [${Z} {"Z":!Ref "Q"}]}`,
		spans: []string{`a`, `${X}-y`, `b`, `a.b`, `c`, `[x, z]`, `x`, `z`, `d`, "- ${Z}\n  - Z: !Ref Q", `${Z}`, `Z: !Ref Q`, `Z`, `Q`},
	},
	{
		name:  "tag above its value",
		text:  "a: !x\n  b: c\nd: !y # comment\n  - e\nf: !z |\n  g\nh: !w\n",
		tree:  `{"a":!x {"b":"c"} "d":!y ["e"] "f":!z "g\n" "h":!w ""}`,
		spans: []string{`a`, `b: c`, `b`, `c`, `d`, `- e`, `e`, `f`, "|\n  g", `h`, ``},
	},
	{
		name:  "tags of YAML",
		text:  "a: !!str 1\nb: !!int \"3\"\nc: !!float 2\nd: !!bool \"true\"\ne: !!null \"\"\nf: ! g\nh: !!binary aGk=\ni: !!seq [1]\nj: !<tag:x> k\n",
		tree:  `{"a":"1" "b":3 "c":2 "d":true "e":null "f":"g" "h":"aGk=" "i":[1] "j":tag:x "k"}`,
		spans: []string{`a`, `1`, `b`, `"3"`, `c`, `2`, `d`, `"true"`, `e`, `""`, `f`, `g`, `h`, `aGk=`, `i`, `[1]`, `1`, `j`, `k`},
	},
	{
		name:  "anchors and aliases",
		text:  "a: &x {k: v}\nb: *x\nc: [*x, &y 1, *y ]\nd: &z\n  e: f\ng: *z\n",
		tree:  `{"a":{"k":"v"} "b":{"k":"v"} "c":[{"k":"v"} 1 1] "d":{"e":"f"} "g":{"e":"f"}}`,
		spans: []string{`a`, `{k: v}`, `k`, `v`, `b`, `*x`, `k`, `v`, `c`, `[*x, &y 1, *y ]`, `*x`, `k`, `v`, `1`, `*y`, `d`, `e: f`, `e`, `f`, `g`, `*z`, `e`, `f`},
	},
	{
		name:  "anchor and tag in both orders",
		text:  "a: &x !t 1\nb: !t &y 2\nc: !t &z\n  - 3\n",
		tree:  `{"a":!t "1" "b":!t "2" "c":!t [3]}`,
		spans: []string{`a`, `1`, `b`, `2`, `c`, `- 3`, `3`},
	},
	{
		name:  "anchors of keys",
		text:  "&k a: 1\n!t b: *k\nc: {*k : 2}\n",
		tree:  `{"a":1 "b":"a" "c":{"a":2}}`,
		spans: []string{`a`, `1`, `b`, `*k`, `c`, `{*k : 2}`, `*k`, `2`},
	},
	{
		name:  "empty values with properties",
		text:  "a: &x\nb: !t\nc: 1\n",
		tree:  `{"a":null "b":!t "" "c":1}`,
		spans: []string{`a`, ``, `b`, ``, `c`, `1`},
	},
	{
		name:  "explicit keys",
		text:  "? a\n: 1\n? |\n  b\n: 2\n? c\n",
		tree:  `{"a":1 "b\n":2 "c":null}`,
		spans: []string{`a`, `1`, "|\n  b", `2`, `c`, ``},
	},
	{
		name:  "merge key",
		text:  "a: &a {x: 1, z: 2}\nb:\n  <<: *a\n  z: 3\n",
		tree:  `{"a":{"x":1 "z":2} "b":{"z":3 "x":1}}`,
		spans: []string{`a`, `{x: 1, z: 2}`, `x`, `1`, `z`, `2`, `b`, "<<: *a\n  z: 3", `z`, `3`, `x`, `1`},
	},
	{
		name:  "merge of several",
		text:  "a: &a {x: 1}\nb: &b {x: 2, z: 2}\nc: {<<: [*a, *b], w: 0}\n",
		tree:  `{"a":{"x":1} "b":{"x":2 "z":2} "c":{"w":0 "x":1 "z":2}}`,
		spans: []string{`a`, `{x: 1}`, `x`, `1`, `b`, `{x: 2, z: 2}`, `x`, `2`, `z`, `2`, `c`, `{<<: [*a, *b], w: 0}`, `w`, `0`, `x`, `1`, `z`, `2`},
	},
	{
		name:  "quoted merge key",
		text:  `{"<<": 1}`,
		tree:  `{"<<":1}`,
		spans: []string{`"<<"`, `1`},
	},
	{
		name:  "integers",
		text:  `[0, -1, +1, 0x1F, 0o17, 0b11, 1_000, -0x10, 123456789012345678901234567890]`,
		tree:  `[0 -1 1 31 15 3 1000 -16 123456789012345678901234567890]`,
		spans: []string{`0`, `-1`, `+1`, `0x1F`, `0o17`, `0b11`, `1_000`, `-0x10`, `123456789012345678901234567890`},
	},
	{
		name:  "floats",
		text:  `[1.50, 1., .5, -.5, 1e3, 1E+3, 1_0.5, 1e10000000, +1.5]`,
		tree:  `[1.50 1 0.5 -0.5 1e3 1E+3 10.5 1e10000000 1.5]`,
		spans: []string{`1.50`, `1.`, `.5`, `-.5`, `1e3`, `1E+3`, `1_0.5`, `1e10000000`, `+1.5`},
	},
	{
		name:  "not numbers",
		text:  `[1:30, 1.2.3, 0x, 2020-01-01, 2020-01-01T10:00:00Z, 08a]`,
		tree:  `["1:30" "1.2.3" "0x" "2020-01-01" "2020-01-01T10:00:00Z" "08a"]`,
		spans: []string{`1:30`, `1.2.3`, `0x`, `2020-01-01`, `2020-01-01T10:00:00Z`, `08a`},
	},
	{
		name:  "null",
		text:  `[null, Null, NULL, ~, ]`,
		tree:  `[null null null null]`,
		spans: []string{`null`, `Null`, `NULL`, `~`},
	},
	{
		name:  "booleans",
		text:  `[true, True, TRUE, false]`,
		tree:  `[true true true false]`,
		spans: []string{`true`, `True`, `TRUE`, `false`},
	},
	{
		name:  "keys of other kinds",
		text:  "1: a\ntrue: b\n~: c\n2.50: d\n? \n: e\n",
		tree:  `{"1":"a" "true":"b" "~":"c" "2.50":"d" "null":"e"}`,
		spans: []string{`1`, `a`, `true`, `b`, `~`, `c`, `2.50`, `d`, ``, `e`},
	},
	{
		name:  "placeholders",
		text:  "a: ${A}\nb: ${A}${B}\nc: ${A}x\nd: \"${A}\"\n${K}: 1\n",
		tree:  `{"a":${A} "b":${A}${B} "c":"${A}x" "d":"${A}" "${K}":1}`,
		spans: []string{`a`, `${A}`, `b`, `${A}${B}`, `c`, `${A}x`, `d`, `"${A}"`, `${K}`, `1`},
	},
	{
		name:  "beyond ASCII",
		text:  "é: à\nnão: [é, 日本, '😀']\n",
		tree:  `{"é":"à" "não":["é" "日本" "😀"]}`,
		spans: []string{`é`, `à`, `não`, `[é, 日本, '😀']`, `é`, `日本`, `'😀'`},
	},
	{
		name:  "carriage returns",
		text:  "a: 1\r\nb:\r\n  - x\r\n  - |\r\n    y\r\nc: 2\r\n",
		tree:  `{"a":1 "b":["x" "y\n"] "c":2}`,
		spans: []string{`a`, `1`, `b`, "- x\r\n  - |\r\n    y", `x`, "|\r\n    y", `c`, `2`},
	},
	{
		name:  "other line breaks",
		text:  "a: x\u0085b: v\u2028c: z\rd: w",
		tree:  `{"a":"x" "b":"v" "c":"z" "d":"w"}`,
		spans: []string{`a`, `x`, `b`, `v`, `c`, `z`, `d`, `w`},
	},
	{
		name:  "byte order mark",
		text:  "\ufeffa: 1\n",
		tree:  `{"a":1}`,
		spans: []string{`a`, `1`},
	},
	{
		name:  "document markers",
		text:  "%YAML 1.2\n---\na: 1\n...\n",
		tree:  `{"a":1}`,
		spans: []string{`a`, `1`},
	},
	{
		name: "value on the marker's line",
		text: "--- |\n  a\n...\n",
		tree: `"a\n"`,
	},
	{
		name: "scalar document",
		text: `just text`,
		tree: `"just text"`,
	},
	{
		name:  "comments everywhere",
		text:  "# a\na: # b\n  # c\n  - 1 # d\n  # e\n# f\n",
		tree:  `{"a":[1]}`,
		spans: []string{`a`, `- 1`, `1`},
	},
}

func TestParseYAML(t *testing.T) {
	for _, c := range yamlCases {
		t.Run(c.name, func(t *testing.T) {
			file := NewFile("valid.yaml", c.text)
			root, ds := ParseYAML(file)
			checkSpans(t, file, root)
			if len(ds) > 0 {
				t.Errorf("unexpected\n%s", showAll(ds))
			}
			if got := show(root); got != c.tree {
				t.Errorf("got %s, want %s", got, c.tree)
			}
			if got := spansOf(root)[1:]; !slices.Equal(got, c.spans) {
				t.Errorf("spans\n%q, want\n%q", got, c.spans)
			}
		})
	}
}
