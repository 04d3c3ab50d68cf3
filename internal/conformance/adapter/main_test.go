package main

import (
	"strings"
	"testing"
)

func TestAnswer(t *testing.T) {
	var out strings.Builder
	in := `{"definition": {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}, "input": "<5>"}
{"definition": {"StartAt": "A", "States": {}}, "input": 5}
`
	if err := answer(t.Context(), strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	if len(lines) != 3 || !strings.HasPrefix(lines[0], `{"status":"SUCCEEDED","output":"\"<5>\"","events":[`) || !strings.Contains(lines[1], `"unsupported":`) {
		t.Errorf("got %s", out.String())
	}
	if err := answer(t.Context(), strings.NewReader("{"), &out); err == nil {
		t.Error("no error for a line that isn't JSON")
	}
}
