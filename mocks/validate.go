package mocks

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

// CheckResults compares the results that a mock returns with those that the API of a task's action has: the types of the
// members that are there, as TestState does with fieldValidationMode PRESENT
// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html). Members that are not known pass there;
// here those pass that are not near a known one. It is silent where the shape is not known: functions, activities, jobs
// that are waited for, callbacks, unknown services.
func (m *Mock) CheckResults(task *asl.Task) source.Diagnostics {
	action := resultShape(task.ARN)
	if action == nil || len(action.Results) == 0 {
		return nil
	}
	p := &parser{}
	for _, a := range m.Answers {
		switch {
		case a.result == nil:
		case a.result.Kind != source.Object:
			p.report(a.result.Span, "the result of %s must be an object, not %s", action.Name, source.WithArticle(a.result.Kind.String()))
		default:
			for i := range a.result.Members {
				p.checkResult(action, &a.result.Members[i])
			}
		}
	}
	return p.diagnostics.Sorted()
}

// resultShape returns the action of the SDK whose result a task has; nil where that is not known.
func resultShape(r asl.Resource) *awsapi.Action {
	if r.Pattern != asl.RequestResponse {
		return nil
	}
	service, name := r.Service, r.Action
	if !r.SDK {
		optimized := awsapi.LookupOptimized(r.Service, r.Action)
		if optimized == nil {
			return nil
		}
		service, name, _ = strings.Cut(optimized.SDK, ":")
	}
	s := awsapi.Lookup(service)
	if s == nil {
		return nil
	}
	return s.Action(name)
}

func (p *parser) checkResult(action *awsapi.Action, m *source.Member) {
	known := action.Result(m.Key)
	if known == nil {
		names := make([]string, len(action.Results))
		for i, r := range action.Results {
			names[i] = r.Name
		}
		if hint := source.DidYouMean(m.Key, names); hint != "" {
			p.report(m.KeySpan, "the result of %s has no member %q%s", action.Name, m.Key, hint)
		}
		return
	}
	if want, ok := wantedKind(known.Kind); ok && m.Value.Kind != source.Null && m.Value.Kind != want {
		p.report(m.Value.Span, "%q in the result of %s must be %s, not %s", m.Key, action.Name, source.WithArticle(want.String()), source.WithArticle(m.Value.Kind.String()))
	}
}

// wantedKind returns the kind of JSON that a type of the API has; false where it may be any.
func wantedKind(k awsapi.Kind) (source.Kind, bool) {
	switch k {
	case awsapi.String:
		return source.String, true
	case awsapi.Integer, awsapi.Float:
		return source.Number, true
	case awsapi.Boolean:
		return source.Bool, true
	case awsapi.List:
		return source.Array, true
	case awsapi.Map, awsapi.Structure:
		return source.Object, true
	default: // times and bytes come in several forms
		return source.Invalid, false
	}
}
