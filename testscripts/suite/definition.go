package suite

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// Compile parses and compiles a definition, with values for its placeholders ${Name}. The program is nil where one of the
// diagnostics is an error.
func Compile(file *source.File, values map[string]string) (*asl.Definition, *simulator.Program, source.Diagnostics) {
	tree, diagnostics := source.Parse(file)
	tree, _ = source.Substitute(tree, values)
	def, more := asl.FromNode(file, tree)
	diagnostics = append(diagnostics, more...).Sorted()
	if diagnostics.HasErrors() {
		return def, nil, diagnostics
	}
	program, more := simulator.Compile(def)
	return def, program, append(diagnostics, more...).Sorted()
}
