package analyzer

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

// An Argument is a value that a task sends to an integration, at any depth, with what the API says about it. Values that are
// not known before the task runs are none: paths, expressions, placeholders and what is inside them.
type Argument struct {
	Task *asl.Task
	// Member is the member that has it, nil for the whole of the arguments and for items of lists. Name is its key
	// without ".$".
	Member *source.Member
	Name   string
	// In is the argument that has this one; nil for the whole.
	In *Argument
	// Node is the value; nil where only the name is known.
	Node *source.Node
	// Shape is what the API says about the value; nil for a member that the API does not have.
	Shape *awsapi.Shape
	// IsKey reports whether Name is a key of a map, whose names are the sender's.
	IsKey bool
}

// Span returns the location of the value, or of the name where that is all that is known.
func (a *Argument) Span() source.Span {
	if a.Node == nil {
		return a.Member.KeySpan
	}
	return a.Node.Span
}

// Path returns the names that lead to the argument, such as "Overrides.ContainerOverrides"; "" for the whole.
func (a *Argument) Path() string {
	if a.In == nil {
		return ""
	}
	outer := a.In.Path()
	switch {
	case a.Member == nil, outer == "":
		return outer + a.Name
	default:
		return outer + "." + a.Name
	}
}

// Arguments returns what the tasks of the definition send to integrations whose parameters are known, from the outside in.
func (p *Pass) Arguments() []*Argument {
	if !p.hasArguments {
		p.hasArguments = true
		for _, st := range p.Graph.Tasks {
			if r := st.ARN; r.Kind == asl.IntegrationResource {
				if tree := st.Sent(); tree != nil && isKnown(st, tree.Node) {
					p.argument(&Argument{Task: st, Node: tree.Node, Shape: awsapi.Input(r.SDK, r.Service, r.Action)})
				}
			}
		}
	}
	return p.arguments
}

func (s *shared) argument(a *Argument) {
	if a.Shape == nil && a.In == nil {
		return // the parameters are not known
	}
	s.arguments = append(s.arguments, a)
	if a.Shape == nil || a.Node == nil {
		return
	}
	switch {
	case a.Node.Kind == source.Object && (a.Shape.Kind.HasMembers() || a.Shape.Kind == awsapi.Map):
		for i := range a.Node.Members {
			s.member(a, &a.Node.Members[i])
		}
	case a.Node.Kind == source.Array && a.Shape.Kind == awsapi.List:
		for _, item := range a.Node.Items {
			if isKnown(a.Task, item) {
				s.argument(&Argument{Task: a.Task, In: a, Node: item, Shape: a.Shape.Element()})
			}
		}
	}
}

func (s *shared) member(in *Argument, m *source.Member) {
	if m.Key == "<<" || strings.HasPrefix(m.Key, "Fn::") || asl.HasPlaceholder(m.Key) {
		return
	}
	a := &Argument{Task: in.Task, In: in, Member: m, Name: m.Key}
	if in.Task.Language == asl.JSONPath {
		a.Name = strings.TrimSuffix(m.Key, ".$")
	}
	if a.Name == m.Key && isKnown(in.Task, m.Value) {
		a.Node = m.Value
	}
	if in.Shape.Kind == awsapi.Map {
		a.IsKey, a.Shape = true, in.Shape.Element()
	} else if known := memberOf(in, a.Name); known != nil {
		a.Shape = known.Shape()
	}
	s.argument(a)
}

// memberOf returns the member of a structure. Optimized integrations have been seen to take nested names with a small first
// letter (https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html of 2022).
func memberOf(in *Argument, name string) *awsapi.Member {
	if m := in.Shape.Member(name); m != nil || in.Task.ARN.SDK || in.In == nil || name == "" {
		return m
	}
	return in.Shape.Member(strings.ToUpper(name[:1]) + name[1:])
}

// isKnown reports whether the value of a node is known before the task runs.
func isKnown(st *asl.Task, n *source.Node) bool {
	if n == nil || asl.IsOpaque(n) || n.Kind == source.Invalid {
		return false
	}
	return st.Language != asl.JSONata || n.Kind != source.String || !strings.HasPrefix(n.Text, "{%") && !strings.HasSuffix(n.Text, "%}")
}
