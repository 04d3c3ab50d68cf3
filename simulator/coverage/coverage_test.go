package coverage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// run runs a definition and returns its coverage.
func run(t *testing.T, definition, input string, replies ...simulator.Reply) coverage.Definition {
	t.Helper()
	def, diagnostics := asl.Parse(source.NewFile("d.asl.json", definition))
	program, more := simulator.Compile(def)
	if program == nil || len(diagnostics) > 0 {
		t.Fatal(diagnostics, more)
	}
	next := 0
	tasks := simulator.TaskFunc(func(context.Context, simulator.Call) (simulator.Reply, error) {
		next++
		return replies[min(next, len(replies))-1], nil
	})
	x, err := program.Run(t.Context(), value.MustParse(input), simulator.Config{Tasks: tasks})
	if err != nil {
		t.Fatal(err)
	}
	counter := coverage.New(def)
	counter.Count(x)
	return counter.Definition()
}

// count runs a definition and returns the points reached, as "state: label ×count".
func count(t *testing.T, definition, input string, replies ...simulator.Reply) []string {
	t.Helper()
	var reached []string
	for _, p := range run(t, definition, input, replies...).Points {
		if p.Count > 0 {
			reached = append(reached, fmt.Sprintf("%s: %s ×%d", p.State, p.Label, p.Count))
		}
	}
	return reached
}

func TestPoints(t *testing.T) {
	broken := simulator.Reply{Failure: &simulator.Failure{Error: "Broken"}}
	fine := simulator.Reply{Output: value.Object()}
	task := `"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{}`
	for _, tc := range []struct {
		name, definition, input string
		replies                 []simulator.Reply
		want                    string
	}{
		{
			"rule and default", `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"P"}],"Default":"S"},
			"P":{"Type":"Pass","Result":{"n":2},"Next":"C"},"S":{"Type":"Succeed"}}}`, `{"n":1}`, nil,
			"C: C ×2, C: Choices[0] → P ×1, C: Default → S ×1, P: P ×1, P: Next → C ×1, S: S ×1",
		},
		{
			"retried, exhausted, caught", `{"StartAt":"T","States":{"T":{` + task + `,"TimeoutSeconds":9,"Retry":[{"ErrorEquals":["Odd"]},
			{"ErrorEquals":["Broken"],"MaxAttempts":1}],"Catch":[{"ErrorEquals":["Odd"],"Next":"S"},{"ErrorEquals":["States.ALL"],"Next":"S"}],"End":true},
			"S":{"Type":"Succeed"}}}`, `{}`,
			[]simulator.Reply{broken},
			"T: T ×1, T: Retry[1] retried ×1, T: Retry[1] exhausted ×1, T: Catch[1] → S ×1, S: S ×1",
		},
		{
			"timeout", `{"StartAt":"T","States":{"T":{` + task + `,"TimeoutSeconds":9,"End":true}}}`, `{}`,
			[]simulator.Reply{{Never: true}},
			"T: T ×1, T: timeout ×1",
		},
		{
			"map without items", `{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`, `[]`, nil,
			"M: M ×1, M: End ×1, M: no items ×1",
		},
		{
			"map with a failing iteration", `{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"T","States":{"T":{` + task + `,"End":true}}},"End":true}}}`,
			`[1,2]`,
			[]simulator.Reply{fine, broken},
			"M: M ×1, M: some items ×1, M: an iteration fails ×1, M/T: T ×2, M/T: End ×1",
		},
		{
			"distributed map", `{"StartAt":"M","States":{"M":{"Type":"Map","ToleratedFailureCount":1,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
			"StartAt":"T","States":{"T":{` + task + `,"End":true}}},"End":true}}}`, `[1,2]`,
			[]simulator.Reply{fine, broken},
			"M: M ×1, M: End ×1, M: some items ×1, M: an iteration fails ×1, M/T: T ×2, M/T: End ×1",
		},
		{
			"failing branch", `{"StartAt":"B","States":{"B":{"Type":"Parallel","Branches":[{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},
			{"StartAt":"F","States":{"F":{"Type":"Fail"}}}],"Retry":[{"ErrorEquals":["States.ALL"],"MaxAttempts":1}],"End":true}}}`, `{}`, nil,
			"B: B ×1, B: Branches[1] fails ×2, B: Retry[0] retried ×1, B: Retry[0] exhausted ×1, B/P: P ×2, B/P: End ×2, B/F: F ×2",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := strings.Join(count(t, tc.definition, tc.input, tc.replies...), ", "); got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func profile(t *testing.T, definition string) *coverage.Profile {
	t.Helper()
	def, _ := asl.Parse(source.NewFile("d.asl.json", definition))
	return &coverage.Profile{Definitions: []coverage.Definition{coverage.New(def).Definition()}}
}

const (
	small     = `{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}`
	reordered = "{ \"States\" : {\"S\":{\"Type\":\"Succeed\"}},\n\"StartAt\":\"S\"}"
	changed   = `{"StartAt":"S","States":{"S":{"Type":"Pass","End":true}}}`
)

func TestMerge(t *testing.T) {
	p := profile(t, small)
	if err := p.Merge(profile(t, reordered)); err != nil {
		t.Errorf("a definition that is only formatted otherwise: %v", err)
	}
	if err := p.Merge(profile(t, changed)); !errors.Is(err, coverage.ErrChanged) {
		t.Errorf("a changed definition: error %v", err)
	}
}

// TestMergeChangedCondition has definitions with the same points, one of which asks for something else.
func TestMergeChangedCondition(t *testing.T) {
	const choice = `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericGreaterThan":1,"Next":"S"}]},"S":{"Type":"Succeed"}}}`
	p := profile(t, choice)
	if err := p.Merge(profile(t, strings.Replace(choice, "GreaterThan", "LessThan", 1))); !errors.Is(err, coverage.ErrChanged) {
		t.Errorf("a changed condition: error %v", err)
	}
	p.Definitions[0].Content = "" // as an older version wrote it
	if err := p.Merge(profile(t, choice)); err != nil {
		t.Error(err)
	}
}

// TestMergeLargeCounts adds counts beyond what an integer holds.
func TestMergeLargeCounts(t *testing.T) {
	p := profile(t, small)
	p.Definitions[0].Points[0].Count = math.MaxInt64
	if err := p.Merge(p); err != nil || p.Definitions[0].Points[0].Count != math.MaxInt64 {
		t.Errorf("the count is %d, error %v", p.Definitions[0].Points[0].Count, err)
	}
}

func TestWriteAndParse(t *testing.T) {
	var b bytes.Buffer
	if err := profile(t, small).Write(&b); err != nil {
		t.Fatal(err)
	}
	if _, err := coverage.Parse(b.Bytes()); err != nil {
		t.Error(err)
	}
	for name, text := range map[string]string{
		"no JSON":        "{",
		"other version":  strings.Replace(b.String(), `"version": 2`, `"version": 3`, 1),
		"changed points": strings.Replace(b.String(), `"state": "S"`, `"state": "T"`, 1),
	} {
		if _, err := coverage.Parse([]byte(text)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
