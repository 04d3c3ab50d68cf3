package query

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
)

// shown returns the texts of paths, with a mark at those that are read under a condition.
func shown(refs []Ref) string {
	texts := make([]string, len(refs))
	for i, ref := range refs {
		if texts[i] = ref.Span.Text(); ref.Conditional {
			texts[i] += "?"
		}
	}
	return strings.Join(texts, ", ")
}

func TestExpressionPassed(t *testing.T) {
	for text, want := range map[string]string{
		"$parse($states.result.Output)":          "$states.result.Output",
		"$parse(($a)).b & $string($parse($c.d))": "$a, $c.d",
		"$a ~> $parse":                           "$a",
		"$states.input.a ~> $parse()":            "$states.input.a",
		"$type($a) = 'string' ? $parse($a) : $a": "$a?",
		"$parse($a & $b)":                        "",
		"$parser($a)":                            "",
		"$a":                                     "",
	} {
		e, found := CompileExpression(stringNode(t, "{% "+text+" %}"), "Output")
		if len(found) > 0 {
			t.Fatalf("%s: %s", text, found)
		}
		if got := shown(e.Passed("parse")); got != want {
			t.Errorf("%s passes %q, want %q", text, got, want)
		}
	}
}

func TestPathPassed(t *testing.T) {
	for text, want := range map[string]string{
		"States.StringToJson($.Output)":                           "$.Output",
		"States.ArrayGetItem(States.StringToJson($.a['b c']), 0)": "$.a['b c']",
		"States.JsonMerge(States.StringToJson($.a), $.b, false)":  "$.a",
		"States.StringToJson(States.Format('{}', $.a))":           "",
		"States.StringToJson('{}')":                               "",
		"States.StringToJson($child.Output)":                      "$child.Output",
		"States.JsonToString($.a)":                                "",
		"$.a":                                                     "",
	} {
		p, found := CompilePath(stringNode(t, text), asl.PathOrCall)
		if len(found) > 0 {
			t.Fatalf("%s: %s", text, found)
		}
		if got := shown(p.Passed("States.StringToJson")); got != want {
			t.Errorf("%s passes %q, want %q", text, got, want)
		}
	}
}
