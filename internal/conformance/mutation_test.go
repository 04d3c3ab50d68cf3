package conformance

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// TestMutatedInputs runs every recorded definition with inputs and answers that were changed at random. Whatever happens
// is a result of the execution: never an error of ours, never a panic.
func TestMutatedInputs(t *testing.T) {
	const perCase = 6
	rnd := rand.New(rand.NewPCG(2026, 11))
	for _, c := range readCorpus(t, "execution") {
		text := c.DefinitionText
		if text == "" {
			text = string(c.Definition)
		}
		def, diagnostics := asl.Parse(source.NewFile("definition.asl.json", text))
		if diagnostics.HasErrors() {
			continue
		}
		program, _ := simulator.Compile(def)
		input, err := value.Parse(sentText(c.Input))
		if program == nil || err != nil {
			continue
		}
		for range perCase {
			changed := mutate(rnd, input, 0)
			x, err := program.Run(t.Context(), changed, simulator.Config{Tasks: randomTasks{rnd}, Objects: newRecordedObjects(c)})
			switch {
			case err != nil:
				t.Errorf("%s with %s: %v", c.Name, changed, err)
			case x.Status == simulator.Failed && x.Failure == nil:
				t.Errorf("%s with %s: failed without a failure", c.Name, changed)
			}
		}
	}
}

// randomTasks answers with anything.
type randomTasks struct{ rnd *rand.Rand }

// HandleTask implements simulator.TaskHandler.
func (r randomTasks) HandleTask(_ context.Context, call simulator.Call) (simulator.Reply, error) {
	switch r.rnd.IntN(4) {
	case 0:
		return simulator.Reply{Failure: &simulator.Failure{Error: "Random", Cause: "chance"}}, nil
	case 1:
		return simulator.Reply{Never: call.Timeout > 0}, nil
	default:
		return simulator.Reply{Output: mutate(r.rnd, call.Arguments, 0)}, nil
	}
}

// oddities are values that definitions seldom expect.
var oddities = []value.Value{
	value.Null, value.True, value.Int(0), value.Int(-1), value.Float(1.5), value.Number("1e400"), value.String(""), value.String("x"),
	value.Array(), value.Object(), value.Array(value.Null, value.Array()), value.String("2026-13-01T00:00:00Z"), value.Int(1 << 40),
}

// mutate returns a value with some parts replaced, dropped or doubled.
func mutate(rnd *rand.Rand, v value.Value, depth int) value.Value {
	if rnd.IntN(6) == 0 || depth > 20 {
		return oddities[rnd.IntN(len(oddities))]
	}
	switch v.Kind() {
	case value.ArrayKind:
		var elems []value.Value
		for _, elem := range v.Elems() {
			for range rnd.IntN(3) {
				elems = append(elems, mutate(rnd, elem, depth+1))
			}
		}
		return value.Array(elems...)
	case value.ObjectKind:
		var b value.ObjectBuilder
		for _, m := range v.Members() {
			if rnd.IntN(8) > 0 {
				b.Set(m.Key, mutate(rnd, m.Value, depth+1))
			}
		}
		return b.Object()
	default:
		return v
	}
}
