package source

import (
	"fmt"
	"strings"
	"testing"
)

var jsonCases = []struct{ name, text, tree string }{
	{"empty object", `{}`, `{}`},
	{"empty array", ` [ ] `, `[]`},
	{"string", `"a"`, `"a"`},
	{"empty string", `""`, `""`},
	{"words", `[true, false, null]`, `[true false null]`},
	{"numbers", `[0, -0, 1, -1.50, 1e3, 1E+3, 1.0e-07]`, `[0 -0 1 -1.50 1e3 1E+3 1.0e-07]`},
	{"huge numbers", `[1e10000000, -123456789012345678901234567890.5]`, `[1e10000000 -123456789012345678901234567890.5]`},
	{"nested", `{"a": [1, {"b": null}], "c": true}`, `{"a":[1 {"b":null}] "c":true}`},
	{"source order", `{"z": 1, "a": 2, "m": 3}`, `{"z":1 "a":2 "m":3}`},
	{"empty key", `{"": 1}`, `{"":1}`},
	{"escapes", `"\"\\\/\b\f\n\r\t\u0041\u00e9"`, `"\"\\/\u0008\u000c\n\r\tAé"`},
	{"escape in a key", `{"\u0053tate": 1}`, `{"State":1}`},
	{"surrogate pair", `"\ud83d\ude00"`, `"😀"`},
	{"lone surrogates", `["\ud83d", "\ude00\ud83d", "\ud83dx"]`, `["\ud83d" "\ude00\ud83d" "\ud83dx"]`},
	{"escaped NUL", `"\u0000"`, `"\u0000"`},
	{"beyond ASCII", `{"Iniciar extração": "日本語 😀"}`, `{"Iniciar extração":"日本語 😀"}`},
	{"replacement character", `"` + "\uFFFD" + `"`, `"` + "\uFFFD" + `"`},
	{"delete is allowed unescaped", "\"\x7f\"", "\"\x7f\""},
	{"all white space", " \t\r\n[\r\n\t1 ,\n2\r] \n", `[1 2]`},
	{"placeholder", `{"a": ${Seconds}}`, `{"a":${Seconds}}`},
	{"placeholder with braces", `[${file({a: {b}})}, 1]`, `[${file({a: {b}})} 1]`},
	{"placeholder with a brace in quotes", `[${f("}")}]`, `[${f("}")}]`},
	{"placeholders in a row", `[${A}${B}, ${A}.5, 1${A}, -${A}e${B}]`, `[${A}${B} ${A}.5 1${A} -${A}e${B}]`},
	{"placeholder over lines", "[${a(\n1)}\n, 2]", "[${a(\n1)} 2]"},
	{"placeholder as key", `{${Key}: 1}`, `{"${Key}":1}`},
	{"placeholder as document", `${Definition}`, `${Definition}`},
	{"placeholder in a string is text", `"${A} {"`, `"${A} {"`},
}

func TestParseJSON(t *testing.T) {
	for _, c := range jsonCases {
		t.Run(c.name, func(t *testing.T) {
			file := NewFile("valid.json", c.text)
			root, ds := ParseJSON(file)
			checkSpans(t, file, root)
			if len(ds) > 0 {
				t.Errorf("unexpected\n%s", showAll(ds))
			}
			if got := show(root); got != c.tree {
				t.Errorf("got %s, want %s", got, c.tree)
			}
		})
	}
}

func TestParseJSONSpans(t *testing.T) {
	text := "{\n  \"é\": [ 1.50,\t\"a\\n\" ],\n  \"日本\" : {\"k\": ${X}},\r\n  \"t\": true\n}"
	root, _ := ParseJSON(NewFile("spans.json", text))
	if got := root.Span.Text(); got != text {
		t.Errorf("root covers %q", got)
	}
	list := root.Member("é")
	object := root.Member("日本")
	inner := object.Value.Member("k")
	last := root.Member("t")
	for _, c := range []struct {
		name string
		span Span
		want string
	}{
		{"key", list.KeySpan, `2:3-2:6 "é"`},
		{"array", list.Value.Span, "2:8-2:23 [ 1.50,\t\"a\\n\" ]"},
		{"number", list.Value.Items[0].Span, `2:10-2:14 1.50`},
		{"string", list.Value.Items[1].Span, `2:16-2:21 "a\n"`},
		{"key beyond ASCII", object.KeySpan, `3:3-3:7 "日本"`},
		{"object", object.Value.Span, `3:10-3:21 {"k": ${X}}`},
		{"inner key", inner.KeySpan, `3:11-3:14 "k"`},
		{"placeholder", inner.Value.Span, `3:16-3:20 ${X}`},
		{"key after a carriage return", last.KeySpan, `4:3-4:6 "t"`},
		{"word", last.Value.Span, `4:8-4:12 true`},
	} {
		if got := fmt.Sprintf("%s-%s %s", c.span.Start, c.span.End, c.span.Text()); got != c.want {
			t.Errorf("%s at %s, want %s", c.name, got, c.want)
		}
	}
}

