package locate

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// pulumi are programs of Pulumi in YAML.
// https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/
var pulumi = kind{
	extensions: []string{".yaml", ".yml", ".json"},
	section:    "runtime",
	mentions:   pulumiTypes,
	matches:    func(root *source.Node) bool { return root.Get("runtime") != nil && root.Get("name") != nil },
	read:       (*reader).pulumi,
}

// pulumiTypes are the types of state machines in the providers aws and aws-native.
var pulumiTypes = []string{"aws:sfn:StateMachine", "aws:sfn/stateMachine:StateMachine", "aws-native:stepfunctions:StateMachine"}

// pulumiCall begins the names of Pulumi's functions.
const pulumiCall = "fn::"

func (r *reader) pulumi(root *source.Node) {
	resources := root.Get("resources")
	if resources == nil {
		return
	}
	for i := range resources.Members {
		m := &resources.Members[i]
		kind, properties := m.Value.Get("type"), m.Value.Get("properties")
		if kind == nil || !slices.Contains(pulumiTypes, kind.Text) {
			continue
		}
		machine := &Machine{Name: m.Key, NameSpan: m.KeySpan, Type: pulumiType(properties)}
		for _, key := range []string{"name", "stateMachineName"} {
			if n := properties.Get(key); n != nil && n.Kind == source.String && n.Text != m.Key && !asl.HasPlaceholder(n.Text) {
				machine.Aliases = append(machine.Aliases, n.Text)
			}
		}
		pointer := source.PointerJoin(source.PointerJoin(source.PointerJoin("", "resources"), m.Key), "properties")
		for _, key := range []string{"definition", "definitionString"} {
			if definition := properties.Member(key); definition != nil {
				r.pulumiDefinition(machine, definition, source.PointerJoin(pointer, key))
			}
		}
		r.template.Machines = append(r.template.Machines, *machine)
	}
}

func pulumiType(properties *source.Node) asl.WorkflowType {
	n := properties.Get("type")
	if n == nil {
		n = properties.Get("stateMachineType")
	}
	switch {
	case n == nil:
		return asl.Standard
	case n.Kind == source.String:
		kind, _ := asl.ParseWorkflowType(n.Text)
		return kind
	default:
		return asl.UnknownType
	}
}

// pulumiDefinition reads a definition: a text, an object in fn::toJSON or of aws-native, or a file that fn::readFile names.
func (r *reader) pulumiDefinition(machine *Machine, m *source.Member, pointer string) {
	value := m.Value
	name, argument := pulumiFunction(value)
	switch {
	case name == "toJSON":
		machine.Definition = r.inline(machine, pulumiTree(argument, map[*source.Node]*source.Node{}), source.PointerJoin(pointer, pulumiCall+name))
	case name == "readFile" && argument.Kind == source.String:
		file := *argument
		file.Text = strings.TrimPrefix(file.Text, "${pulumi.cwd}/")
		if isLocal(&file) {
			machine.Reference = &file
		}
	case name != "":
	case value.Kind == source.Object:
		machine.Definition = r.inline(machine, pulumiTree(value, map[*source.Node]*source.Node{}), pointer)
	case value.Kind == source.String:
		machine.Definition = r.text(machine, m, pointer)
	}
}

// pulumiFunction returns the function that a value calls, such as "toJSON", with its argument; "" for none.
func pulumiFunction(n *source.Node) (name string, argument *source.Node) {
	if n.Kind != source.Object || len(n.Members) != 1 {
		return "", nil
	}
	name, ok := strings.CutPrefix(n.Members[0].Key, pulumiCall)
	if !ok {
		return "", nil
	}
	return name, n.Members[0].Value
}

// pulumiTree returns a value with placeholders for the calls in it.
func pulumiTree(n *source.Node, done map[*source.Node]*source.Node) *source.Node {
	if name, _ := pulumiFunction(n); name != "" {
		return &source.Node{Kind: source.Placeholder, Span: n.Span, Text: "${" + pulumiCall + strings.Map(nameRune, name[:min(len(name), maxName)]) + "}"}
	}
	if n.Kind != source.Array && n.Kind != source.Object {
		return n
	}
	if made, ok := done[n]; ok {
		return made
	}
	made := *n
	made.Items, made.Members = slices.Clone(n.Items), slices.Clone(n.Members)
	for i, item := range made.Items {
		made.Items[i] = pulumiTree(item, done)
	}
	for i := range made.Members {
		made.Members[i].Value = pulumiTree(made.Members[i].Value, done)
	}
	done[n] = &made
	return &made
}
