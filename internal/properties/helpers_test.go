package properties

import (
	"bytes"
	"context"
	"iter"
	"os"
	"strconv"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// number returns the number in an environment variable.
func number(tb testing.TB, name string, otherwise uint64) uint64 {
	tb.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return n
}

// seeds returns the seeds of a property test, until it fails.
func seeds(t *testing.T, n uint64) iter.Seq[uint64] {
	t.Helper()
	t.Parallel()
	first, runs := number(t, "ASLCHECK_PROPERTY_SEED", 0), number(t, "ASLCHECK_PROPERTY_RUNS", 1)
	return func(yield func(uint64) bool) {
		for seed := first; seed < first+n*runs; seed++ {
			if t.Failed() || !yield(seed) {
				return
			}
		}
	}
}

// compile returns the program of a definition, nil if it can't be compiled.
func compile(name, text string) *simulator.Program {
	def, diagnostics := asl.Parse(source.NewFile(name, text))
	if diagnostics.HasErrors() {
		return nil
	}
	program, _ := simulator.Compile(def)
	return program
}

// run runs a program with the answers of a definition.
func run(tb testing.TB, program *simulator.Program, d *randasl.Definition) (*simulator.Execution, *randasl.Tasks) {
	tb.Helper()
	if program == nil {
		tb.Fatalf("seed %d: the definition does not compile", d.Seed)
	}
	x, tasks, err := try(program, d)
	if err != nil {
		tb.Fatalf("seed %d: %v", d.Seed, err)
	}
	return x, tasks
}

// try runs a program, which ends with an error where something is unknown of AWS.
func try(program *simulator.Program, d *randasl.Definition) (*simulator.Execution, *randasl.Tasks, error) {
	tasks := d.Tasks()
	x, err := program.Run(context.Background(), d.Input(), simulator.Config{Tasks: tasks, Seed: d.Seed})
	return x, tasks, err
}

// history returns the history of an execution.
func history(tb testing.TB, x *simulator.Execution) string {
	tb.Helper()
	var b bytes.Buffer
	if err := simulator.WriteHistory(&b, x.Events); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}