func TestParseJSONSharesTheTextOfPlainStrings(t *testing.T) {
	text := `["` + strings.Repeat("é", 1000) + `"]`
	file := NewFile("a.json", text)
	if allocs := testing.AllocsPerRun(10, func() { ParseJSON(file) }); allocs > 8 {
		t.Errorf("%v allocations", allocs)
	}
}

func TestParseJSONKeepsListsApart(t *testing.T) {
	root, _ := ParseJSON(NewFile("a.json", `{"a": [1, 2], "b": [3], "c": {"d": 1}, "e": {"f": 2}}`))
	_ = append(root.Get("a").Items, &Node{})
	_ = append(root.Get("c").Members, Member{Key: "x"})
	if got := show(root); got != `{"a":[1 2] "b":[3] "c":{"d":1} "e":{"f":2}}` {
		t.Errorf("appending to one list changed another: %s", got)
	}
}

func TestDuplicateKeysInLargeObjects(t *testing.T) {
	var b strings.Builder
	b.WriteString("{")
	for i := range 40 {
		fmt.Fprintf(&b, "\"k%d\": %d, ", i, i)
	}
	b.WriteString(`"k7": 1, "k0": 2, "k7": 3}`)
	root, ds := ParseJSON(NewFile("a.json", b.String()))
	if len(root.Members) != 43 || len(ds) != 3 {
		t.Fatalf("%d members, %d diagnostics", len(root.Members), len(ds))
	}
	for i, key := range []string{"k7", "k0", "k7"} {
		first := root.Members[map[string]int{"k7": 7, "k0": 0}[key]].KeySpan
		if d := ds[i]; d.Message != fmt.Sprintf("duplicate key %q", key) || d.Related[0].Span != first || d.Pointer != "/"+key {
			t.Errorf("got %v at %q, first at %v", d, d.Pointer, d.Related)
		}
	}
	if got := root.Get("k7").Text; got != "3" {
		t.Errorf("Get finds %s, want the last", got)
	}
}

// TestQuotesInPlaceholders reads strings of template languages that have quotes inside ${}, and leaves valid JSON alone.
func TestQuotesInPlaceholders(t *testing.T) {
	for text, want := range map[string]string{
		`{"a": "${format("%s-%s", "x", "y")}"}`:        `${format("%s-%s", "x", "y")}`,
		`{"a": "é${m["k"]}-${join(",", l)}ü", "b": 1}`: `é${m["k"]}-${join(",", l)}ü`,
		`{"a": "${f({"a": "}"})}"}`:                    `${f({"a": "}"})}`,
		`{"a": "${join(",", l)}"}`:                     `${join(",", l)}`,
		`{"a": "use ${ to open", "b": "}"}`:            `use ${ to open`,
		`{"a": "${", "b": "}"}`:                        `${`,
	} {
		root, found := ParseJSON(NewFile("a.json", text))
		if a := root.Get("a"); len(found) > 0 || a == nil || a.Text != want || a.Span.Text() != `"`+want+`"` {
			t.Errorf("%s: %v", text, found)
		}
		if b := root.Member("b"); b != nil && b.KeySpan != root.Span.File.Span(int(b.KeySpan.Start.Offset), int(b.KeySpan.End.Offset)) {
			t.Errorf("%s: the columns after the string are wrong", text)
		}
	}
	root, found := ParseJSON(NewFile("a.json", `["${m["k"]}", {"${k["a"]}": 2}]`))
	if len(found) > 0 || root.Items[1].Get(`${k["a"]}`) == nil {
		t.Errorf("found %v", found)
	}
}
