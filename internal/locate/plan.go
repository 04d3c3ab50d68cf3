package locate

import (
	"regexp"
	"strconv"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

// terraformPlan are plans and states of Terraform, as "terraform show -json" writes them. A definition with a part that is known only
// after apply is absent there.
var terraformPlan = kind{
	extensions: []string{".json"},
	section:    `"format_version"`,
	mentions:   []string{`"` + terraform.ResourceType + `"`},
	matches: func(root *source.Node) bool {
		return root.Get("format_version") != nil && rootModule(root) != nil
	},
	read: func(r *reader, root *source.Node) {
		for _, key := range []string{"planned_values", "values"} {
			pointer := source.PointerJoin(source.PointerJoin("", key), "root_module")
			if root.Get("format_version") != nil {
				r.planned(root.Get(key).Get("root_module"), pointer, 0)
			}
		}
	},
}

func rootModule(root *source.Node) *source.Node {
	if n := root.Get("planned_values").Get("root_module"); n != nil {
		return n
	}
	return root.Get("values").Get("root_module")
}

// maxModuleDepth is how deep the modules of a plan are nested at most.
const maxModuleDepth = 100

// planned reads the state machines of a module and of those that it calls.
func (r *reader) planned(module *source.Node, pointer string, depth int) {
	if module == nil || depth > maxModuleDepth {
		return
	}
	for i, n := range listOf(module, "resources") {
		at := source.PointerJoin(source.PointerJoin(pointer, "resources"), strconv.Itoa(i))
		if stringOf(n.Get("type")) == terraform.ResourceType && stringOf(n.Get("mode")) != "data" {
			r.plannedMachine(n, at)
		}
	}
	for i, n := range listOf(module, "child_modules") {
		r.planned(n, source.PointerJoin(source.PointerJoin(pointer, "child_modules"), strconv.Itoa(i)), depth+1)
	}
}

// index matches the index that count or for_each gives a resource.
var index = regexp.MustCompile(`\[[^]]*\]$`)

func (r *reader) plannedMachine(n *source.Node, pointer string) {
	address := n.Get("address")
	if stringOf(address) == "" {
		return
	}
	values := n.Get("values")
	machine := Machine{Name: address.Text, NameSpan: address.Span, Type: asl.UnknownType}
	whole := index.ReplaceAllString(address.Text, "")
	for _, alias := range []string{whole, stringOf(n.Get("name")), stringOf(values.Get("name"))} {
		if alias != "" && !machine.IsCalled(alias) {
			machine.Aliases = append(machine.Aliases, alias)
		}
	}
	if kind, ok := asl.ParseWorkflowType(stringOf(values.Get("type"))); ok {
		machine.Type = kind
	}
	if m := values.Member("definition"); m != nil && m.Value.Kind == source.String {
		pointer = source.PointerJoin(source.PointerJoin(pointer, "values"), "definition")
		machine.Definition = r.text(&machine, m, pointer)
	}
	r.template.Machines = append(r.template.Machines, machine)
}

func listOf(n *source.Node, key string) []*source.Node {
	if list := n.Get(key); list != nil {
		return list.Items
	}
	return nil
}

// stringOf returns the text of a string, "" for another value.
func stringOf(n *source.Node) string {
	if n == nil || n.Kind != source.String {
		return ""
	}
	return n.Text
}
