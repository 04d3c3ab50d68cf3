package locate

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// cloudFormation are templates of CloudFormation and SAM, also those that the CDK synthesizes.
var cloudFormation = kind{
	extensions: []string{".json", ".yaml", ".yml", ".template"},
	section:    "Resources",
	mentions:   []string{cloudformation.TypeMachine, cloudformation.TypeServerlessMachine},
	matches: func(root *source.Node) bool {
		resources := root.Get("Resources")
		return resources != nil && slices.ContainsFunc(resources.Members, func(m source.Member) bool {
			kind := m.Value.Get("Type")
			return kind != nil && kind.Kind == source.String && strings.Contains(kind.Text, "::")
		})
	},
	read: (*reader).resources,
}

func (r *reader) resources(root *source.Node) {
	if resources := root.Member("Resources"); resources != nil {
		r.members(resources.Value, 0, func(m *source.Member) {
			r.resource(m, source.PointerJoin(source.PointerJoin("", "Resources"), m.Key))
		})
	}
}

// resource reads a resource if it is a state machine.
func (r *reader) resource(m *source.Member, pointer string) {
	kind, properties := m.Value.Get("Type"), m.Value.Get("Properties")
	if kind == nil || kind.Kind != source.String || kind.Text != cloudformation.TypeMachine && kind.Text != cloudformation.TypeServerlessMachine {
		return
	}
	machine := &Machine{
		Name: m.Key, NameSpan: m.KeySpan, Node: m.Value, Properties: properties, SAM: kind.Text == cloudformation.TypeServerlessMachine, Type: typeOf(properties),
	}
	machine.construct()
	machine.substitutions()
	r.definition(machine, source.PointerJoin(pointer, "Properties"))
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
		return
	}
	machine.Reference = r.location(machine)
}
