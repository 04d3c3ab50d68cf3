package analyzer

import "testing"

// joinCases holds definitions in which several ways lead to a state.
var joinCases = map[string]struct{ states, want string }{
	"a member that one way lacks": {
		`
  A: {Type: Choice, Choices: [{Variable: $.kind, StringEquals: x, Next: B}], Default: C}
  B: {Type: Pass, Result: {a: 1, b: 1}, Next: D}
  C: {Type: Pass, Result: {a: 1, c: 1}, Next: D}
  D: {Type: Pass, Parameters: {a.$: $.a, b.$: $.b, c.$: $.c, d.$: $.d}, End: true}`,
		"D Parameters $.b after C\nD Parameters $.c after B\nD Parameters $.d",
	},
	"a way of which nothing is known": {
		`
  A: {Type: Choice, Choices: [{Variable: $.kind, StringEquals: x, Next: B}], Default: D}
  B: {Type: Pass, Result: {a: 1}, Next: D}
  D: {Type: Pass, Parameters: {a.$: $.a, b.$: $.b}, End: true}`, "",
	},
	"a way with a key that is not known": {
		`
  A: {Type: Choice, Choices: [{Variable: $.kind, StringEquals: x, Next: B}], Default: C}
  B: {Type: Pass, Result: {a: 1, "${Key}": 1}, Next: D}
  C: {Type: Pass, Result: {a: 1}, Next: D}
  D: {Type: Pass, Parameters: {a.$: $.a, b.$: $.b}, End: true}`,
		"D Parameters $.b after C",
	},
	"a loop": {
		`
  A: {Type: Pass, Result: {n: 1}, Next: B}
  B: {Type: Pass, Parameters: {x.$: $.n, y.$: $.last}, ResultPath: $.last, Next: C}
  C: {Type: Choice, Choices: [{Variable: $.n, NumericEquals: 1, Next: B}], Default: D}
  D: {Type: Pass, Parameters: {x.$: $.last.x, no.$: $.lost}, End: true}`,
		"B Parameters $.last after A\nD Parameters $.lost",
	},
	"Catch adds the error": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: f}, ResultPath: $.r,
    Catch: [{ErrorEquals: [States.ALL], ResultPath: $.e, Next: C}], Next: C}
  C: {Type: Pass, Parameters: {a.$: $.a, e.$: $.e.Cause, r.$: $.r.Payload, no.$: $.x}, End: true}`,
		"C Parameters $.e.Cause after B\nC Parameters $.r.Payload after an error in B\nC Parameters $.x",
	},
	"Catch keeps the input": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: f}, ResultPath: $.r,
    Catch: [{ErrorEquals: [States.ALL], ResultPath: null, Next: C}], End: true}
  C: {Type: Pass, Parameters: {a.$: $.a, no.$: $.Cause}, End: true}`,
		"C Parameters $.Cause",
	},
	"Catch with a placeholder": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: f}, Catch: [{ErrorEquals: [States.ALL], ResultPath: "${Path}", Next: C}], End: true}
  C: {Type: Pass, InputPath: $.x, End: true}`, "",
	},
	"Catch loses the input": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: f}, ResultPath: $.r, Catch: [{ErrorEquals: [States.ALL], Next: C}], Next: C}
  C: {Type: Pass, Parameters: {error.$: $.Error, x.$: $.order, y.$: $.item}, End: true}`,
		"A loses C Parameters $.order",
	},
	"two Catchers lose the input": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: f}, Catch: [{ErrorEquals: [States.Timeout], Next: C}, {ErrorEquals: [States.ALL], Next: D}], Next: B}
  B: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: f}, Catch: [{ErrorEquals: [States.ALL], Next: C}], End: true}
  C: {Type: Pass, InputPath: $.order, End: true}
  D: {Type: Pass, InputPath: $.Error, Next: C}`,
		"A loses C InputPath $.order\nA loses C InputPath $.order\nB loses C InputPath $.order",
	},
	"what a Catcher doesn't lose": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", Parameters: {FunctionName: f}, ResultPath: $.r, Catch: [{ErrorEquals: [States.ALL], Next: C}], Next: D}
  C: {Type: Pass, Result: {b: 1}, Next: D}
  D: {Type: Pass, Parameters: {a.$: $.b, no.$: $.no}, End: true}`,
		"D Parameters $.b after B\nD Parameters $.no",
	},
}

