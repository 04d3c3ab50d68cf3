package analyzer_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// TestPointersAtOneStart lints a state in YAML that lacks a field and whose first field lacks a parameter: both findings start
// at the same offset, and each has its own pointer.
func TestPointersAtOneStart(t *testing.T) {
	def, diagnostics := asl.Parse(source.NewFile("a.asl.yaml", `StartAt: A
States:
  A:
    Parameters: {Payload: 1}
    Type: Task
    Resource: arn:aws:states:::lambda:invoke
`))
	want := map[string]string{"missing-field": "/States/A", "missing-parameter": "/States/A/Parameters"}
	for _, d := range analyzer.Run(def, diagnostics, rules.All, analyzer.Config{}) {
		if pointer, ok := want[d.Rule]; ok && d.Pointer == pointer {
			delete(want, d.Rule)
		}
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}
