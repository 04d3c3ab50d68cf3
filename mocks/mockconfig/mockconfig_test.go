package mockconfig_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// loop calls one state over retries, a loop, and Map iterations.
const loop = `{"StartAt": "Each", "States": {
  "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
    "Parameters": {}, "Retry": [{"ErrorEquals": ["Busy"]}], "End": true}}}, "Next": "Again?"},
  "Again?": {"Type": "Choice", "Choices": [{"Variable": "$[0]", "NumericLessThan": 5, "Next": "Each"}], "Default": "Done"},
  "Done": {"Type": "Succeed"}}}`

func compile(tb testing.TB, text string) *simulator.Program {
	tb.Helper()
	def, diagnostics := asl.Parse(source.NewFile("machine.asl.json", text))
	program, more := simulator.Compile(def)
	if program == nil {
		tb.Fatal(diagnostics, more)
	}
	return program
}

func configCase(t *testing.T, states, responses string) *mockconfig.Case {
	t.Helper()
	text := `{"StateMachines": {"M": {"TestCases": {"C": ` + states + `}}}, "MockedResponses": ` + responses + `}`
	config, diagnostics := mockconfig.Parse(source.NewFile("MockConfigFile.json", text))
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics)
	}
	k, err := config.Find("M", "C")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestCountsCallsOfAState(t *testing.T) {
	k := configCase(t, `{"Ask": "Answers"}`,
		`{"Answers": {"0": {"Return": 1}, "1-2": {"Throw": {"Error": "Busy", "Cause": "later"}}, "3": {"Return": 2}, "4-20": {"Return": 5}}}`)
	session := k.Set().Session()
	x, err := compile(t, loop).Run(context.Background(), value.MustParse(`[1, 2]`), simulator.Config{Tasks: session})
	if err != nil {
		t.Fatal(err)
	}
	// Calls 0 and 1 are the items of the first round, 2 and 3 the retries of the second item, 4 and 5 the second round.
	if got := len(session.Calls()); x.Status != simulator.Succeeded || got != 6 {
		t.Errorf("%s after %d calls", x.Status, got)
	}
	if err := session.Missing(x); err != nil {
		t.Error(err)
	}
	if unused := session.Unused(); len(unused) > 0 {
		t.Errorf("answers that are left over count as unused: %v", unused)
	}
}

func TestSharesResponsesNotCounts(t *testing.T) {
	k := configCase(t, `{"A": "One", "B": "One"}`, `{"One": {"0": {"Return": {}}}}`)
	program := compile(t, `{"StartAt": "A", "States": {
	  "A": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "Next": "B"},
	  "B": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "End": true}}}`)
	session := k.Set().Session()
	x, err := program.Run(context.Background(), value.Object(), simulator.Config{Tasks: session})
	if err != nil || x.Status != simulator.Succeeded || session.Missing(x) != nil {
		t.Errorf("%v %+v %v", err, x.Failure, session.Missing(x))
	}
}

func TestMissing(t *testing.T) {
	k := configCase(t, `{"Ask": "Once"}`, `{"Once": {"0": {"Return": 1}}}`)
	session := k.Set().Session()
	x, err := compile(t, loop).Run(context.Background(), value.MustParse(`[1, 2]`), simulator.Config{Tasks: session})
	if err != nil {
		t.Fatal(err)
	}
	missing := session.Missing(x)
	if missing == nil || !strings.Contains(missing.Error(), `"Each/Ask" has no answer left for call no. 2`) {
		t.Errorf("got %v", missing)
	}
	if open := session.Open(); len(open) != 1 || open[0].Name != "Ask" {
		t.Errorf("open calls: %v", open)
	}
}

// configSeeds are the seeds of the fuzz test.
var configSeeds = []string{
	``, `{}`, `[]`, `{"StateMachines": 1}`, `{"StateMachines": {"A": {"TestCases": {"B": {"C": "D"}, "E": ""}}}}`,
	`{"StateMachines": {"A": {"TestCases": {"B": {"C": "D"}}}}, "MockedResponses": {"D": {"0": {"Return": {}}, "1-2": {"Throw": {"Error": "x"}}}}}`,
	`{"MockedResponses": {"D": {"99999999999999999999-1": {}, "-": {}, "1-": {}, "0-999999": {"Throw": []}}, "": {"": ""}}}`,
	"{\"StateMachines\": {\"\x00\": {\"TestCases\": {\"\xff\": {\"\": \"\"}}}}}",
}

func FuzzParse(f *testing.F) {
	for _, seed := range configSeeds {
		f.Add(seed)
	}
	program := compile(f, loop)
	f.Fuzz(func(t *testing.T, text string) {
		config, diagnostics := mockconfig.Parse(source.NewFile("MockConfigFile.json", text))
		for _, d := range diagnostics {
			if d.Message == "" || d.Span.File == nil {
				t.Errorf("finding without a message or a place: %+v", d)
			}
		}
		for _, m := range config.Machines {
			for _, k := range m.Cases {
				if k.Broken && !diagnostics.HasErrors() {
					t.Errorf("case %q is broken without a finding", k.Name)
				}
				k.Check(program.Definition())
				k.Set().Session()
			}
		}
	})
}
