package asl

import (
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

func TestIsExpression(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"{% 1 %}", true},
		{"{%%}", true},
		{"{%1%}", true},
		{"{%}", false},
		{"{% 1", false},
		{"1 %}", false},
		{" {% 1 %}", false},
		{"{% 1 %} ", false},
		{"", false},
	} {
		if got := IsExpression(c.text); got != c.want {
			t.Errorf("IsExpression(%q) = %t", c.text, got)
		}
	}
}

func TestHasPlaceholder(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"${Name}", true},
		{"a ${Name} b", true},
		{"${AWS::Region}", true},
		{"${}", true},
		{"}${Name}", true},
		{"{{resolve:ssm:name}}", true},
		{"{{name}}", false},
		{"${Name", false},
		{"$Name}", false},
		{"{Name}", false},
		{"} ${", false},
		{"", false},
	} {
		if got := HasPlaceholder(c.text); got != c.want {
			t.Errorf("HasPlaceholder(%q) = %t", c.text, got)
		}
	}
}

func TestIsOpaque(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		want             bool
	}{
		{"text", "a.json", `"a"`, false},
		{"text with a placeholder", "a.json", `"a-${B}"`, true},
		{"placeholder", "a.json", `${B}`, true},
		{"number", "a.json", `1`, false},
		{"null", "a.json", `null`, false},
		{"Ref", "a.json", `{"Ref": "B"}`, true},
		{"function", "a.json", `{"Fn::GetAtt": ["B", "Arn"]}`, true},
		{"function beside another member", "a.json", `{"Fn::GetAtt": ["B", "Arn"], "c": 1}`, false},
		{"object", "a.json", `{"Reference": "B"}`, false},
		{"empty object", "a.json", `{}`, false},
		{"array with a placeholder", "a.json", `["${B}"]`, false},
		{"tag", "a.yaml", `!Ref B`, true},
		{"tag of a list", "a.yaml", `!If [a, b, c]`, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, found := source.Parse(source.NewFile(c.file, c.text))
			if len(found) > 0 {
				t.Fatal(showFindings(found))
			}
			if got := IsOpaque(n); got != c.want {
				t.Errorf("IsOpaque(%s) = %t", c.text, got)
			}
		})
	}
	if IsOpaque(nil) {
		t.Error("nothing is not opaque")
	}
}

func TestKnown(t *testing.T) {
	for _, c := range []struct {
		name string
		f    Field[string]
		want bool
	}{
		{"not set", Field[string]{}, false},
		{"set", Field[string]{Set: true}, true},
		{"null", Field[string]{Set: true, Null: true}, false},
		{"opaque", Field[string]{Set: true, Opaque: true}, false},
		{"expression", Field[string]{Set: true, Expression: true}, false},
	} {
		if got := c.f.Known(); got != c.want {
			t.Errorf("%s: known is %t", c.name, got)
		}
	}
}

func TestLanguageNames(t *testing.T) {
	if JSONPath.String() != "JSONPath" || JSONata.String() != "JSONata" {
		t.Errorf("%s, %s", JSONPath, JSONata)
	}
}

// TestOperators holds the operators to the number and the kinds of the specification.
func TestOperators(t *testing.T) {
	counts := map[OperandKind]int{}
	for _, kind := range Operators {
		counts[kind]++
	}
	want := map[OperandKind]int{StringOperand: 6, NumericOperand: 5, TimestampOperand: 5, BooleanOperand: 7, PathOperand: 16}
	for kind, n := range want {
		if counts[kind] != n {
			t.Errorf("%d operators of kind %d, want %d", counts[kind], kind, n)
		}
	}
	if len(Operators) != 39 {
		t.Errorf("%d operators", len(Operators))
	}
}
