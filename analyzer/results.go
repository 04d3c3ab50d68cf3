package analyzer

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// ResultShape returns what the API says about the result of a task; nil where it may be anything: functions, activities,
// callbacks, and actions that are not known or give nothing.
func ResultShape(st *asl.Task) *awsapi.Shape {
	r := &st.ARN
	if r.Kind != asl.IntegrationResource || r.PatternText != string(r.Pattern) || isJobWithToken(st) {
		return nil
	}
	return awsapi.Output(r.SDK, r.Service, r.Action, string(r.Pattern))
}

// isJobWithToken reports whether a task waits for a job and passes its token on: AWS was recorded to take what SendTaskSuccess
// gives as the result then.
func isJobWithToken(st *asl.Task) bool {
	if st.ARN.Pattern != asl.Sync && st.ARN.Pattern != asl.Sync2 {
		return false
	}
	tree := st.Sent()
	return tree != nil && tree.Node != nil && strings.Contains(tree.Node.Span.Text(), ".Task")
}

// apiShape returns what is known about a value of a shape of the API. Its members are looked up when they are asked for, since
// shapes of the API may contain themselves.
func apiShape(x *awsapi.Shape) *shape {
	if x == nil {
		return nil
	}
	switch kind := x.Kind; {
	case kind.HasMembers(), kind == awsapi.Map:
		return &shape{api: x, size: 1}
	case kind == awsapi.List:
		return &anyArray
	case kind == awsapi.Document:
		return nil
	case len(x.Enum) > 0:
		return &shape{kind: scalarShape, api: x, size: 1}
	default:
		return &anyScalar
	}
}

// apiMember returns a member of a shape of the API, and false if it has no such member.
func (s *shape) apiMember(name string) (*shape, bool) {
	if s.api.Kind == awsapi.Map {
		return apiShape(s.api.Element()), true
	}
	m := s.api.Member(name)
	if m == nil {
		return nil, false
	}
	return apiShape(m.Shape()), true
}

// hasMember reports whether a value of a shape of the API can have something at a path of names.
func hasMember(x *awsapi.Shape, steps []string) bool {
	for _, name := range steps {
		switch {
		case x == nil || x.Kind == awsapi.List || x.Kind == awsapi.Document:
			return true
		case x.Kind == awsapi.Map:
			x = x.Element()
		case x.Kind.HasMembers():
			m := x.Member(name)
			if m == nil {
				return false
			}
			x = m.Shape()
		default:
			return false
		}
	}
	return true
}

// plain returns a shape of the API as an object with members; others as they are.
func (s *shape) plain() *shape {
	if s == nil || s.api == nil || s.kind != objectShape {
		return s
	}
	if s.api.Kind == awsapi.Map {
		return object(nil, true)
	}
	list := make([]member, 0, len(s.api.Members))
	for i := range s.api.Members {
		m := &s.api.Members[i]
		value := apiShape(m.Shape())
		list = append(list, member{m.Name, value})
		for _, other := range m.Aliases {
			list = append(list, member{other, value})
		}
	}
	return object(newMembers(list), false)
}

// An UnlistedValue is a text that a Choice compares with a value of the API, which never has it.
type UnlistedValue struct {
	Ref  query.Ref
	Text string
	Span source.Span
	// Values are those that the API lists.
	Values []string
}

// isUnlisted reports whether a value of the API never is a text.
func isUnlisted(found *shape, text string) bool {
	return found != nil && found.api != nil && len(found.api.Enum) > 0 && !slices.Contains(found.api.Enum, text)
}

// compareText notes a comparison of what a path finds with a text.
func (r *run) compareText(found *shape, ref query.Ref, text string, at source.Span) {
	if isUnlisted(found, text) {
		r.found.unlisted = append(r.found.unlisted, UnlistedValue{ref, text, at, found.api.Enum})
	}
}

// IsChildJSON reports whether a path into the result of a task leads to what .sync:2 gives as JSON: the input or the output of the child
// execution.
func IsChildJSON(st *asl.Task, steps []string) bool {
	x := ResultShape(st)
	return x != nil && isChildJSON(x, steps)
}

// HasChildJSON reports whether a member of a result has JSON of the child execution where IsChildJSON may be true.
func HasChildJSON(member string) bool { return member == "Output" || member == "Input" }

func isChildJSON(x *awsapi.Shape, steps []string) bool {
	return len(steps) == 1 && HasChildJSON(steps[0]) && x == awsapi.Output(false, "states", "startExecution", "sync:2")
}

// parse notes that a function parses what a path finds, if that is JSON already.
func (r *run) parse(doc *shape, ref query.Ref, steps []string) {
	if !ref.Whole || ref.Conditional || len(steps) == 0 {
		return
	}
	last := len(steps) - 1
	if found, ok := doc.get(steps[:last], true); ok && found != nil && found.api != nil && isChildJSON(found.api, steps[last:]) {
		r.found.parsed = append(r.found.parsed, ref)
	}
}

// conditions checks what the conditions of a Choice of JSONata compare.
func (r *run) conditions(st asl.State, in *shape) {
	if _, ok := st.(*asl.Choice); !ok {
		return
	}
	for _, site := range r.flow.program.Of(st) {
		if site.Name != "Condition" || site.Expression == nil {
			continue
		}
		for _, c := range site.Expression.TextTests() {
			if c.Ref.Root == query.States && len(c.Ref.Steps) > 1 && c.Ref.Steps[0] == "input" {
				if found, ok := in.get(c.Ref.Steps[1:], true); ok {
					r.compareText(found, c.Ref, c.Text, c.Span)
				}
			}
		}
	}
}