// choiceCases holds Choice states whose conditions are decided by what is known about the input.
var choiceCases = map[string]struct{ states, want string }{
	"IsPresent of what isn't there": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Variable: $.b, IsPresent: true, Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.b, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"D InputPath $.d",
	},
	"IsPresent false of what isn't there": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Variable: $.b, IsPresent: false, Next: C}, {Variable: $.x, IsNull: true, Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"C InputPath $.c",
	},
	"IsPresent of what may be there": {
		`
  A: {Type: Pass, Result: {b: 1}, Next: B}
  B: {Type: Choice, Choices: [{Variable: $.b, IsPresent: true, Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"C InputPath $.c\nD InputPath $.d",
	},
	"a placeholder for IsPresent": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Variable: $.b, IsPresent: "${Is}", Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"C InputPath $.c\nD InputPath $.d",
	},
	"a comparison that fails": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: C}, {Variable: $.b, IsNull: true, Next: C}, {Variable: $.c, IsNull: true, Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"B Variable $.b\nC InputPath $.c",
	},
	"Not": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Not: {Variable: $.b, IsPresent: true}, Next: C}], Default: D}
  C: {Type: Choice, Choices: [{Not: {Variable: $.b, IsPresent: false}, Next: D}], Default: E}
  D: {Type: Pass, InputPath: $.d, End: true}
  E: {Type: Choice, Choices: [{Not: {Variable: $.a, IsNull: true}, Next: F}], Default: F}
  F: {Type: Pass, InputPath: $.f, End: true}`,
		"F InputPath $.f",
	},
	"And stops at a test that is false": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{And: [{Variable: $.a, IsNumeric: true}, {Variable: $.b, IsPresent: true}, {Variable: $.b, IsNull: true}], Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"D InputPath $.d",
	},
	"And of tests that are true": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{And: [{Variable: $.b, IsPresent: false}, {Variable: $.c, IsPresent: false}], Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"C InputPath $.c",
	},
	"And with a test that fails": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{And: [{Variable: $.b, IsPresent: false}, {Variable: $.c, IsNull: true}], Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"B Variable $.c",
	},
	"And with a test that may fail": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{And: [{Variable: $.a, IsNull: true}, {Variable: $.c, IsNull: true}], Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"B Variable $.c\nC InputPath $.c\nD InputPath $.d",
	},
	"Or stops at a test that is true": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Or: [{Variable: $.b, IsPresent: false}, {Variable: $.b, IsNull: true}], Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"C InputPath $.c",
	},
	"Or of tests that are false": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Or: [{Variable: $.b, IsPresent: true}, {Variable: $.c, IsPresent: true}], Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"D InputPath $.d",
	},
	"And and Or of one test": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Or: [{Variable: $.b, IsPresent: true}], Next: C}, {And: [{Variable: $.b, IsPresent: false}], Next: D}], Default: E}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}
  E: {Type: Pass, InputPath: $.e, End: true}`,
		"D InputPath $.d",
	},
	"Or with a test that may fail": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Or: [{Variable: $.b, IsPresent: true}, {Variable: $.c, IsNull: true}], Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"B Variable $.c",
	},
	"variables and the context object": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: [{Variable: $x, IsPresent: true, Next: C}, {Variable: $$.Execution.Name, StringEquals: n, Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.c, End: true}
  D: {Type: Pass, InputPath: $.d, End: true}`,
		"C InputPath $.c\nD InputPath $.d",
	},
	"OutputPath of a Choice": {
		`
  A: {Type: Pass, Result: {a: {b: 1}}, Next: B}
  B: {Type: Choice, OutputPath: $.a, Choices: [{Variable: $.a.b, IsNull: true, Next: C}], Default: D}
  C: {Type: Pass, InputPath: $.a, End: true}
  D: {Type: Pass, InputPath: $.b, End: true}`,
		"C InputPath $.a",
	},
}

