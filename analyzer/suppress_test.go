package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
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
		"with a space":        {`"A": {"Type": "Pass", "Comment": "aslcheck: ignore unknown-field for a reason", "Coment": "", "End": true}`, "invalid-suppression unknown-field"},
		"another word":        {`"A": {"Type": "Pass", "Comment": "aslcheck:disable unknown-field", "Coment": "", "End": true}`, "invalid-suppression unknown-field"},
		"as others do":        {`"A": {"Type": "Pass", "Comment": "nolint:aslcheck", "Coment": "", "End": true}`, "invalid-suppression unknown-field"},
		"just a mention":      {`"A": {"Type": "Pass", "Comment": "checked by aslcheck", "End": true}`, ""},
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

// TestCommentSuppressions has comments of YAML: at the end of a line for what begins there, and on a line of its own for what
// begins on the next.
func TestCommentSuppressions(t *testing.T) {
	for name, c := range map[string]struct{ state, want string }{
		"above the field":     {"    # aslcheck:ignore unknown-field for a reason\n    Coment: x\n", ""},
		"above, with another": {"    # aslcheck:ignore unknown-field for a reason\n    # more about it\n\n    Coment: x\n", ""},
		"at the field":        {"    Coment: x # aslcheck:ignore unknown-field for a reason\n", ""},
		"at another field":    {"    Coment: x\n    Result: 1 # aslcheck:ignore unknown-field for a reason\n", "unknown-field unused-suppression"},
		"below the field":     {"    Coment: x\n    # aslcheck:ignore unknown-field for a reason\n    Result: 1\n", "unknown-field unused-suppression"},
		"above nothing":       {"    Coment: x\n    # aslcheck:ignore unknown-field for a reason\n", "invalid-suppression unknown-field"},
		"no reason":           {"    Coment: x # aslcheck:ignore unknown-field\n", "invalid-suppression"},
		"in a string":         {"    Coment: 'x # aslcheck:ignore unknown-field for a reason'\n", "unknown-field"},
		"in a block":          {"    Result: |\n      # aslcheck:ignore unknown-field for a reason\n    Coment: x\n", "unknown-field"},
		"in another form":     {"    # aslcheck-ignore unknown-field\n    Coment: x\n", "invalid-suppression unknown-field"},
		"at an item":          {"    Parameters:\n      list:\n        - a.$: $..b[ # aslcheck:ignore invalid-path for a reason\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := "StartAt: A\nTimeoutSeconds: 60\nStates:\n  A:\n    Type: Pass\n    End: true\n" + c.state
			def, parsed := asl.Parse(source.NewFile("x.asl.yaml", text))
			var got []string
			for _, d := range analyzer.Run(def, parsed, rules.All, analyzer.Config{}) {
				got = append(got, d.Rule)
			}
			if found := strings.Join(slices.Sorted(slices.Values(got)), " "); found != c.want {
				t.Errorf("got %s, want %s in\n%s", found, c.want, text)
			}
		})
	}
	text := "# aslcheck:ignore unreachable-state a test\nStates: {A: {Type: Succeed}, B: {Type: Succeed}}\nStartAt: A\n"
	def, parsed := asl.Parse(source.NewFile("x.asl.yaml", text))
	if found := analyzer.Run(def, parsed, rules.All, analyzer.Config{}); len(found) != 0 {
		t.Errorf("above the first key: got %v", found)
	}
}
