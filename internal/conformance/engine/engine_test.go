package engine

import (
	"os"
	"testing"

	"github.com/aslcheck/aslcheck/internal/conformance/behavior"
)

// TestSuite runs the conformance suite. It needs little besides the simulator, so that "make mutate-conformance" builds fast.
func TestSuite(t *testing.T) {
	cases, err := behavior.Read(os.DirFS("../testdata/suite"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		answer, err := Run(t.Context(), &c.Request)
		if err != nil {
			t.Errorf("%s: %v", c.ID(), err)
			continue
		}
		for _, f := range c.Check(answer) {
			t.Errorf("%s: %s: %s", c.ID(), f.Aspect, f.Problem)
		}
	}
}

func TestRunErrors(t *testing.T) {
	pass := []byte(`{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}`)
	call := []byte(`{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}`)
	for name, r := range map[string]behavior.Request{
		"an input that isn't JSON":        {Definition: pass, Input: []byte("{")},
		"answers that aren't JSON":        {Definition: pass, Input: []byte("1"), Answers: []byte("{")},
		"answers of the wrong form":       {Definition: pass, Input: []byte("1"), Answers: []byte(`{"A": 1}`)},
		"a task without an answer":        {Definition: call, Input: []byte("1")},
		"an answer that calls no program": {Definition: call, Input: []byte("1"), Answers: []byte(`{"A": {"call": "gone.json"}}`)},
	} {
		t.Run(name, func(t *testing.T) {
			if a, err := Run(t.Context(), &r); err == nil {
				t.Errorf("got %v", a)
			}
		})
	}
	a, err := Run(t.Context(), &behavior.Request{Definition: []byte(`{"States": {}}`), Input: []byte("1")})
	if err != nil || a.Unsupported == "" {
		t.Errorf("got %v, %v", a, err)
	}
}
