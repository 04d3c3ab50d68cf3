package locate

import (
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// answers are what "aws stepfunctions describe-state-machine" and similar commands print: the definition is a text beside the name.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html
var answers = kind{
	extensions: []string{".json", ".yaml", ".yml"},
	section:    "stateMachineArn",
	mentions:   []string{"stateMachineArn"},
	matches:    func(*source.Node) bool { return false },
	read:       func(r *reader, root *source.Node) { r.answers(root, "", 0) },
}

// maxAnswerDepth limits how deeply answers are looked for.
const maxAnswerDepth = 8

func (r *reader) answers(n *source.Node, pointer string, depth int) {
	if depth > maxAnswerDepth || len(n.Members) > 0 && n.Get("Resources") != nil {
		return
	}
	for i, item := range n.Items {
		r.answers(item, source.PointerJoin(pointer, strconv.Itoa(i)), depth+1)
	}
	r.answer(n, pointer)
	for i := range n.Members {
		r.answers(n.Members[i].Value, source.PointerJoin(pointer, n.Members[i].Key), depth+1)
	}
}

func (r *reader) answer(n *source.Node, pointer string) {
	definition, arn := n.Member("definition"), n.Get("stateMachineArn")
	if definition == nil || definition.Value.Kind != source.String || arn == nil || !strings.Contains(definition.Value.Text, "StartAt") {
		return
	}
	_, name, _ := strings.Cut(arn.Text, ":stateMachine:")
	machine := &Machine{Name: name, NameSpan: definition.KeySpan, Type: asl.Standard}
	if own := n.Member("name"); own != nil && own.Value.Kind == source.String && own.Value.Text != "" {
		machine.Name, machine.NameSpan = own.Value.Text, own.Value.Span
	}
	if arn.Text != machine.Name && arn.Text != "" {
		machine.Aliases = append(machine.Aliases, arn.Text)
	}
	if kind := n.Get("type"); kind != nil {
		machine.Type, _ = asl.ParseWorkflowType(kind.Text)
	}
	machine.Definition = r.text(machine, definition, source.PointerJoin(pointer, definition.Key))
	r.template.Machines = append(r.template.Machines, *machine)
}
