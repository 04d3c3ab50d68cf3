package cloudformation

import (
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// parse reads a value of YAML.
func parse(text string) *source.Node {
	root, _ := source.ParseYAML(source.NewFile("template.yaml", text))
	return root
}

func TestIntrinsic(t *testing.T) {
	for text, want := range map[string]string{
		"!Sub text":              "Sub",
		"Fn::Sub: text":          "Sub",
		"Ref: Name":              "Ref",
		"!Ref Name":              "Ref",
		"!GetAtt [Role, Arn]":    "GetAtt",
		"{Ref: Name, Other: x}":  "",
		"{Reference: Name}":      "",
		"text":                   "",
		"[!Ref Name]":            "",
		"{}":                     "",
		"Fn::If: [A, !Ref B, C]": "If",
	} {
		n := parse(text)
		name, argument := Intrinsic(n)
		if name != want || IsIntrinsic(n) != (want != "") || (argument != nil) != (want != "") {
			t.Errorf("%s calls %q, want %q", text, name, want)
		}
		if argument != nil && argument.Tag != "" {
			t.Errorf("the argument of %s has the tag %s", text, argument.Tag)
		}
	}
}

func TestNoNode(t *testing.T) {
	if IsIntrinsic(nil) {
		t.Error("no value calls a function")
	}
}

func TestSubText(t *testing.T) {
	for text, want := range map[string]string{
		"text":            "text",
		"[text, {A: b}]":  "text",
		"[text]":          "",
		"[[text], {}]":    "",
		"{A: b}":          "",
		"!Ref Name":       "",
		"[!Ref Name, {}]": "",
	} {
		got := ""
		if n := SubText(parse(text)); n != nil {
			got = n.Text
		}
		if got != want {
			t.Errorf("%s has the text %q, want %q", text, got, want)
		}
	}
}
