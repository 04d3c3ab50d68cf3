package analyzer

import (
	"strings"
	"testing"
)

// demandCases hold definitions that start with A, and the states whose input some read depends on.
var demandCases = map[string]struct{ states, want string }{
	"nothing reads a member": {
		`
  A: {Type: Pass, Parameters: {a.$: $, b.$: $$.Execution.Id}, Next: B}
  B: {Type: Pass, ResultPath: $.x, Next: C}
  C: {Type: Choice, Choices: [{Variable: $$.Execution.Input.a, IsNull: true, Next: A}], Default: B}`, "",
	},
	"only the first state reads": {
		`
  A: {Type: Pass, Parameters: {a.$: $.a}, Next: B}
  B: {Type: Succeed}`, "",
	},
	"the first state reads after a loop": {
		`
  A: {Type: Pass, Parameters: {a.$: $.a}, Next: B}
  B: {Type: Choice, Choices: [{Variable: $$.Execution.Input.a, IsNull: true, Next: A}], Default: C}
  C: {Type: Succeed}`, "A B",
	},
	"the first state reads what it made": {
		`
  A: {Type: Pass, Result: {}, OutputPath: $.a, End: true}`, "A",
	},
	"the first state has no input": {
		`
  A: {Type: Pass, InputPath: null, Parameters: {a.$: $.a}, End: true}`, "A",
	},
	"what leads to a read": {
		`
  A: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: B}], Default: D}
  B: {Type: Pass, Next: C}
  C: {Type: Pass, Parameters: {a: [{b.$: $.a}]}, Next: D}
  D: {Type: Succeed}`, "A B C",
	},
	"arguments of functions": {
		`
  A: {Type: Pass, Next: B}
  B: {Type: Pass, Parameters: {a.$: "States.Format('{}', $.a)"}, End: true}`, "A B",
	},
	"a Choice that compares its whole input": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::aws-sdk:dynamodb:describeExport", OutputPath: $.ExportDescription.ExportStatus, Next: B}
  B: {Type: Choice, Choices: [{Variable: $, StringEquals: DONE, Next: C}], Default: C}
  C: {Type: Succeed}`, "A B",
	},
	"a read inside a branch": {
		`
  A: {Type: Pass, Next: B}
  B: {Type: Parallel, Next: C, Branches: [{StartAt: P, States: {P: {Type: Pass, InputPath: $.a, Next: Q}, Q: {Type: Pass, End: true}}}]}
  C: {Type: Succeed}`, "A B P",
	},
	"JSONata": {
		`
  A: {Type: Pass, QueryLanguage: JSONata, Output: {a: 1}, Next: B}
  B: {Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input %}", Next: C}
  C: {Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.b %}", Next: D}
  D: {Type: Pass, QueryLanguage: JSONata, Output: "{% $states.context %}", End: true}`, "A B C",
	},
}

func TestDemand(t *testing.T) {
	for name, c := range demandCases {
		t.Run(name, func(t *testing.T) {
			def, g, x := parts(t, "StartAt: A\nStates:\n  "+strings.TrimSpace(c.states))
			f := &Flow{graph: g, program: x}
			var got []string
			if f.demand(def) {
				for _, st := range g.States {
					if f.isNeeded(st) {
						got = append(got, st.Head().Name)
					}
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestUnlistedWhole(t *testing.T) {
	def, g, x := parts(t, "StartAt: A\nStates:\n  "+strings.TrimSpace(demandCases["a Choice that compares its whole input"].states))
	if found := newFlow(def, g, x).Unlisted; len(found) != 1 || found[0].Text != "DONE" {
		t.Errorf("got %+v", found)
	}
}
