package graph

import (
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// follow runs a definition and returns its graph with the path.
func follow(t *testing.T, definition, input string) *Graph {
	t.Helper()
	def, found := asl.Parse(source.NewFile("a.asl.json", definition))
	program, more := simulator.Compile(def)
	if program == nil {
		t.Fatal(found, more)
	}
	in, err := value.Parse(input)
	if err != nil {
		t.Fatal(err)
	}
	x, err := program.Run(t.Context(), in, simulator.Config{})
	if err != nil {
		t.Fatal(err)
	}
	g := New(def)
	g.Follow(def, x)
	g.Layout()
	return g
}

const loop = `{"StartAt": "Wait", "States": {
	"Wait": {"Type": "Wait", "Seconds": 60, "Next": "Next"},
	"Next": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)"}, "Next": "Enough?"},
	"Enough?": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThan": 3, "Next": "Wait"}], "Default": "Stop"},
	"Never": {"Type": "Pass", "Next": "Stop"},
	"Stop": {"Type": "Fail", "Error": "Enough"}
}}`

func TestFollow(t *testing.T) {
	g := follow(t, loop, `{"n": 0}`)
	for path, want := range map[string]Mark{
		"Wait":    {Known: true, Count: 3, Timed: true, First: 0, Total: 3 * time.Minute},
		"Enough?": {Known: true, Count: 3, Timed: true, First: time.Minute},
		"Never":   {Known: true},
		"Stop":    {Known: true, Count: 1, Timed: true, First: 3 * time.Minute, Failed: true},
	} {
		if got := stateAt(t, g, path).Mark; got != want {
			t.Errorf("%s has the mark %+v, want %+v", path, got, want)
		}
	}
	for note, path := range map[string]string{"3× at +0s, took 3m": "Wait", "not reached": "Never", "1× at +3m, failed": "Stop"} {
		if got := stateAt(t, g, path).Note; got != note {
			t.Errorf("%s has the note %q, want %q", path, got, note)
		}
	}
	if l := linkTo(t, g, "Enough?", RuleLink, 0); l.Mark.Count != 2 || l.Label != "n < 3 · 2×" || !l.Back {
		t.Errorf("the link of the loop is %+v", l)
	}
	if l := linkTo(t, g, "Never", NextLink, 0); !l.Mark.Missed() {
		t.Errorf("the link from Never has the mark %+v", l.Mark)
	}
}

// TestFollowIterations adds up the iterations of a Map state, also of one that runs its items as executions of their own.
func TestFollowIterations(t *testing.T) {
	for _, mode := range []string{"INLINE", "DISTRIBUTED"} {
		kind := ""
		if mode == "DISTRIBUTED" {
			kind = `, "ExecutionType": "STANDARD"`
		}
		g := follow(t, `{"StartAt": "Map", "States": {"Map": {"Type": "Map", "End": true, "ItemProcessor": {
			"ProcessorConfig": {"Mode": "`+mode+`"`+kind+`}, "StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 10, "End": true}}}}}}`, `[1, 2, 3]`)
		if m := stateAt(t, g, "Map/Wait").Mark; m.Count != 3 || m.Total != 30*time.Second {
			t.Errorf("%s: the state has the mark %+v", mode, m)
		}
		if end := stateAt(t, g, "Map").Graphs[0]; !end.States[len(end.States)-1].Mark.Hit() {
			t.Errorf("%s: the end of the iterations is not reached", mode)
		}
	}
}

func TestCoverWithoutCounts(t *testing.T) {
	def, _ := asl.Parse(source.NewFile("a.asl.json", loop))
	d := coverage.New(def).Definition()
	g := New(def)
	g.Cover(&d)
	g.Walk(func(g *Graph) {
		for _, st := range g.States {
			if !st.Mark.Missed() {
				t.Errorf("%s has the mark %+v", st.ID, st.Mark)
			}
		}
		for _, l := range g.Links {
			if !l.Mark.Missed() {
				t.Errorf("%s has the mark %+v", l.ID, l.Mark)
			}
		}
	})
}
