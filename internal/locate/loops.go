package locate

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// loopKey begins the keys of loops: Fn::ForEach::Name.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-foreach.html
const loopKey = cloudformation.LongPrefix + "ForEach::"

// maxLoopDepth limits how deeply loops are nested; CloudFormation has a limit of 5.
const maxLoopDepth = 5

// A loop is a call of Fn::ForEach: the body is repeated for each value of the identifier.
type loop struct {
	identifier string
	values     []string // nil if they are known only at deployment
	key        string
	body       *source.Node
	size       int // of the text
}

// loop reads a member whose key begins with loopKey; false for one that is not well formed.
func (r *reader) loop(m *source.Member) (loop, bool) {
	n := m.Value
	if n.Kind != source.Array || n.Tag != "" || len(n.Items) != 3 || n.Items[2].Kind != source.Object || len(n.Items[2].Members) == 0 {
		return loop{}, false
	}
	identifier, body := nameText(n.Items[0]), &n.Items[2].Members[0]
	if identifier == "" {
		return loop{}, false
	}
	size := int(n.Span.End.Offset - n.Span.Start.Offset)
	return loop{identifier: identifier, values: r.constants(n.Items[1]), key: body.Key, body: body.Value, size: max(size, 1)}, true
}

// constants returns the texts of a list, or of the default of a parameter that is one; nil if any is known only at deployment.
func (r *reader) constants(n *source.Node) []string {
	name, argument := cloudformation.Intrinsic(n)
	switch {
	case name == "Ref" && argument.Kind == source.String:
		value := r.template.Root.Get("Parameters").Get(argument.Text).Get("Default")
		if value == nil || value.Kind != source.String && value.Kind != source.Number {
			return nil
		}
		list := strings.Split(value.Text, ",")
		for i := range list {
			list[i] = strings.TrimSpace(list[i])
		}
		return list
	case name == "FindInMap":
		return r.constants(r.mapped(argument))
	case n == nil || name != "" || n.Kind != source.Array:
		return nil
	}
	list := []string{}
	for _, item := range n.Items {
		if item.Kind != source.String && item.Kind != source.Number || item.Tag != "" || len(item.Text) > maxName {
			return nil
		}
		list = append(list, item.Text)
	}
	return list
}

// members calls visit for each member of an object, with loops unrolled and local includes inserted. What is known only at
// deployment is visited as a member whose key is a placeholder.
func (r *reader) members(n *source.Node, depth int, visit func(m *source.Member)) {
	for i := range n.Members {
		m := &n.Members[i]
		switch {
		case strings.HasPrefix(m.Key, loopKey):
			r.unroll(m, depth, visit)
		case m.Key == cloudformation.LongPrefix+"Transform":
			included := r.included(m.Value)
			if included == nil || included.Kind != source.Object {
				visit(openMember(m))
				continue
			}
			for k := range included.Members {
				visit(&included.Members[k])
			}
		default:
			visit(m)
		}
	}
}

// openMember returns a member that may become others at deployment.
func openMember(m *source.Member) *source.Member {
	text := "${" + m.Key + "}"
	return &source.Member{Key: text, KeySpan: m.KeySpan, Value: &source.Node{Kind: source.Placeholder, Span: m.Value.Span, Text: text}}
}

func (r *reader) unroll(m *source.Member, depth int, visit func(m *source.Member)) {
	l, ok := r.loop(m)
	if !ok || l.values == nil || depth >= maxLoopDepth {
		visit(openMember(m))
		return
	}
	r.composed = true
	for _, value := range l.values {
		if r.budget -= l.size; r.budget < 0 {
			r.budget = 0
			r.tooLong(m.KeySpan)
			return
		}
		s := loopValue{l.identifier, value, map[*source.Node]*source.Node{}}
		one := source.Member{Key: s.text(l.key), KeySpan: m.Value.Items[2].Members[0].KeySpan, Value: s.node(l.body)}
		r.members(&source.Node{Kind: source.Object, Members: []source.Member{one}}, depth+1, visit)
	}
}

// A loopValue replaces the identifier of a loop with one of its values.
type loopValue struct {
	identifier, value string
	done              map[*source.Node]*source.Node
}

func (s *loopValue) text(text string) string {
	if !strings.Contains(text, "{"+s.identifier+"}") {
		return text
	}
	text = strings.ReplaceAll(text, "${"+s.identifier+"}", s.value)
	return strings.ReplaceAll(text, "&{"+s.identifier+"}", strings.Map(alphanumeric, s.value))
}

func alphanumeric(r rune) rune {
	if r == ':' || r == '.' || r == '-' || r == '_' {
		return -1
	}
	return nameRune(r)
}

func (s *loopValue) node(n *source.Node) *source.Node {
	if name, argument := cloudformation.Intrinsic(n); name == "Ref" && argument.Text == s.identifier {
		return &source.Node{Kind: source.String, Text: s.value, Span: n.Span}
	}
	if n.Kind != source.Array && n.Kind != source.Object {
		if text := s.text(n.Text); text != n.Text {
			made := *n
			made.Text = text
			if made.Kind == source.Placeholder && !strings.Contains(text, "${") {
				made.Kind = source.String
			}
			return &made
		}
		return n
	}
	if made, ok := s.done[n]; ok {
		return made
	}
	made := *n
	made.Items, made.Members = make([]*source.Node, len(n.Items)), make([]source.Member, len(n.Members))
	for i, item := range n.Items {
		made.Items[i] = s.node(item)
	}
	for i, m := range n.Members {
		made.Members[i] = source.Member{Key: s.text(m.Key), KeySpan: m.KeySpan, Value: s.node(m.Value)}
	}
	s.done[n] = &made
	return &made
}
