package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
)

// TestSuppressions holds where a Comment suppresses findings: in its object, with the key of that.
func TestSuppressions(t *testing.T) {
	for name, c := range map[string]struct{ states, want string }{
		"of the state":        {`"A": {"Type": "Pass", "Comment": "aslcheck:ignore unknown-field for a reason", "Coment": "", "End": true}`, ""},
		"of a key":            {`"A": {"Type": "Succeed"}, "B": {"Comment": "aslcheck:ignore unreachable-state for a reason", "Type": "Succeed"}`, ""},
		"of another state":    {`"A": {"Type": "Pass", "Coment": "", "Next": "B"}, "B": {"Type": "Succeed", "Comment": "aslcheck:ignore unknown-field for a reason"}`, "unknown-field unused-suppression"},
		"of what is inside":   {`"A": {"Type": "Pass", "Result": {"Comment": "aslcheck:ignore unknown-field for a reason"}, "Coment": "", "End": true}`, "unknown-field unused-suppression"},
		"in a list":           {`"A": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Nxt": "B", "Next": "B", "Comment": "aslcheck:ignore unknown-field for a reason"}], "Default": "C"}, "B": {"Type": "Succeed"}, "C": {"Type": "Succeed"}`, ""},
		"not in a Comment":    {`"A": {"Type": "Pass", "Result": "aslcheck:ignore unknown-field for a reason", "Coment": "", "End": true}`, "unknown-field"},
		"not a text":          {`"A": {"Type": "Pass", "Result": {"Comment": {"x": "aslcheck:ignore unknown-field for a reason"}}, "Coment": "", "End": true}`, "unknown-field"},
		"several names":       {`"A": {"Type": "Wait", "Comment": "aslcheck:ignore unknown-field, missing-field: for a reason", "Coment": "", "End": true}`, ""},
		"several marks":       {`"A": {"Type": "Wait", "Comment": "aslcheck:ignore unknown-field one aslcheck:ignore missing-field two", "Coment": "", "End": true}`, ""},
		"no reason":           {`"A": {"Type": "Pass", "Comment": "aslcheck:ignore unknown-field", "Coment": "", "End": true}`, "invalid-suppression"},
		"no name":             {`"A": {"Type": "Pass", "Comment": "aslcheck:ignore", "Coment": "", "End": true}`, "invalid-suppression unknown-field"},
		"an unknown name":     {`"A": {"Type": "Pass", "Comment": "aslcheck:ignore unknown-feld for a reason", "Coment": "", "End": true}`, "invalid-suppression unknown-field"},
		"a rule of resources": {`"A": {"Type": "Succeed", "Comment": "aslcheck:ignore logging-off for a reason"}`, "invalid-suppression"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, d := range lint(`{"StartAt": "A", "TimeoutSeconds": 60, "States": {`+c.states+`}}`, analyzer.Config{}) {
				got = append(got, d.Rule)
			}
			if text := strings.Join(slices.Sorted(slices.Values(got)), " "); text != c.want {
				t.Errorf("got %s, want %s", text, c.want)
			}
		})
	}
}
