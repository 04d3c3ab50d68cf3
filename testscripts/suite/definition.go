package suite

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// A Compiled is a definition that is ready to run.
type Compiled struct {
	Definition *asl.Definition
	// Program is nil if the definition has errors.
	Program *simulator.Program
	// Placeholders are the names of the placeholders ${Name} that the text has, sorted.
	Placeholders []string
}

// Compile parses and compiles a definition, with values for its placeholders ${Name}.
func Compile(file *source.File, values map[string]string) (Compiled, source.Diagnostics) {
	tree, diagnostics := source.Parse(file)
	_, names := source.Substitute(tree, nil)
	tree, _ = source.Substitute(tree, values)
	def, more := asl.FromNode(file, tree)
	c := Compiled{Definition: def, Placeholders: names}
	if diagnostics = append(diagnostics, more...).Sorted(); diagnostics.HasErrors() {
		return c, diagnostics
	}
	c.Program, more = simulator.Compile(def)
	return c, append(diagnostics, more...).Sorted()
}
