package conformance

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/teststate"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// A stateCase is a recorded answer of TestState.
type stateCase struct {
	testCase
	Variables, Context                    json.RawMessage
	InputText, VariablesText, ContextText *string
	StateName                             *string
	InspectionLevel                       teststate.Level
	Roleless                              bool
	Mock                                  *recordedMock
	StateConfiguration                    recordedConfiguration
	Expected                              struct {
		Outcome, Code, Message string
		Response               json.RawMessage
	}
}

// A recordedMock is a mock as it was sent.
type recordedMock struct {
	Result              *string
	ErrorOutput         *struct{ Error, Cause string }
	FieldValidationMode string
}

// A recordedConfiguration is a configuration as it was sent.
type recordedConfiguration struct {
	RetrierRetryCount, MapIterationFailureCount int
	ErrorCausedByState                          string
	MapItemReaderData                           *string
}

// TestTestState compares the answers of TestState in full. A task without a mock was a real call: its result is taken from the
// recording, as in executions.
func TestTestState(t *testing.T) {
	count := tally{kind: "teststate", skips: readSkips(t, "teststate_skip.txt")}
	for _, c := range readStateCases(t) {
		count.record(t, c.Name, checkState(t.Context(), c))
	}
	fmt.Printf("teststate: %d passed, %d failed, %d skipped of %d\n", count.passed, count.failed, count.skipped, count.total)
}

// readStateCases returns the recorded cases, sorted by the names of their files.
func readStateCases(t *testing.T) []*stateCase {
	t.Helper()
	var cases []*stateCase
	dir := filepath.Join(corpus.Dir(t, "ASLCHECK_CORPUS", "conformance"), "teststate")
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		c := &stateCase{}
		if err := json.Unmarshal(text, c); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		cases = append(cases, c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// checkState sends a case and returns what differs.
func checkState(ctx context.Context, c *stateCase) []string {
	m := &matcher{bindings: c.Bindings, placeholders: c.Placeholders, bound: map[string]string{}, exceptions: exceptions{}}
	response, err := teststate.Run(ctx, c.request(), simulator.Config{
		Tasks: simulator.TaskFunc(c.called), Identity: simulator.Identity{Account: "111111111111"},
	})
	var rejected *teststate.APIError
	switch {
	case errors.As(err, &rejected):
		if c.Expected.Outcome != "error" || rejected.Code != c.Expected.Code || m.rewrite(rejected.Message) != c.Expected.Message {
			m.report("answer", "want %+v, got %+v", c.Expected, *rejected)
		}
	case err != nil:
		m.report("answer", "%v", err)
	case c.Expected.Outcome != "ok":
		m.report("answer", "want %+v, got %s", c.Expected, response.Value().JSON())
	default:
		want, err := value.Parse(string(c.Expected.Response))
		if err != nil {
			m.report("answer", "%v", err)
			break
		}
		m.match("expected", "", want, structural(response.Value()))
	}
	return m.problems
}

// request makes the request of a case.
func (c *stateCase) request() teststate.Request {
	req := teststate.Request{
		Definition: c.DefinitionText, StateName: c.StateName, Level: c.InspectionLevel,
		Configuration: teststate.Configuration(c.StateConfiguration),
	}
	if req.Definition == "" {
		req.Definition = sentText(c.Definition)
	}
	if input := sentOr(c.Input, c.InputText); input != nil {
		req.Input = *input
	}
	if variables := sentOr(c.Variables, c.VariablesText); variables != nil {
		req.Variables = *variables
	}
	req.Context = sentOr(c.Context, c.ContextText)
	if !c.Roleless {
		req.RoleARN = "arn:aws:iam::111111111111:role/sfn_role"
	}
	if c.Mock != nil {
		req.Mock = &teststate.Mock{Result: c.Mock.Result, FieldValidationMode: c.Mock.FieldValidationMode}
		if e := c.Mock.ErrorOutput; e != nil {
			req.Mock.ErrorOutput = &simulator.Failure{Error: e.Error, Cause: e.Cause}
		}
	}
	return req
}

// sentOr returns the text of a value as it was sent, nil for none.
func sentOr(raw json.RawMessage, text *string) *string {
	if text == nil && len(raw) > 0 {
		sent := sentText(raw)
		return &sent
	}
	return text
}

// called answers a task that was really called.
func (c *stateCase) called(context.Context, simulator.Call) (simulator.Reply, error) {
	response, err := value.Parse(string(c.Expected.Response))
	if err != nil {
		return simulator.Reply{}, fmt.Errorf("read the recorded response: %w", err)
	}
	result, _ := response.Get("output")
	if data, ok := response.Get("inspectionData"); ok {
		result, _ = data.Get("result")
	}
	if result.Kind() == value.StringKind {
		if result, err = value.Parse(result.Text()); err != nil {
			return simulator.Reply{}, fmt.Errorf("read the recorded result: %w", err)
		}
	}
	return simulator.Reply{Output: result}, nil
}
