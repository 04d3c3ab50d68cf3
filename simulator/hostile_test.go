package simulator_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// sharedTree makes an expression over $d, a tree of 45 levels whose branches are shared, and over $e, the same of arrays.
func sharedTree(expr string) string {
	return `($f := function($n, $a) { $n = 0 ? $a : $f($n - 1, {'a': $a, 'b': $a}) }; $d := $f(45, 1); ` +
		`$g := function($n, $a) { $n = 0 ? $a : $g($n - 1, [[$a], [$a]]) }; $e := $g(45, 1); ` + expr + `)`
}

// TestDeadlineOfExpressions gives hostile expressions in every kind of field 300 ms. Each run returns soon after that, with
// the error of the context or with a failure of the state before; the bound is generous since machines are busy.
func TestDeadlineOfExpressions(t *testing.T) {
	const pass = `"Type": "Pass", "End": true, "Output": {"x": "{% %s %}"}`
	for _, c := range []struct{ name, state, expr string }{
		{"output", pass, sharedTree(`$d`)},
		{"equality", pass, sharedTree(`$d = $f(45, 1)`)},
		{"distinct", pass, sharedTree(`$distinct([$d, $f(45, 1)])`)},
		{"boolean", pass, sharedTree(`$boolean($e)`)},
		{"error text", pass, sharedTree(`$d + 1`)},
		{"argument", pass, sharedTree(`$uppercase($d)`)},
		{"elements", pass, sharedTree(`$sum([$d])`)},
		{"text", pass, sharedTree(`$string($d)`)},
		{"transform", pass, sharedTree(`$d ~> |a|{'b': 1}|`)},
		{"deep transform", pass, `$reduce([1..800000], function($a, $b) { {'a': $a} }, 1) ~> |a|{'b': 1}|`},
		{"tail recursion", pass, `($f := function($n) { $f($n + 1) }; $f(1))`},
		{"assign", `"Type": "Pass", "End": true, "Assign": {"x": "{% %s %}"}`, sharedTree(`$d`)},
		{"items", `"Type": "Map", "End": true, "Items": "{% %s %}", "ItemProcessor": {"StartAt": "B", "States": {"B": {"Type": "Pass", "End": true}}}`, sharedTree(`$e`)},
		{"condition", `"Type": "Choice", "Choices": [{"Condition": "{% %s %}", "Next": "B"}], "Default": "B"`, sharedTree(`$d`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			state := strings.Replace(c.state, "%s", c.expr, 1)
			program := compile(t, fmt.Sprintf(`{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {%s}, "B": {"Type": "Succeed"}}}`, state))
			ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
			defer cancel()
			start := time.Now()
			x, err := program.Run(ctx, value.Object(), simulator.Config{})
			if took := time.Since(start); took > 10*time.Second {
				t.Errorf("it returns after %s", took)
			}
			switch {
			case err != nil && !errors.Is(err, context.DeadlineExceeded):
				t.Error(err)
			case err == nil && x.Status != simulator.Failed:
				t.Errorf("it ends with %s", x.Status)
			}
		})
	}
}

// TestPayloadWithoutLimits makes the input of a state, and a variable, twice as large until memory would end.
func TestPayloadWithoutLimits(t *testing.T) {
	for name, definition := range map[string]string{
		"template": `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$"}, "Next": "A"}}}`,
		"variable": `{"StartAt": "A", "QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Next": "A",
			"Assign": {"x": {"a": "{% $exists($x) ? $x : 1 %}", "b": "{% $exists($x) ? $x : 1 %}"}}}}}`,
		"depth": `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"a.$": "$"}, "Next": "A"}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			x, err := compile(t, definition).Run(t.Context(), value.Object(), simulator.Config{NoLimits: true})
			if err != nil {
				t.Fatal(err)
			}
			// The limit on the result of an expression may come before the one on a payload.
			if x.Status != simulator.Failed || x.Failure.Error != "States.DataLimitExceeded" && x.Failure.Error != "States.QueryEvaluationError" {
				t.Errorf("it ends with %s after %d events", x.Status, len(x.Events))
			}
		})
	}
}

// TestNothingGiven calls the package as a program with mistakes does.
func TestNothingGiven(t *testing.T) {
	task := `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": true}}}`
	deep := value.Array()
	for range value.MaxDepth {
		deep = value.Array(deep)
	}
	answer := func(v value.Value) simulator.TaskHandler {
		return simulator.TaskFunc(func(context.Context, simulator.Call) (simulator.Reply, error) {
			return simulator.Reply{Output: v}, nil
		})
	}
	for name, c := range map[string]struct {
		program *simulator.Program
		input   value.Value
		cfg     simulator.Config
		want    string
	}{
		"program":    {nil, value.Object(), simulator.Config{}, "the program is nil"},
		"handler":    {compile(t, task), value.Object(), simulator.Config{}, "no TaskHandler is set"},
		"task func":  {compile(t, task), value.Object(), simulator.Config{Tasks: simulator.TaskFunc(nil)}, "the TaskFunc is nil"},
		"observer":   {compile(t, task), value.Object(), simulator.Config{Record: simulator.Record{Observers: []func(*simulator.Event){nil}}}, "observer no. 1 is nil"},
		"deep input": {compile(t, task), deep, simulator.Config{}, "nested too deeply"},
		"deep reply": {compile(t, task), value.Object(), simulator.Config{Tasks: answer(deep)}, "nested too deeply"},
	} {
		if _, err := c.program.Run(t.Context(), c.input, c.cfg); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
	if x, err := compile(t, task).Run(t.Context(), value.Undefined, simulator.Config{Tasks: answer(value.Undefined)}); err != nil || !x.Output.IsNull() {
		t.Errorf("no input and no output: %v", err)
	}
}
