package randasl_test

import (
	"context"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// TestDefinitionsAreValid generates definitions: none has an error, and together they reach every kind of event that matters.
func TestDefinitionsAreValid(t *testing.T) {
	reached := map[simulator.EventType]int{}
	ends := map[simulator.Status]int{}
	const seeds = 400
	for seed := range uint64(seeds) {
		d := randasl.New(seed)
		def, diagnostics := asl.Parse(source.NewFile("d.asl.json", d.Text()))
		for _, found := range analyzer.Run(def, diagnostics, rules.All, analyzer.Config{}) {
			if found.Severity == source.Error {
				t.Fatalf("seed %d: %s: %s: %s\n%s", seed, found.Pointer, found.Rule, found.Message, d.Text())
			}
		}
		program, diagnostics := simulator.Compile(def)
		if program == nil {
			t.Fatalf("seed %d: %v", seed, diagnostics)
		}
		x, err := program.Run(context.Background(), d.Input(), simulator.Config{Tasks: d.Tasks()})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		ends[x.Status]++
		for i := range x.Events {
			reached[x.Events[i].Type]++
		}
	}
	if ends[simulator.Succeeded] < seeds/3 || ends[simulator.Failed] < seeds/10 || ends[simulator.TimedOut] == 0 {
		t.Errorf("the executions end as %v", ends)
	}
	for _, kind := range []simulator.EventType{"TaskTimedOut", "ActivityFailed", "LambdaFunctionFailed", "MapRunFailed", "MapRunSucceeded", "EvaluationFailed"} {
		if reached[kind] == 0 {
			t.Errorf("no execution has an event %s", kind)
		}
	}
}

// TestSameSeed generates a definition twice.
func TestSameSeed(t *testing.T) {
	if a, b := randasl.New(5), randasl.New(5); a.Text() != b.Text() || a.Input().JSON() != b.Input().JSON() {
		t.Error("the same seed gives two definitions")
	}
	if randasl.New(5).Text() == randasl.New(6).Text() {
		t.Error("two seeds give the same definition")
	}
}
