package locate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

// maxTexts limits the total size of the texts of all definitions in a template: YAML aliases and nested joins can expand a
// short text to a long one. A CloudFormation template has at most 1 MiB.
const maxTexts = 16 << 20

// A Template is a template with the state machines in it.
type Template struct {
	File *source.File
	Root *source.Node
	// Machines are the resources that are state machines, in source order.
	Machines []Machine

	// isBroken is whether it is a configuration of Terraform that can't be read.
	isBroken bool
}

// Read returns the state machines of a template, and what is wrong with its syntax and how long it is. Other
// findings about values outside definitions are dropped, because they don't concern state machines. A file that is not a
// template has no machines. What the template takes from other files is read from near.
func Read(file *source.File, near Folder) (*Template, source.Diagnostics) {
	if terraform.HasName(file.Name) {
		return readTerraform(file, near)
	}
	root, parsed := source.Parse(file)
	r := reader{template: &Template{File: file, Root: root}, near: near, parsed: parsed, budget: maxTexts}
	for _, k := range kinds {
		k.read(&r, root)
	}
	return r.template, append(r.found, syntaxErrors(r.parsed)...).Sorted()
}

// IsTemplate reports whether the file is a template, with state machines or without.
func (t *Template) IsTemplate() bool {
	return t.isBroken || slices.ContainsFunc(kinds, func(k kind) bool { return k.matches(t.Root) })
}

// syntaxErrors returns those findings of a parser that concern the whole file.
func syntaxErrors(parsed source.Diagnostics) source.Diagnostics {
	var kept source.Diagnostics
	for _, d := range parsed {
		if d.Rule == source.RuleJSONSyntax || d.Rule == source.RuleYAMLSyntax || d.Rule == source.RuleTooDeeplyNested {
			kept.Add(d)
		}
	}
	return kept
}

// A reader reads the resources of one template.
type reader struct {
	template *Template
	near     Folder
	parsed   source.Diagnostics // of the template, less those that were given to a definition
	found    source.Diagnostics
	budget   int // how many bytes of text may still be made
	// composed is whether a value was replaced by what it yields, so that its text is not that of the file.
	composed bool
	// includes are the files that AWS::Include inserts, nil for those that can't be read.
	includes map[string]*source.Node
}

// take removes and returns the parser's findings inside a value of the template.
func (r *reader) take(n *source.Node) source.Diagnostics {
	if len(r.parsed) == 0 || n.Span.File != r.template.File {
		return nil
	}
	var taken, rest source.Diagnostics
	for _, d := range r.parsed {
		if at := d.Span.Start.Offset; n.Span.Start.Offset <= at && at < n.Span.End.Offset {
			d.Pointer = "" // it is that of the template
			taken.Add(d)
			continue
		}
		rest.Add(d)
	}
	r.parsed = rest
	return taken
}

// tooLong reports that the texts of a template exceed the limit.
func (r *reader) tooLong(at source.Span) {
	if r.budget < 0 {
		return // reported
	}
	r.budget = -1
	rule := source.RuleYAMLSyntax
	if strings.HasSuffix(strings.ToLower(r.template.File.Name), ".json") {
		rule = source.RuleJSONSyntax
	}
	r.found.Add(source.Diagnostic{
		Span: at, Severity: source.Error, Rule: rule,
		Message: fmt.Sprintf("the definitions of this template have more than %d MiB of text", maxTexts>>20),
	})
}
