package locate

import (
	"path"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/internal/locate/serverless"
	"github.com/aslcheck/aslcheck/source"
)

// serverlessFramework are the files of services whose plugin serverless-step-functions makes state machines.
// https://github.com/serverless-operations/serverless-step-functions
var serverlessFramework = kind{
	extensions: []string{".yml", ".yaml", ".json"},
	section:    "provider",
	mentions:   []string{"stepFunctions"},
	matches: func(root *source.Node) bool {
		return root.Get("provider") != nil && (root.Get("service") != nil || root.Get("stepFunctions") != nil)
	},
	read: (*reader).serverless,
}

// maxIncluded limits how many lists of state machines are joined, which refer to each other through files.
const maxIncluded = 100

func (r *reader) serverless(root *source.Node) {
	member := root.Member("stepFunctions")
	if member == nil {
		return
	}
	r.composed = true
	s := &serverlessReader{reader: r, service: serverless.New(r.template.File, root, r.near)}
	if machines := s.service.Value(member.Value).Member("stateMachines"); machines != nil {
		s.machines(machines.Value, source.PointerJoin(source.PointerJoin("", "stepFunctions"), "stateMachines"))
	}
	s.resources(root.Get("resources"))
	r.found = append(r.found, s.service.Found...)
	if s.service.Exceeded {
		r.tooLong(member.KeySpan)
	}
}

// A serverlessReader reads the state machines of a service.
type serverlessReader struct {
	*reader
	service  *serverless.Service
	included int
}

// machines reads an object of machines by name, or a list of such objects.
func (s *serverlessReader) machines(n *source.Node, pointer string) {
	if s.included++; s.included > maxIncluded {
		return
	}
	n = s.service.Value(n)
	for _, item := range n.Items {
		s.machines(item, pointer)
	}
	for i := range n.Members {
		s.machine(&n.Members[i], source.PointerJoin(pointer, n.Members[i].Key))
	}
}

func (s *serverlessReader) machine(m *source.Member, pointer string) {
	value := s.service.Value(m.Value)
	if value.Kind != source.Object {
		return
	}
	machine := &Machine{Name: m.Key, NameSpan: m.KeySpan, Type: s.typeOf(value)}
	for _, key := range []string{"name", "id"} {
		n := s.service.Resolve(value.Get(key))
		if n != nil && n.Kind == source.String && n.Text != "" && !asl.HasPlaceholder(n.Text) {
			machine.Aliases = append(machine.Aliases, n.Text)
		}
	}
	if definition := value.Member("definition"); definition != nil {
		s.definition(machine, definition, source.PointerJoin(pointer, definition.Key))
	}
	s.template.Machines = append(s.template.Machines, *machine)
}

func (s *serverlessReader) typeOf(machine *source.Node) asl.WorkflowType {
	n := s.service.Resolve(machine.Get("type"))
	switch {
	case n == nil:
		return asl.Standard
	case n.Kind == source.String && n.Tag == "":
		kind, _ := asl.ParseWorkflowType(n.Text)
		return kind
	default:
		return asl.UnknownType
	}
}

// definition reads a definition: a file on its own, a text, or an object, parts of which may be in other files.
func (s *serverlessReader) definition(machine *Machine, m *source.Member, pointer string) {
	if name, ok := s.service.WholeFile(m.Value); ok && s.isAlone(name) {
		machine.Reference = &source.Node{Kind: source.String, Text: name, Span: m.Value.Span}
		return
	}
	value := m.Value
	if strings.HasPrefix(strings.TrimSpace(value.Text), "${") { // variables inside a text remain, to keep the locations in it
		value = s.service.Value(value)
	}
	switch {
	case value.Kind == source.String || cloudformation.IsIntrinsic(value):
		machine.Definition = s.text(machine, &source.Member{Key: m.Key, KeySpan: m.KeySpan, Value: value}, pointer)
	case value.Kind == source.Object:
		machine.Definition = s.inline(machine, s.service.Resolve(value), pointer)
	}
}

// isAlone reports whether a definition file can be read without the service: it is JSON or YAML, and no parts of it are in
// other files. A file that is missing counts, so that the reference to it is reported.
func (s *serverlessReader) isAlone(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".json", ".yml", ".yaml":
	default:
		return HasDefinitionName(name)
	}
	text, err := s.near.ReadFile(name)
	return err != nil || !strings.Contains(text, "${file(") && !strings.Contains(text, "${self:")
}

// resources reads the resources of CloudFormation in a service.
func (s *serverlessReader) resources(n *source.Node) {
	if s.included++; n == nil || s.included > maxIncluded {
		return
	}
	n = s.service.Value(n)
	for _, item := range n.Items {
		s.resources(item)
	}
	resources := s.service.Value(n.Get("Resources"))
	if resources == nil {
		return
	}
	pointer := source.PointerJoin(source.PointerJoin("", "resources"), "Resources")
	for i := range resources.Members {
		m := &resources.Members[i]
		kind := s.service.Value(m.Value).Get("Type")
		if kind == nil || kind.Text != cloudformation.TypeMachine {
			continue
		}
		resource := &source.Member{Key: m.Key, KeySpan: m.KeySpan, Value: s.service.Resolve(m.Value)}
		from := len(s.template.Machines)
		s.resource(resource, source.PointerJoin(pointer, m.Key))
		for k := from; k < len(s.template.Machines); k++ {
			s.template.Machines[k].Node = nil // rules for resources would look for others in the wrong section
		}
	}
}
