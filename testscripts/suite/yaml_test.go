package suite_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// yamlValues are values that YAML could take for others.
var yamlValues = []string{
	`{}`, `[]`, `null`, `"x"`, `0`, `1.50`, `-1E+3`, `1e5`, `12345678901234567890`,
	`{"a":{},"b":[],"c":null,"d":"null","e":"~","f":"yes","g":"1","h":"1.0","i":"2026-01-01","j":"","k":" x ","l":"a: b","m":"a #b"}`,
	`{"true":1,"1":2,"":3,"a b":4,"a:":5,"- a":6,"été":7,"\u0000":8,"[x]":9}`,
	`["line\nbreak","tab\t","quote \" and \\","\u007f\u0085\u2028","{% $x %}","${Name}","*alias","&anchor","!tag","|","> x","%x","@x","` + "`" + `x"]`,
	`{"deep":[[[{"a":[{"b":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}]}]],["x"]]}`,
	`[["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]],{"k":["ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"]}]`,
}

func TestYAMLReadsBack(t *testing.T) {
	for _, text := range yamlValues {
		checkYAML(t, value.MustParse(text))
	}
}

func checkYAML(t *testing.T, want value.Value) {
	t.Helper()
	var b strings.Builder
	if err := suite.WriteYAML(&b, want, "a comment\nin one line"); err != nil {
		t.Fatal(err)
	}
	root, diagnostics := source.Parse(source.NewFile("x.yaml", b.String()))
	if len(diagnostics) > 0 || root == nil {
		t.Fatalf("%s\n%v", b.String(), diagnostics)
	}
	if got := query.Constant(root); got.JSON() != want.Compact().JSON() {
		t.Errorf("wrote\n%s\nread back %s\nwant      %s", b.String(), got.JSON(), want.JSON())
	}
}

func FuzzYAML(f *testing.F) {
	for _, text := range yamlValues {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := value.Parse(text)
		if err != nil || !utf8.ValidString(text) || len(text) > 4096 || strings.Contains(text, `\ud`) || strings.Contains(text, `\uD`) {
			t.Skip()
		}
		var b strings.Builder
		if err := suite.WriteYAML(&b, v); err != nil {
			t.Fatal(err)
		}
		root, diagnostics := source.Parse(source.NewFile("x.yaml", b.String()))
		if diagnostics.HasErrors() || root == nil {
			t.Fatalf("%s\n%v", b.String(), diagnostics)
		}
		if got := query.Constant(root); !value.Equal(got, v) {
			t.Errorf("wrote\n%s\nread back %s", b.String(), got.JSON())
		}
	})
}
