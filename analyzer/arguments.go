package analyzer

import (
	"slices"
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

// maxPath limits the bytes of a path that is shown: objects may be nested very deeply, and very many values be inside them.
const maxPath = 500

// Path returns the names that lead to the argument, such as "Overrides.ContainerOverrides"; "" for the whole. Of a very long path it
// returns the end, after "…".
func (a *Argument) Path() string {
	var names []string
	size := 0
	for ; a.In != nil && size <= maxPath; a = a.In {
		if a.Member != nil {
			names = append(names, a.Name)
			size += len(".") + len(a.Name)
		}
	}
	for a.In == nil && len(names) > 0 && names[len(names)-1] == "" {
		names = names[:len(names)-1]
	}
	slices.Reverse(names)
	path := strings.Join(names, ".")
	if a.In == nil && len(path) <= maxPath {
		return path
	}
	end := path[max(len(path)-maxPath, 0):]
	return "…" + strings.ToValidUTF8(end, "")
}

// Arguments returns what the tasks of the definition send to integrations whose parameters are known, from the outside in.
func (p *Pass) Arguments() []*Argument {
	if p.hasArguments {
		return p.arguments
	}
	p.hasArguments = true
	for _, st := range p.Graph.Tasks {
		r := &st.ARN
		if r.Kind != asl.IntegrationResource {
			continue
		}
		tree := st.Sent()
		if tree == nil || !isKnown(st, tree.Node) {
			continue
		}
		if known := awsapi.Input(r.SDK, r.Service, r.Action); known != nil {
			p.argument(Argument{Task: st, Node: tree.Node, Shape: known}, 0)
		}
	}
	return p.arguments
}

// minSlab is how many arguments a slab has at least.
const minSlab = 4

// argument adds an argument and those inside it. At least as many as rest says follow it in the object or list that it is in.
func (p *Pass) argument(one Argument, rest int) {
	if len(p.slab) == cap(p.slab) {
		if one.Node != nil {
			rest += len(one.Node.Members)
		}
		p.slab = make([]Argument, 0, max(rest+1, minSlab))
		p.arguments = slices.Grow(p.arguments, cap(p.slab))
	}
	p.slab = append(p.slab, one)
	a := &p.slab[len(p.slab)-1]
	p.arguments = append(p.arguments, a)
	if a.Shape == nil || a.Node == nil {
		return
	}
	switch {
	case a.Node.Kind == source.Object && (a.Shape.Kind.HasMembers() || a.Shape.Kind == awsapi.Map):
		for i := range a.Node.Members {
			p.member(a, &a.Node.Members[i], len(a.Node.Members)-i-1)
		}
	case a.Node.Kind == source.Array && a.Shape.Kind == awsapi.List:
		for i, item := range a.Node.Items {
			if isKnown(a.Task, item) {
				p.argument(Argument{Task: a.Task, In: a, Node: item, Shape: a.Shape.Element()}, len(a.Node.Items)-i-1)
			}
		}
	}
}

func (p *Pass) member(in *Argument, m *source.Member, rest int) {
	if m.Key == "<<" || strings.HasPrefix(m.Key, "Fn::") || asl.HasPlaceholder(m.Key) {
		return
	}
	a := Argument{Task: in.Task, In: in, Member: m, Name: m.Key}
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
	p.argument(a, rest)
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