// jsonataCases holds definitions with states of JSONata.
var jsonataCases = map[string]struct{ states, want string }{
	"Output is an object": {
		`
  A: {Type: Pass, QueryLanguage: JSONata, Output: {a: 1, b: "{% $states.input.x %}", c: {d: 1}}, Next: B}
  B: {Type: Pass, Parameters: {a.$: $.a.x, b.$: $.b.x, d.$: $.c.d, no.$: $.x, also.$: $.c.e}, End: true}`,
		"B Parameters $.c.e\nB Parameters $.x",
	},
	"Output is an expression": {
		`
  A: {Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.x %}", Next: B}
  B: {Type: Pass, InputPath: $.a, End: true}`, "",
	},
	"states that pass on their input": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Pass, QueryLanguage: JSONata, Next: C}
  C: {Type: Wait, QueryLanguage: JSONata, Seconds: 1, Next: D}
  D: {Type: Choice, QueryLanguage: JSONata, Choices: [{Condition: "{% $states.input.a = 1 %}", Next: E}, {Condition: "{% false %}", Output: {e: 1}, Next: F}], Default: G}
  E: {Type: Pass, InputPath: $.e, End: true}
  F: {Type: Pass, Parameters: {ok.$: $.e, no.$: $.a}, End: true}
  G: {Type: Pass, Parameters: {ok.$: $.a, no.$: $.e}, End: true}`,
		"E InputPath $.e\nF Parameters $.a\nG Parameters $.e",
	},
	"the result of a Task may be anything": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Task, QueryLanguage: JSONata, Resource: "arn:aws:states:us-east-1:123456789012:activity:x", Arguments: {FunctionName: "{% $states.input.f %}", Payload: "{% $exists($states.input.g) %}", X: "{% $states.input %}"},
    Catch: [{ErrorEquals: [States.Timeout], Next: D}, {ErrorEquals: [States.ALL], Output: {why: 1}, Next: E}], Next: C}
  C: {Type: Pass, InputPath: $.x, End: true}
  D: {Type: Pass, Parameters: {ok.$: $.Cause, no.$: $.a}, End: true}
  E: {Type: Pass, Parameters: {ok.$: $.why, no.$: $.Cause}, End: true}`,
		"B Arguments $states.input.f\nD Parameters $.a\nE Parameters $.Cause",
	},
	"containers of JSONata": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Parallel, QueryLanguage: JSONata, Branches: [{StartAt: P, States: {P: {Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.b %}", End: true}}}], End: true}`, "",
	},
}

// TestWays follows data where ways part and meet again.
func TestWays(t *testing.T) {
	checkFlow(t, joinCases)
	checkFlow(t, choiceCases)
	checkFlow(t, jsonataCases)
}

// uncertainCases holds definitions of which not all states or transitions are known; each has a read that finds nothing.
var uncertainCases = map[string]struct{ states, want string }{
	"an unknown type": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Pass, InputPath: $.b, End: true}
  C: {Type: "${Type}"}`, "",
	},
	"a transition to a placeholder": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Pass, InputPath: $.b, Next: "${Next}"}`, "",
	},
	"Choices from a placeholder": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Choice, Choices: "${Choices}", Default: C}
  C: {Type: Pass, InputPath: $.b, End: true}`, "",
	},
	"Catch from a placeholder": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", InputPath: $.b, Catch: "${Catch}", End: true}`, "",
	},
	"an uncertain branch": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Parallel, InputPath: $.b, End: true, Branches: [{StartAt: "${Start}", States: {P: {Type: Pass, Result: {a: 1}, Next: Q}, Q: {Type: Pass, InputPath: $.b, End: true}}}]}`,
		"B InputPath $.b",
	},
	"a start that isn't there": {
		`
  B: {Type: Pass, Result: {a: 1}, Next: C}
  C: {Type: Pass, InputPath: $.b, End: true}`, "",
	},
	"a state that isn't reached": {
		`
  A: {Type: Pass, Result: {a: 1}, End: true}
  B: {Type: Pass, Result: {a: 1}, Next: C}
  C: {Type: Pass, InputPath: $.b, End: true}`, "",
	},
}

func TestUncertain(t *testing.T) {
	checkFlow(t, uncertainCases)
}
