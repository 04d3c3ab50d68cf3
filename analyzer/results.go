package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
)

// ResultShape returns what the API says about the result of a task; nil where it may be anything: functions, activities,
// callbacks, and actions that are not known or give nothing.
func ResultShape(st *asl.Task) *awsapi.Shape {
	r := &st.ARN
	if r.Kind != asl.IntegrationResource || r.PatternText != string(r.Pattern) {
		return nil
	}
	return awsapi.Output(r.SDK, r.Service, r.Action, string(r.Pattern))
}

// apiShape returns what is known about a value of a shape of the API. Its members are looked up when they are asked for, since
// shapes of the API may contain themselves.
func apiShape(x *awsapi.Shape) *shape {
	if x == nil {
		return nil
	}
	switch x.Kind {
	case awsapi.Structure, awsapi.Union, awsapi.Map:
		return &shape{api: x, size: 1}
	case awsapi.List:
		return &anyArray
	case awsapi.Document:
		return nil
	case awsapi.String, awsapi.Blob, awsapi.Timestamp, awsapi.Boolean, awsapi.Integer, awsapi.Long, awsapi.Float, awsapi.Double:
		return &anyScalar
	default:
		return nil
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

// plain returns a shape of the API as an object with members; others as they are.
func (s *shape) plain() *shape {
	if s == nil || s.api == nil {
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
