package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/aslcheck/aslcheck/source"
)

// ResourceType is the type of resources that are state machines.
const ResourceType = "aws_sfn_state_machine"

// A Machine is a state machine. At most one of Object, Texts and File is its definition; without any, it is known only to a
// plan.
type Machine struct {
	// Address is its address, such as aws_sfn_state_machine.etl or module.etl, with its location.
	Address string
	Span    source.Span
	// Aliases are its other names: the label of its block, and its name if that is constant.
	Aliases []string
	// Type is "STANDARD" or "EXPRESS", or "" for one that is not known.
	Type   string
	Object *source.Node
	// Settings are what the resource says besides, as a resource of CloudFormation says it; nil for a module.
	Settings *source.Node
	// Texts are several if they depend on what is not known.
	Texts []*Text
	File  *File
}

// HasDefinition reports whether the definition is known.
func (m *Machine) HasDefinition() bool { return m.Object != nil || len(m.Texts) > 0 || m.File != nil }

// MayHaveMachines reports whether a configuration may have state machines, without parsing it.
func MayHaveMachines(text string) bool {
	return strings.Contains(text, ResourceType) ||
		strings.Contains(text, "module") && (strings.Contains(text, "definition") || strings.Contains(text, "StartAt"))
}

// Read returns the state machines of a configuration in source order, or what is wrong with its syntax.
func Read(file *source.File, near Folder) ([]Machine, source.Diagnostics) {
	c, found := readConfiguration(file)
	if found.HasErrors() {
		return nil, found
	}
	r := reader{evaluator: newEvaluator()}
	m := &module{dir: ".", near: near, main: c, display: path.Dir(file.Name)}
	for _, b := range c.body.blocks {
		switch {
		case b.kind == "resource" && len(b.labels) == 2 && b.labels[0].text == ResourceType:
			r.machines = append(r.machines, r.resource(b, m))
		case b.kind == "module" && len(b.labels) == 1:
			r.module(b, m)
		}
	}
	return r.machines, nil
}

// A reader collects the state machines of a file.
type reader struct {
	evaluator *evaluator
	machines  []Machine
	modules   int
}

// resource reads a resource.
func (r *reader) resource(b *block, m *module) Machine {
	label := b.labels[1]
	made := Machine{Address: ResourceType + "." + label.text, Span: label.span, Aliases: []string{label.text}}
	r.describe(&made, b, m)
	made.Settings = r.settings(b, m, made.Span)
	r.define(&made, argument{b.attributes["definition"].expression, m.scope(b.origin)})
	return made
}

// describe reads what is known about a machine besides its definition.
func (r *reader) describe(made *Machine, b *block, m *module) {
	if name, ok := r.constant(b, "name", m); ok && !slices.Contains(made.Aliases, name) {
		made.Aliases = append(made.Aliases, name)
	}
	made.Type = "STANDARD"
	if !b.attributes["type"].expression.isMissing() {
		kind, _ := r.constant(b, "type", m)
		made.Type = strings.ToUpper(kind) // modules take it in lower case, too
	}
}

// constant returns the text of an attribute, if it is known and not empty.
func (r *reader) constant(b *block, name string, m *module) (string, bool) {
	x := b.attributes[name].expression
	if x.isMissing() {
		return "", false
	}
	text, ok := r.evaluator.argument(argument{x, m.scope(b.origin)}).scalar()
	return text, ok && text != ""
}

// define reads the definition of a machine. A conditional is its first result that is a definition.
func (r *reader) define(made *Machine, a argument) {
	if a.expression.isMissing() {
		return
	}
	switch x := a.expression.syntax.(type) {
	case *hclsyntax.ParenthesesExpr:
		r.define(made, argument{expression{syntax: x.Expression}, a.scope})
		return
	case *hclsyntax.ConditionalExpr:
		if v := r.evaluator.eval(x.Condition, a.scope); isTrue(v) || isFalse(v) {
			break
		}
		if r.define(made, argument{expression{syntax: x.TrueResult}, a.scope}); !made.HasDefinition() {
			r.define(made, argument{expression{syntax: x.FalseResult}, a.scope})
		}
		return
	}
	made.Texts = inWorlds(r.evaluator, func(e *evaluator) *Text {
		v := e.argument(a)
		made.Object, made.File = nil, nil
		switch {
		case v.encoded != nil:
			if made.Object = e.node(v.encoded, 0); made.Object.Kind != source.Object {
				made.Object = nil
			}
		case v.file != nil:
			made.File = v.file.public()
		case v.kind == source.String:
			if parts := v.parts; !isFilledIn(joined(parts)) {
				return newText(v.span.File, parts)
			}
		}
		return nil
	})
}

// isFilledIn reports whether a text is filled in as a whole.
func isFilledIn(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), "${") }

// module reads the call of a module: the machines in a local one whose definitions the caller gives, and otherwise the argument
// named definition.
func (r *reader) module(b *block, m *module) {
	from, _ := r.constant(b, "source", m)
	if strings.HasPrefix(from, "./") || strings.HasPrefix(from, "../") {
		r.child(b, m, path.Join(m.dir, from))
		return
	}
	x := b.attributes["definition"].expression
	if x.isMissing() {
		return
	}
	label := b.labels[0]
	made := Machine{Address: "module." + label.text, Span: label.span, Aliases: []string{label.text}}
	r.describe(&made, b, m)
	r.define(&made, argument{x, m.scope(b.origin)})
	if isStateMachineModule(from) {
		made.Aliases = append(made.Aliases, made.Address+"."+ResourceType+".this")
	} else if !r.isDefinition(&made, m) {
		return
	}
	r.machines = append(r.machines, made)
}

// isStateMachineModule reports whether a module makes a state machine by the name of its source.
func isStateMachineModule(source string) bool {
	source = strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(source))
	return strings.Contains(source, "stepfunction") || strings.Contains(source, "statemachine")
}

// isDefinition reports whether what a module takes as a definition is one of a state machine.
func (r *reader) isDefinition(made *Machine, m *module) bool {
	switch {
	case made.Object != nil:
		return made.Object.Get("StartAt") != nil || made.Object.Get("States") != nil
	case len(made.Texts) > 0:
		return strings.Contains(made.Texts[0].Content, `"StartAt"`)
	case made.File != nil:
		text, err := m.near.ReadFile(made.File.Name)
		return err == nil && strings.Contains(text, "StartAt")
	default:
		return false
	}
}

// child reads a local module. What a file of the module defines by itself is found there.
func (r *reader) child(b *block, m *module, dir string) {
	if r.modules++; r.modules > maxModules {
		return
	}
	alone := &module{dir: dir, near: m.near, display: path.Join(m.display, dir)}
	alone.load()
	called := *alone
	called.arguments = map[string]argument{}
	for name, x := range b.attributes {
		called.arguments[name] = argument{x.expression, m.scope(b.origin)}
	}
	for _, inner := range alone.blocks {
		if inner.kind != "resource" || len(inner.labels) != 2 || inner.labels[0].text != ResourceType {
			continue
		}
		if made := r.resource(inner, alone); made.HasDefinition() {
			continue
		}
		made := r.resource(inner, &called)
		if !made.HasDefinition() {
			continue
		}
		made.Address = "module." + b.labels[0].text + "." + made.Address
		made.Span = b.labels[0].span
		r.machines = append(r.machines, made)
	}
}
