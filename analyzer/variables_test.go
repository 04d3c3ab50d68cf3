package analyzer

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// variableTests are the states of a definition, and what is read in them: whether every path assigns it, one does, or none.
var variableTests = map[string]struct{ states, want string }{
	"nothing assigned": {
		`A: {Type: Pass, Parameters: {x.$: $x}, End: true}`, "A x: no",
	},
	"assigned before": {
		`
  A: {Type: Pass, Assign: {x: 1, y.$: $.y}, Parameters: {x.$: $x}, Next: B}
  B: {Type: Pass, Parameters: {x.$: $x, y.$: $y, z.$: $z}, End: true}`,
		"A x: no\nB x: yes\nB y: yes\nB z: no",
	},
	"assigned on one way": {
		`
  A: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: B}], Default: C}
  B: {Type: Pass, Assign: {x: 1, y: 1}, Next: D}
  C: {Type: Pass, Assign: {x: 1, z: 1}, Next: D}
  D: {Type: Pass, Parameters: {x.$: $x, y.$: $y, z.$: $z}, End: true}`,
		"D x: yes\nD y: maybe\nD z: maybe",
	},
	"assigned by a loop": {
		`
  A: {Type: Pass, Next: B}
  B: {Type: Pass, Parameters: {x.$: $x, y.$: $y}, Assign: {x: 1}, Next: C}
  C: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: B}, {Variable: $.b, IsNull: true, Next: E}], Default: D, Assign: {y: 1}}
  D: {Type: Pass, Parameters: {x.$: $x, y.$: $y}, End: true}
  E: {Type: Pass, Assign: {z: 1}, Next: A}`,
		"B x: maybe\nB y: maybe\nD x: yes\nD y: yes",
	},
	"the Assign of a rule is instead of that of the state": {
		`
  A: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: B, Assign: {x: 1}}, {Variable: $.b, IsNull: true, Next: C}], Default: D, Assign: {y: 1}}
  B: {Type: Pass, Parameters: {x.$: $x, y.$: $y}, End: true}
  C: {Type: Pass, Parameters: {x.$: $x, y.$: $y}, End: true}
  D: {Type: Pass, Parameters: {x.$: $x, y.$: $y}, End: true}`,
		"B x: yes\nB y: no\nC x: no\nC y: yes\nD x: no\nD y: yes",
	},
	"the Assign of a Catcher": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: f}, Assign: {x: 1}, Catch: [{ErrorEquals: [States.ALL], Assign: {y: 1}, Next: C}], Next: B}
  B: {Type: Pass, Parameters: {x.$: $x, y.$: $y}, End: true}
  C: {Type: Pass, Parameters: {x.$: $x, y.$: $y}, End: true}`,
		"B x: yes\nB y: no\nC x: no\nC y: yes",
	},
	"containers read those outside": {
		`
  A: {Type: Pass, Assign: {x: 1}, Next: B}
  B: {Type: Parallel, Assign: {y: 1}, Branches: [{StartAt: P, States: {P: {Type: Pass, Assign: {p: 1}, Parameters: {x.$: $x, y.$: $y}, Next: Q}, Q: {Type: Pass, Parameters: {p.$: $p}, End: true}}}], Next: C}
  C: {Type: Map, ItemProcessor: {StartAt: M, States: {M: {Type: Pass, Parameters: {x.$: $x, y.$: $y, p.$: $p}, End: true}}}, End: true}`,
		"M p: no\nM x: yes\nM y: yes\nP x: yes\nP y: no\nQ p: yes",
	},
	"child executions don't": {
		`
  A: {Type: Pass, Assign: {x: 1}, Next: B}
  B: {Type: Map, ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: M, States: {M: {Type: Pass, Parameters: {x.$: $x}, End: true}}}, End: true}`,
		"M x: no",
	},
	"an Assign of which the names aren't known": {
		`
  A: {Type: Pass, Assign: "${Assign}", Next: B}
  B: {Type: Pass, Parameters: {x.$: $x}, End: true}`,
		"B x: yes",
	},
	"a name that isn't known": {
		`
  A: {Type: Pass, Assign: {"${Name}": 1, x: 1}, Next: B}
  B: {Type: Pass, Parameters: {x.$: $x}, End: true}`,
		"B x: yes",
	},
	"an Assign that is an expression, on one way": {
		`
  A: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: B}], Default: C}
  B: {Type: Pass, QueryLanguage: JSONata, Assign: "{% $states.input %}", Next: C}
  C: {Type: Pass, Parameters: {x.$: $x}, Next: D}
  D: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Pass, Parameters: {x.$: $x}, End: true}}}], End: true}`,
		"C x: yes\nP x: yes",
	},
	"a way that isn't known": {
		`
  A: {Type: Pass, Assign: {x: 1}, Next: B}
  B: {Type: Choice, Choices: "${Choices}", Default: C}
  C: {Type: Pass, Parameters: {y.$: $y}, End: true}`,
		"C y: yes",
	},
	"a state that isn't reached": {
		`
  A: {Type: Pass, Assign: {x: 1}, End: true}
  B: {Type: Pass, Parameters: {y.$: $y}, Next: C}
  C: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Pass, Parameters: {y.$: $y}, End: true}}}], End: true}`,
		"B y: yes\nP y: yes",
	},
	"functions of JSONata": {
		`
  A: {Type: Pass, QueryLanguage: JSONata, Assign: {sum: 1, "keep.$": 2}, Output: "{% $count([$sum]) %}", Next: B}
  B: {Type: Pass, QueryLanguage: JSONata, Output: "{% $count([$sum, $x]) %}", End: true}`,
		"B sum: yes\nB x: no",
	},
}

// TestVariables holds which variables are assigned where they are read: by every way to the state, by some or by none.
func TestVariables(t *testing.T) {
	for name, c := range variableTests {
		t.Run(name, func(t *testing.T) {
			def, g, x := parts(t, "StartAt: A\nStates:\n  "+strings.TrimSpace(c.states))
			var lines []string
			for _, read := range newVariables(def, g, x).Reads {
				assigned := map[[2]bool]string{{true, true}: "yes", {false, true}: "maybe", {false, false}: "no"}[[2]bool{read.Assigned, read.Maybe}]
				lines = append(lines, fmt.Sprintf("%s %s: %s", read.Field.State.Head().Name, read.Ref.Name, assigned))
			}
			slices.Sort(lines)
			if got := strings.Join(lines, "\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestAssignments(t *testing.T) {
	def, g, x := parts(t, `
