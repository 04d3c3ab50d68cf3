package conformance

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// traces are values that an execution can't evaluate without a trace: it fails and says "seen", or its output has a member
// of that name.
var traces = map[asl.Content]map[asl.Language]string{
	asl.AnyPath:       {asl.JSONPath: `"$.seen"`},
	asl.ReferencePath: {asl.JSONPath: `"$.seen"`},
	asl.ResultPath:    {asl.JSONPath: `"$.seen"`},
	asl.NumberPath:    {asl.JSONPath: `"$.seen"`},
	asl.PathOrCall:    {asl.JSONPath: `"$.seen"`},
	asl.Template:      {asl.JSONPath: `{"v.$": "$.seen"}`, asl.JSONata: `{"v": "{% $error('seen') %}"}`},
	asl.Scalar:        {asl.JSONata: `"{% $error('seen') %}"`},
}

// operands are the paths in inputOfAll that the operators of a Choice Rule compare.
var operands = map[string]string{"String": "$.s", "Numeric": "$.n", "Boolean": "$.b", "Timestamp": "$.t"}

const inputOfAll = `{"s": "text", "n": 1, "b": true, "t": "2026-01-01T00:00:00Z"}`

// TestEveryFieldIsEvaluated gives every evaluated field of the language a value that leaves a trace, and runs it. A field
// without a trace is one that the simulator doesn't read.
func TestEveryFieldIsEvaluated(t *testing.T) {
	for _, d := range asl.Declarations() {
		for _, lang := range d.Languages {
			t.Run(fmt.Sprintf("%s/%s/%s", d.Kind, strings.ReplaceAll(d.Location, "/", "."), lang), func(t *testing.T) {
				definition := definitionOf(surroundings(t, d, lang), lang)
				if got := historyOf(t, d, definition); !strings.Contains(got, "seen") {
					t.Errorf("no trace of the value in\n%s\nof\n%s", got, definition.JSON())
				}
			})
		}
	}
}

// surroundings returns a state that evaluates the declared field, which leaves a trace.
func surroundings(t *testing.T, d asl.Declaration, lang asl.Language) value.Value {
	t.Helper()
	text := right[d.Kind]
	if d.Stage == asl.CatchStage {
		text = strings.ReplaceAll(text, `"Type": "Pass", "End": true`, `"Type": "Fail", "Error": "Broken"`)
	}
	state := value.MustParse(text)
	operand, isTest := variableOf(d.Name)
	switch {
	case d.Stage == asl.CatchStage:
		state = put(t, state, "Catch[0]/ErrorEquals", "", value.MustParse(`["States.ALL"]`))
	case strings.HasPrefix(d.Location, "ResultWriter/"):
		state = put(t, state, "ResultWriter/Resource", "", value.String("arn:aws:states:::s3:putObject"))
	case d.Kind == "Choice" && lang == asl.JSONata && d.Name != "Condition":
		state = put(t, state, "Choices[0]/Condition", "", value.True)
	case d.Kind == "Choice" && lang == asl.JSONPath && isTest:
		state = put(t, state, "Choices[0]/Variable", "", value.String(operand))
	case d.Kind == "Choice" && lang == asl.JSONPath:
		state = put(t, put(t, state, "Choices[0]/Variable", "", value.String("$.b")), "Choices[0]/IsNull", "", value.False)
	}
	return put(t, state, d.Location, "", value.MustParse(traces[d.Content][lang]))
}

// variableOf returns the path that an operator such as StringEqualsPath compares; false if the name is not an operator's.
func variableOf(name string) (string, bool) {
	if asl.Operators[asl.Operator(name)] == asl.PathOperand {
		for prefix, path := range operands {
			if strings.HasPrefix(name, prefix) {
				return path, true
			}
		}
	}
	return "", false
}

func historyOf(t *testing.T, d asl.Declaration, definition value.Value) string {
	t.Helper()
	def, _ := asl.Parse(source.NewFile("machine.asl.json", definition.JSON()))
	program, found := simulator.Compile(def)
	if program == nil {
		t.Fatalf("%v\n%s", found, definition.JSON())
	}
	x, err := program.Run(t.Context(), value.MustParse(inputOfAll), simulator.Config{
		Tasks: simulator.TaskFunc(func(context.Context, simulator.Call) (simulator.Reply, error) {
			if d.Stage == asl.CatchStage {
				return simulator.Reply{Failure: &simulator.Failure{Error: "States.TaskFailed"}}, nil
			}
			return simulator.Reply{Output: value.Object()}, nil
		}),
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, definition.JSON())
	}
	var b strings.Builder
	if err := simulator.WriteHistory(&b, x.Events); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
