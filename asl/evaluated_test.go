package asl

import (
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// TestEachEvaluated visits nested fields with the location that the service shows, in the order of evaluation.
func TestEachEvaluated(t *testing.T) {
	def, diagnostics := Parse(source.NewFile("m.asl.json", `{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true,
	  "Catch": [{"ErrorEquals": ["A"], "Next": "C"}, {"ErrorEquals": ["B"], "ResultPath": null, "Assign": {}, "Next": "C"}],
	  "OutputPath": "$.o", "ResultPath": "$.r", "ItemSelector": {}, "MaxConcurrency": 2, "InputPath": null,
	  "ItemReader": {"Resource": "r", "Parameters": {}, "ReaderConfig": {"MaxItemsPath": "$.n"}},
	  "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}},
	  "C": {"Type": "Choice", "Choices": [{"And": [{"Variable": "$.a", "IsNull": true}, {"Not": {"Variable": "$.b", "StringEqualsPath": "$.c"}}], "Next": "M"}]}}}`))
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics)
	}
	for _, c := range []struct {
		state string
		want  []string
	}{
		{"M", []string{
			"InputPath", "ItemReader/Parameters", "ItemReader/ReaderConfig/MaxItemsPath", "ItemSelector", "ResultPath", "OutputPath",
			"Catch[1]/ResultPath", "Catch[1]/Assign",
		}},
		{"C", []string{"Choices[0]/And[0]/Variable", "Choices[0]/And[1]/Not/Variable", "Choices[0]/And[1]/Not/StringEqualsPath"}},
	} {
		var got []string
		EachEvaluated([]State{def.Machine.State(c.state)}, func(_ int, e *Evaluated) { got = append(got, e.Location) })
		if len(got) != len(c.want) {
			t.Errorf("state %s: got %q, want %q", c.state, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("state %s: got %q, want %q", c.state, got, c.want)
				break
			}
		}
	}
}