StartAt: A
States:
  A: {Type: Pass, Assign: {x.$: $.x, y: 1}, Next: B}
  B: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: C, Assign: {z: 1}}], Default: C, Assign: {u: 1}}
  C: {Type: Task, QueryLanguage: JSONata, Resource: "arn:aws:states:::lambda:invoke", Assign: {v.$: 1}, Catch: [{ErrorEquals: [States.ALL], Next: A, Assign: {w: 1}}], End: true}
`)
	v := newVariables(def, g, x)
	var got []string
	for _, a := range v.Assignments {
		got = append(got, fmt.Sprintf("%s %s %s", a.State.Head().Name, a.Name, a.Key.File.Text[a.Key.Start.Offset:a.Key.End.Offset]))
	}
	if text := strings.Join(got, ", "); text != "A x x.$, A y y, B u u, B z z, C v.$ v.$, C w w" || v.Dynamic {
		t.Errorf("got %s, %t", text, v.Dynamic)
	}
	for _, c := range []struct {
		state, name string
		want        bool
	}{{"A", "x", true}, {"A", "w", true}, {"A", "n", false}, {"B", "x", true}, {"B", "z", true}, {"C", "w", true}} {
		if got := v.MayBeAssigned(def.Machine.State(c.state), c.name); got != c.want {
			t.Errorf("%s may be assigned before %s: %t", c.name, c.state, got)
		}
	}
}

func TestVariableNames(t *testing.T) {
	def, g, x := parts(t, `
StartAt: A
States:
  A: {Type: Pass, Parameters: {c.$: $c, a.$: $a, b.$: "States.Array($b, $a)"}, Next: B}
  B: {Type: Pass, Parameters: {d.$: $d}, End: true}
`)
	v := newVariables(def, g, x)
	if got := strings.Join(v.Names(def.Machine.State("A")), " "); got != "a b c" {
		t.Errorf("got %s", got)
	}
}
