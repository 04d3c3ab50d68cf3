package simulator_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// FuzzRun runs any definition with any input: it compiles or has findings, and what compiles runs to an end.
func FuzzRun(f *testing.F) {
	names, err := filepath.Glob(filepath.Join("testdata", "scenarios", "*.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		definition, input := "", "{}"
		for _, file := range archive.Files {
			switch file.Name {
			case "definition.asl.json":
				definition = string(file.Data)
			case "input.json":
				input = string(file.Data)
			}
		}
		f.Add(definition, input)
	}
	for _, w := range workloads() {
		if len(w.input) < 1000 {
			f.Add(w.definition, w.input)
		}
	}
	echo := simulator.TaskFunc(func(_ context.Context, call simulator.Call) (simulator.Reply, error) {
		return simulator.Reply{Output: call.Arguments}, nil
	})
	f.Fuzz(func(t *testing.T, definition, input string) {
		def, diagnostics := asl.Parse(source.NewFile("f.asl.json", definition))
		if diagnostics.HasErrors() {
			return
		}
		program, _ := simulator.Compile(def)
		v, err := value.Parse(input)
		if program == nil || err != nil {
			return
		}
		x, err := program.Run(t.Context(), v, simulator.Config{Tasks: echo})
		if err != nil {
			t.Fatalf("run: %v", err)
		}
		if x.Status == "" || len(x.Events) == 0 {
			t.Fatalf("no end: %+v", x)
		}
	})
}
