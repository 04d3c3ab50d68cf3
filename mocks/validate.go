package mocks

import (
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
	r := task.ARN
	result := awsapi.Output(r.SDK, r.Service, r.Action, string(r.Pattern))
	if r.Pattern != asl.RequestResponse || result == nil || len(result.Members) == 0 {
		return nil
	}
	p := &parser{}
	for _, a := range m.Answers {
		switch {
		case a.result == nil:
		case a.result.Kind != source.Object:
			p.report(a.result.Span, "the result of %s must be an object, not %s", r.Action, source.WithArticle(a.result.Kind.String()))
		default:
			for i := range a.result.Members {
				p.checkResult(r.Action, result, &a.result.Members[i])
			}
		}
	}
	return p.diagnostics.Sorted()
}

func (p *parser) checkResult(action string, result *awsapi.Shape, m *source.Member) {
	known := result.Member(m.Key)
	if known == nil {
		if hint := source.DidYouMean(m.Key, result.Names()); hint != "" {
			p.report(m.KeySpan, "the result of %s has no member %q%s", action, m.Key, hint)
		}
		return
	}
	if want, ok := wantedKind(known.Shape().Kind); ok && m.Value.Kind != source.Null && m.Value.Kind != want {
		p.report(m.Value.Span, "%q in the result of %s must be %s, not %s", m.Key, action, source.WithArticle(want.String()), source.WithArticle(m.Value.Kind.String()))
	}
}

// wantedKind returns the kind of JSON that a type of the API has; false where it may be any.
func wantedKind(k awsapi.Kind) (source.Kind, bool) {
	switch k {
	case awsapi.String:
		return source.String, true
	case awsapi.Integer, awsapi.Long, awsapi.Float, awsapi.Double:
		return source.Number, true
	case awsapi.Boolean:
		return source.Bool, true
	case awsapi.List:
		return source.Array, true
	case awsapi.Map, awsapi.Structure, awsapi.Union:
		return source.Object, true
	default: // times and bytes come in several forms
		return source.Invalid, false
	}
}
