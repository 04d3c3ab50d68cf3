package conformance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// wrong are values that no field of a content takes, by query language.
var wrong = map[asl.Content]map[asl.Language][]string{
	asl.AnyPath:       {asl.JSONPath: {`"$.a["`, `"a"`}},
	asl.ReferencePath: {asl.JSONPath: {`"$.a["`, `"$.a[*].b"`, `"$.a[0:1]"`, `"$..a"`}},
	asl.ResultPath:    {asl.JSONPath: {`"$.a["`, `"$.a[*].b"`, `"$$.a"`, `"$v.a"`}},
	asl.NumberPath:    {asl.JSONPath: {`"$.a["`, `"$.a[*].b"`, `"$$.a"`, `"$$"`}},
	asl.PathOrCall:    {asl.JSONPath: {`"$.a["`, `"States.Nothing()"`}},
	asl.Template: {
		asl.JSONPath: {`{"a": {"v.$": "$.a["}}`, `{"v.$": "States.Nothing()"}`, `{"v.$": "a"}`},
		asl.JSONata:  {`{"a": ["{% ( %}"]}`},
	},
	asl.Scalar: {asl.JSONata: {`"{% ( %}"`, `"{% a[ %}"`}},
}

// right are states of each kind to which a field can be added.
var right = map[string]string{
	"Task":     `{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}`,
	"Pass":     `{"Type": "Pass", "End": true}`,
	"Choice":   `{"Type": "Choice", "Choices": [{"Next": "End"}]}`,
	"Wait":     `{"Type": "Wait", "End": true}`,
	"Succeed":  `{"Type": "Succeed"}`,
	"Fail":     `{"Type": "Fail"}`,
	"Parallel": `{"Type": "Parallel", "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}], "End": true}`,
	"Map": `{"Type": "Map", "End": true, "ItemProcessor": {
		"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}`,
}

// expressionRules are the names under which expressions that do not compile are reported.
var expressionRules = []string{query.RuleInvalidPath, query.RuleNotReferencePath, query.RuleInvalidIntrinsic, query.RuleInvalidJSONata}

// besides are the members that the object around a field needs.
var besides = map[string]string{
	"ItemReader": `{"Resource": "arn:aws:states:::s3:getObject"}`, "ItemReader/ReaderConfig": `{"InputType": "JSON"}`,
	"ItemBatcher": `{}`, "ResultWriter": `{}`, "Catch": `[{"ErrorEquals": ["States.TaskFailed"], "Next": "End"}]`,
}

// put returns an object with a value at a location such as "Catch[0]/Output".
func put(t *testing.T, object value.Value, location, at string, v value.Value) value.Value {
	t.Helper()
	name, rest, nested := strings.Cut(location, "/")
	if !nested {
		return object.With(name, v)
	}
	key, isElement := strings.CutSuffix(name, "[0]")
	at = strings.TrimPrefix(at+"/"+key, "/")
	inner, ok := object.Get(key)
	if !ok {
		inner = value.MustParse(besides[at])
	}
	if isElement {
		return object.With(key, value.Array(put(t, inner.At(0), rest, at, v)))
	}
	return object.With(key, put(t, inner, rest, at, v))
}

// TestEveryField gives every evaluated field of the language a value that it does not take. Whoever reads the program
// must reject it with the same finding at the same location: the linter, and the simulator before it runs.
func TestEveryField(t *testing.T) {
	checked := 0
	for _, d := range asl.Declarations() {
		for _, lang := range d.Languages {
			if len(wrong[d.Content][lang]) == 0 {
				t.Errorf("no wrong value for %s of a %s state in %s", d.Location, d.Kind, lang)
			}
			for _, text := range wrong[d.Content][lang] {
				checked++
				t.Run(fmt.Sprintf("%s/%s/%s/%s", d.Kind, strings.ReplaceAll(d.Location, "/", "."), lang, text), func(t *testing.T) {
					checkField(t, d, lang, value.MustParse(text))
				})
			}
		}
	}
	t.Logf("evaluated fields: %d declared, %d wrong values rejected twice", len(asl.Declarations()), checked)
}

func checkField(t *testing.T, d asl.Declaration, lang asl.Language, v value.Value) {
	t.Helper()
	state := put(t, value.MustParse(right[d.Kind]), d.Location, "", v)
	if d.Kind == "Choice" && lang == asl.JSONata && d.Name != "Condition" {
		state = put(t, state, "Choices[0]/Condition", "", value.True)
	}
	definition := definitionOf(state, lang)
	def, parsed := asl.Parse(source.NewFile("machine.asl.json", definition.JSON()))
	pointer := "/States/X/" + strings.ReplaceAll(d.Location, "[0]", "/0")
	under := func(found source.Diagnostics) []string {
		var list []string
		for _, f := range found {
			if slices.Contains(expressionRules, f.Rule) && (f.Pointer == pointer || strings.HasPrefix(f.Pointer, pointer+"/")) {
				list = append(list, fmt.Sprintf("%s %v [%s] %s", f.Pointer, f.Span, f.Rule, f.Message))
			}
		}
		return list
	}
	linted := under(analyzer.Run(def, parsed, rules.All, analyzer.Config{}))
	_, found := simulator.Compile(def)
	compiled := under(found)
	if len(linted) == 0 || !slices.Equal(linted, compiled) {
		t.Errorf("the linter reports %q, the simulator %q\n%s", linted, compiled, definition.JSON())
	}
}

// definitionOf returns a definition that starts with a state.
func definitionOf(state value.Value, lang asl.Language) value.Value {
	return value.Object(
		value.Member{Key: "QueryLanguage", Value: value.String(lang.String())},
		value.Member{Key: "StartAt", Value: value.String("X")},
		value.Member{Key: "States", Value: value.Object(
			value.Member{Key: "X", Value: state},
			value.Member{Key: "End", Value: value.MustParse(`{"Type": "Succeed"}`)},
		)},
	)
}
