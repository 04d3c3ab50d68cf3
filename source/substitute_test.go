package source

import (
	"slices"
	"strings"
	"testing"
)

func TestSubstitute(t *testing.T) {
	values := map[string]string{
		"A": "value", "N": "30", "B": "true", "Z": "null", "E": "", "O": `{"k": [1, ${N}]}`, "Q": `"quoted"`, "self:a.b": "dotted",
		"outer${inner}": "nested", "X-Y": "dash",
	}
	for _, c := range []struct {
		name, text, want string
		missing          []string
	}{
		{"nothing to do", `{"a": [1, "b$", "{c}", "$ {A}"]}`, `{"a":[1 "b$" "{c}" "$ {A}"]}`, nil},
		{"whole string", `["${A}"]`, `["value"]`, nil},
		{"within a string", `["x-${A}-${A}y"]`, `["x-value-valuey"]`, nil},
		{"number in a string", `["${N}"]`, `["30"]`, nil},
		{"key", `{"${A}": 1, "b": 2}`, `{"value":1 "b":2}`, nil},
		{"key without quotes", `{${A}: 1}`, `{"value":1}`, nil},
		{"number", `[${N}]`, `[30]`, nil},
		{"boolean", `[${B}]`, `[true]`, nil},
		{"null", `[${Z}]`, `[null]`, nil},
		{"object", `[${O}]`, `[{"k":[1 ${N}]}]`, nil},
		{"quoted value", `[${Q}]`, `["quoted"]`, nil},
		{"text without quotes", `[${A}]`, `["value"]`, nil},
		{"empty value", `["a${E}b", ${E}]`, `["ab" ""]`, nil},
		{"two placeholders", `[${N}${N}, ${N}.5, ${N}e${N}]`, `[3030 30.5 30e30]`, nil},
		{"unknown names", `["${Y} ${X}", ${Y}, ${N}${Y}]`, `["${Y} ${X}" ${Y} 30${Y}]`, []string{"X", "Y"}},
		{"escaped", `["${!A} ${A}"]`, `["${A} value"]`, nil},
		{"escaped without quotes", `[${!A}]`, `[${A}]`, nil},
		{"blanks", `["${ A }"]`, `["value"]`, nil},
		{"other characters in a name", `["${self:a.b}", "${X-Y}"]`, `["dotted" "dash"]`, nil},
		{"nested", `["${outer${inner}}"]`, `["nested"]`, nil},
		{"nested unknown", `["${a${b}}"]`, `["${a${b}}"]`, []string{"a${b}"}},
		{"unclosed", `["${A} ${A", "${x ${A}"]`, `["value ${A" "${x value"]`, nil},
		{"stray braces", `["}${A}{"]`, `["}value{"]`, nil},
		{"constructor of JSONata", `["{% ${\"a\": b} %}", "${}"]`, `["{% ${\"a\": b} %}" "${}"]`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			root, ds := ParseJSON(NewFile("a.json", c.text))
			if len(ds) > 0 {
				t.Fatal(ds)
			}
			before := show(root)
			got, missing := Substitute(root, values)
			if show(got) != c.want {
				t.Errorf("got %s, want %s", show(got), c.want)
			}
			if !slices.Equal(missing, c.missing) {
				t.Errorf("missing %q, want %q", missing, c.missing)
			}
			if show(root) != before {
				t.Errorf("the original is now %s", show(root))
			}
		})
	}
}

func TestSubstituteSharesAndKeepsPlaces(t *testing.T) {
	root, _ := ParseJSON(NewFile("a.json", `{"a": {"b": 1}, "c": {"d": ${N}, "e": [2], "f": ${O}}}`))
	got, _ := Substitute(root, map[string]string{"N": "30", "O": `{"k": 1}`})
	if got.Get("a") != root.Get("a") || got.Get("c").Get("e") != root.Get("c").Get("e") {
		t.Error("untouched parts were copied")
	}
	if span := got.Get("c").Get("d").Span; span.Text() != "${N}" {
		t.Errorf("the number is at %q", span.Text())
	}
	if m := got.Get("c").Get("f").Member("k"); m.KeySpan.Text() != "${O}" || m.Value.Span.Text() != "${O}" {
		t.Errorf("the object is at %q", m.KeySpan.Text())
	}
	if same, _ := Substitute(root, nil); same != root {
		t.Error("copied without a change")
	}
	if none, missing := Substitute(nil, nil); none != nil || missing != nil {
		t.Error("nil became something")
	}
}

func TestSubstituteKeepsTags(t *testing.T) {
	root, _ := ParseYAML(NewFile("a.yaml", "a: !Sub x${A}\nb: !Sub ${N}\nc: ${N}\nd: &d {e: \"${A}\"}\nf: *d\n"))
	got, _ := Substitute(root, map[string]string{"A": "v", "N": "1"})
	if want := `{"a":!Sub "xv" "b":!Sub "1" "c":1 "d":{"e":"v"} "f":{"e":"v"}}`; show(got) != want {
		t.Errorf("got %s, want %s", show(got), want)
	}
}

func TestSubstituteTakesLinearTime(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("${", 500_000),
		strings.Repeat("${a", 250_000) + strings.Repeat("}", 250_000),
		strings.Repeat("{", 500_000) + strings.Repeat("}", 500_000),
	} {
		if n, _ := Substitute(&Node{Kind: String, Text: "x" + text}, nil); n.Text != "x"+text {
			t.Error("replaced text outside placeholders")
		}
	}
}
