package analyzer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/program"
	"github.com/aslcheck/aslcheck/source"
)

// parts returns a definition of YAML with its graph and its program.
func parts(t *testing.T, text string) (*asl.Definition, *Graph, *Program) {
	t.Helper()
	def, diagnostics := asl.Parse(source.NewFile("x.asl.yaml", text))
	if def == nil {
		t.Fatal(diagnostics)
	}
	compiled, _ := program.Compile(def)
	return def, newGraph(def), compiled
}

// flowText lists what a flow found: one read on a line, with the state and the field that read.
func flowText(f *Flow) string {
	var lines []string
	read := func(d DeadRead) string {
		span := d.Ref.Span
		return fmt.Sprintf("%s %s %s", d.Field.State.Head().Name, d.Field.Name, span.File.Text[span.Start.Offset:span.End.Offset])
	}
	for _, d := range f.Dead {
		lines = append(lines, read(d))
	}
	for _, p := range f.Partial {
		after := "after"
		if p.Caught {
			after = "after an error in"
		}
		lines = append(lines, fmt.Sprintf("%s %s %s", read(p.DeadRead), after, p.After.Head().Name))
	}
	for _, l := range f.Lost {
		lines = append(lines, fmt.Sprintf("%s loses %s", l.State.Head().Name, read(l.Read)))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// flowCases holds the states of definitions that start with A, and the reads of them that find nothing.
var flowCases = map[string]struct {
	states string
	want   string
}{
	"input may be anything": {
		`A: {Type: Pass, InputPath: $.a, Parameters: {b.$: $.b}, ResultPath: $.c, OutputPath: $.d, End: true}`, "",
	},
	"Parameters replace the input": {
		`
  A: {Type: Pass, Parameters: {a.$: $.x, b: {c: 1}}, Next: B}
  B: {Type: Pass, Parameters: {ok.$: $.a.any.thing, also.$: $.b.c, no.$: $.x, deep.$: $.b.d, scalar.$: $.b.c.d}, End: true}`,
		"B Parameters $.b.c.d\nB Parameters $.b.d\nB Parameters $.x",
	},
	"paths in arrays of templates": {
		`
  A: {Type: Pass, Result: {a: [1]}, Next: B}
  B: {Type: Pass, Parameters: {list: [{x.$: $.b}, {x.$: "$.a[0].c"}]}, Next: C}
  C: {Type: Pass, Parameters: {x.$: "$.list[3].y", z.$: $.b}, End: true}`,
		"B Parameters $.b\nC Parameters $.b",
	},
	"arguments of functions": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Pass, Parameters: {x.$: "States.Array($.a, $.b, $$.State.Name)"}, Next: C}
  C: {Type: Pass, InputPath: $.x.y, End: true}`,
		"B Parameters $.b",
	},
	"null as InputPath": {
		`
  A: {Type: Pass, InputPath: null, Parameters: {a.$: $.a}, End: true}`,
		"A Parameters $.a",
	},
	"null as OutputPath": {
		`
  A: {Type: Pass, OutputPath: null, Next: B}
  B: {Type: Pass, InputPath: $.a, End: true}`,
		"B InputPath $.a",
	},
	"InputPath and OutputPath": {
		`
  A: {Type: Pass, Result: {a: {b: {c: 1}}}, Next: B}
  B: {Type: Pass, InputPath: $.a, OutputPath: $.b, Next: C}
  C: {Type: Pass, Parameters: {ok.$: $.c, no.$: $.b}, End: true}`,
		"C Parameters $.b",
	},
	// AWS puts the result into the input of the state, before InputPath: test_state_scenarios, IO_PASS_STATE.
	"ResultPath adds to the input before InputPath": {
		`
  A: {Type: Pass, Result: {a: {x: 1}, b: 1}, Next: B}
  B: {Type: Pass, InputPath: $.a, ResultPath: $.r, Next: C}
  C: {Type: Pass, Parameters: {kept.$: $.b, all.$: $.r.x, none.$: $.x}, End: true}`,
		"C Parameters $.x",
	},
	"ResultPath null keeps the input before InputPath": {
		`
  A: {Type: Pass, Result: {a: {x: 1}, b: 1}, Next: B}
  B: {Type: Pass, InputPath: $.a, ResultPath: null, Next: C}
  C: {Type: Pass, Parameters: {kept.$: $.b, none.$: $.x}, End: true}`,
		"C Parameters $.x",
	},
	"an OutputPath that finds nothing": {
		`
  A: {Type: Pass, Result: {a: 1}, OutputPath: $.b, End: true}`,
		"A OutputPath $.b",
	},
	"ResultPath adds to the input": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Pass, Result: {c: 1}, ResultPath: $.b, Next: C}
  C: {Type: Pass, Parameters: {x.$: $.a, y.$: $.b.c, z.$: $.c, v.$: $.b.a}, End: true}`,
		"C Parameters $.b.a\nC Parameters $.c",
	},
	"null as ResultPath": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Pass, Result: {c: 1}, ResultPath: null, Next: C}
  C: {Type: Pass, Parameters: {x.$: $.a, z.$: $.c}, End: true}`,
		"C Parameters $.c",
	},
	"a placeholder as ResultPath": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Pass, Result: {c: 1}, ResultPath: "${Path}", Next: C}
  C: {Type: Pass, Parameters: {x.$: $.a, z.$: $.c}, End: true}`, "",
	},
	"Result counts before Parameters": {
		`
  A: {Type: Pass, Parameters: {a: 1}, Result: {b: 1}, Next: B}
  B: {Type: Pass, Parameters: {x.$: $.a, y.$: $.b}, End: true}`,
		"B Parameters $.a",
	},
	"the result of a Task may be anything": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Task, Resource: "arn:aws:states:us-east-1:123456789012:activity:x", Parameters: {no.$: $.b}, ResultSelector: {r.$: $.x}, Next: C}
  C: {Type: Pass, Parameters: {x.$: $.r.s, y.$: $.a}, End: true}`,
		"B Parameters $.b\nC Parameters $.a",
	},
	"the result of lambda:invoke": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", ResultSelector: {a.$: $.Payload.x, b.$: $.StatusCode, c.$: $.body}, End: true}`,
		"A ResultSelector $.body",
	},
	"the result of lambda:invoke with a token": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken", ResultSelector: {c.$: $.body}, End: true}`, "",
	},
	"the result of lambda by the SDK": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::aws-sdk:lambda:invoke", ResultSelector: {a.$: $.Payload, c.$: $.body, t.$: $.Payload.x}, End: true}`,
		"A ResultSelector $.Payload.x\nA ResultSelector $.body",
	},
	"the output of a child is text": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::states:startExecution.sync", ResultSelector: {a.$: $.Output.x, b.$: $.Any, i.$: $.Input.x}, End: true}`,
		"A ResultSelector $.Any\nA ResultSelector $.Input.x\nA ResultSelector $.Output.x",
	},
	"the output of a child is JSON": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::states:startExecution.sync:2", ResultSelector: {a.$: $.Output.x}, End: true}`, "",
	},
	"the result of a child with a token is what it sends": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::states:startExecution.sync:2", Parameters: {Input: {t.$: $$.Task.Token}}, ResultSelector: {a.$: $.count}, End: true}`, "",
	},
	"the start of a child": {
		`
  A: {Type: Task, Resource: "arn:aws:states:::states:startExecution", ResultSelector: {a.$: $.Output.x, b.$: $.ExecutionArn}, End: true}`,
		"A ResultSelector $.Output.x",
	},
	"the result of a Parallel is an array": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Parallel, Parameters: {p.$: $.b, q: 1}, Branches: [{StartAt: P, States: {P: {Type: Pass, Parameters: {x.$: $.p, y.$: $.q, no.$: $.a}, End: true}}}],
    ResultSelector: {r.$: "$[0]"}, ResultPath: $.all, Next: C}
  C: {Type: Pass, Parameters: {x.$: $.all.r.s, y.$: $.a, no.$: $.all.s}, End: true}`,
		"B Parameters $.b\nC Parameters $.all.s\nP Parameters $.a",
	},
	"branches get the input of a Parallel": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Pass, Parameters: {x.$: $.a, no.$: $.b}, End: true}}}], End: true}`,
		"P Parameters $.b",
	},
	"items of a Map may be anything": {
		`
  A: {Type: Pass, Result: {a: [1]}, Next: B}
  B: {Type: Map, ItemsPath: $.b, ItemProcessor: {StartAt: P, States: {P: {Type: Pass, InputPath: $.x, End: true}}}, Next: C}
  C: {Type: Pass, InputPath: "$[0].x", End: true}`,
		"B ItemsPath $.b",
	},
	"ItemSelector gives the input of iterations": {
		`
  A: {Type: Pass, Result: {a: [1]}, Next: B}
  B: {Type: Map, ItemsPath: $.a, ItemSelector: {v.$: $$.Map.Item.Value, no.$: $.b}, ItemProcessor: {StartAt: P, States: {P: {Type: Pass, Parameters: {x.$: $.v.x, no.$: $.a}, End: true}}}, End: true}`,
		"B ItemSelector $.b\nP Parameters $.a",
	},
	"Parameters of a Map give the input of iterations": {
		`
  A: {Type: Pass, Result: {a: [1]}, Next: B}
  B: {Type: Map, ItemsPath: $.a, Parameters: {v.$: $$.Map.Item.Value, no.$: $.b}, Iterator: {StartAt: P, States: {P: {Type: Pass, Parameters: {x.$: $.v.x, no.$: $.a}, End: true}}}, End: true}`,
		"B Parameters $.b\nP Parameters $.a",
	},
	"batches": {
		`
  A: {Type: Map, ItemSelector: {v: 1}, ItemBatcher: {MaxItemsPerBatch: 2}, ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD},
    StartAt: P, States: {P: {Type: Pass, InputPath: $.Items, End: true}}}, End: true}`, "",
	},
	"an ItemReader gives the items": {
		`
  A: {Type: Pass, Result: {a: [1]}, Next: B}
  B: {Type: Map, ItemsPath: $.Contents, ItemReader: {Resource: "arn:aws:states:::s3:getObject", Parameters: {Bucket: b, Key: k}},
    ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, End: true}}}, Next: C}
  C: {Type: Pass, InputPath: $.x, End: true}`, "",
	},
	"a ResultWriter gives an object": {
		`
  A: {Type: Map, ResultWriter: {Resource: "arn:aws:states:::s3:putObject", Parameters: {Bucket: b}},
    ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, End: true}}}, ResultSelector: {x.$: $.ResultWriterDetails}, End: true}`, "",
	},
	"paths of Wait": {
		`
  A: {Type: Pass, Result: {a: 1}, Next: B}
  B: {Type: Wait, SecondsPath: $.b, Next: C}
  C: {Type: Wait, TimestampPath: $.c, Next: D}
  D: {Type: Pass, Parameters: {ok.$: $.a, no.$: $.d}, Next: E}
  E: {Type: Fail, ErrorPath: $.e, CausePath: $.f}`,
		"B SecondsPath $.b\nC TimestampPath $.c\nD Parameters $.d\nE CausePath $.f\nE ErrorPath $.e",
	},
}

func TestFlow(t *testing.T) {
	checkFlow(t, flowCases)
}

func checkFlow(t *testing.T, cases map[string]struct{ states, want string }) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			def, g, x := parts(t, "StartAt: A\nStates:\n  "+strings.TrimSpace(c.states))
			if got := flowText(newFlow(def, g, x)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
