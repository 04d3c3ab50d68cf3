package locate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// The types of resources that are state machines.
const (
	cloudFormationType = "AWS::StepFunctions::StateMachine"
	samType            = "AWS::Serverless::StateMachine"
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
}

// Mentions reports whether a text may be a template with state machines, without parsing it.
func Mentions(text string) bool {
	return strings.Contains(text, cloudFormationType) || strings.Contains(text, samType)
}

// Read returns the state machines of a template, and what is wrong with its syntax and how long it is. Other
// findings about values outside definitions are dropped, because they don't concern state machines. A file that is not a
// template has no machines.
func Read(file *source.File) (*Template, source.Diagnostics) {
	root, parsed := source.Parse(file)
	r := reader{template: &Template{File: file, Root: root}, parsed: parsed, budget: maxTexts}
	if resources := root.Member("Resources"); resources != nil {
		for i := range resources.Value.Members {
			r.resource(&resources.Value.Members[i])
		}
	}
	return r.template, append(r.found, syntaxErrors(r.parsed)...).Sorted()
}

// IsTemplate reports whether the file is a template, with state machines or without.
func (t *Template) IsTemplate() bool {
	resources := t.Root.Get("Resources")
	return resources != nil && slices.ContainsFunc(resources.Members, func(m source.Member) bool {
		kind := m.Value.Get("Type")
		return kind != nil && kind.Kind == source.String && strings.Contains(kind.Text, "::")
	})
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
	parsed   source.Diagnostics // of the template, less those that were given to a definition
	found    source.Diagnostics
	budget   int // how many bytes of text may still be made
}

func (r *reader) resource(m *source.Member) {
	kind, properties := m.Value.Get("Type"), m.Value.Get("Properties")
	if kind == nil || kind.Kind != source.String || kind.Text != cloudFormationType && kind.Text != samType {
		return
	}
	machine := &Machine{
		Name: m.Key, NameSpan: m.KeySpan, Node: m.Value, Properties: properties, SAM: kind.Text == samType, Type: typeOf(properties),
	}
	machine.substitutions()
	pointer := source.PointerJoin("", "Resources")
	pointer = source.PointerJoin(source.PointerJoin(pointer, m.Key), "Properties")
	r.definition(machine, pointer)
	r.template.Machines = append(r.template.Machines, *machine)
}

// definition finds the definition of a machine. If several properties contain one, which the service rejects, the first
// counts.
func (r *reader) definition(machine *Machine, pointer string) {
	properties := machine.Properties
	if m := properties.Member("Definition"); m != nil {
		machine.Definition = r.inline(machine, m.Value, source.PointerJoin(pointer, m.Key))
		machine.compare(m.Value)
		return
	}
	if m := properties.Member("DefinitionString"); m != nil {
		machine.Definition = r.text(machine, m, source.PointerJoin(pointer, m.Key))
		machine.compare(m.Value)
		return
	}
	if n := properties.Get("DefinitionUri"); n != nil && n.Kind == source.String && isLocal(n) {
		machine.Reference = n
	}
}

// take removes and returns the parser's findings inside a value.
func (r *reader) take(n *source.Node) source.Diagnostics {
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
