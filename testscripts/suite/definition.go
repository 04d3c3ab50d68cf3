package suite

import (
	"maps"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
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
	// Type is the workflow type that the template gives, "" for none.
	Type asl.WorkflowType
}

// Compile parses and compiles the definition in a file, or in a template with a single state machine, with values for its
// placeholders ${Name}.
func Compile(file *source.File, values map[string]string) (Compiled, source.Diagnostics) {
	opened, err := locate.Open(file, "", locate.NoFolder)
	if err != nil {
		return Compiled{}, source.Diagnostics{{Span: file.Span(0, 0), Severity: source.Error, Rule: RuleInvalidTest, Message: err.Error()}}
	}
	return CompileOpened(opened, values)
}

// CompileOpened compiles a definition with values for its placeholders; those of its template are taken for the others. The
// findings are located in the file that the user wrote.
func CompileOpened(o *locate.Opened, values map[string]string) (Compiled, source.Diagnostics) {
	_, names := source.Substitute(o.Root, nil)
	all := maps.Clone(o.Values)
	if all == nil {
		all = map[string]string{}
	}
	maps.Copy(all, values)
	tree, _ := source.Substitute(o.Root, all)
	def, found := asl.FromNode(o.File, tree)
	def.Origin = o.Origin
	c := Compiled{Definition: def, Placeholders: names, Type: o.Type}
	if found = append(slices.Clone(o.Found), found...).Sorted(); found.HasErrors() {
		return c, def.Place(found)
	}
	program, more := simulator.Compile(def)
	c.Program = program
	return c, def.Place(append(found, more...).Sorted())
}
