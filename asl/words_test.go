package asl

import (
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

func TestWords(t *testing.T) {
	for rule, want := range map[string]string{
		`"Variable":"$.status","StringEquals":"FAILED"`:                                    "status = FAILED",
		`"Variable":"$.name","StringEquals":""`:                                            `name = ""`,
		`"Variable":"$","NumericGreaterThanEqualsPath":"$.limit"`:                          "$ ≥ limit",
		`"Variable":"$.a","IsPresent":true`:                                                "a exists",
		`"Variable":"$.a","IsPresent":false`:                                               "a is missing",
		`"Variable":"$.a","IsNull":false`:                                                  "a is not null",
		`"Not":{"Variable":"$.a","BooleanEquals":true}`:                                    "a ≠ true",
		`"Not":{"Variable":"$.a","NumericLessThan":3}`:                                     "not a < 3",
		`"Not":{"Variable":"$.a","IsPresent":false}`:                                       "a exists",
		`"Variable":"$.a","StringMatches":"log-*"`:                                         "a matches log-*",
		`"And":[{"Variable":"$.a","IsPresent":true},{"Variable":"$.b","NumericEquals":1}]`: "a exists and b = 1",
		`"And":[{"Or":[{"Variable":"$.a","IsNull":true},{"Variable":"$.b","IsNull":true}]},{"Variable":"$.c","IsNull":true}]`: "(a is null or b is null) and c is null",
	} {
		def, _ := Parse(source.NewFile("d.asl.json", `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{`+rule+`,"Next":"S"}]},"S":{"Type":"Succeed"}}}`))
		choice, ok := def.Machine.State("C").(*Choice)
		if !ok {
			t.Fatal(rule)
		}
		if got := choice.Choices.Value[0].Words(); got != want {
			t.Errorf("%s: %q, want %q", rule, got, want)
		}
	}
	if got := ExpressionWords("{% $states.input.n >\n  3 %}"); got != "n > 3" {
		t.Errorf("%q", got)
	}
}
