package rules

import (
	"iter"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

// catches reports whether a state has a Catcher, or may have one.
func catches(r *asl.Recovery) bool { return r.Catch.Opaque || len(r.Catch.Value) > 0 }

// retries reports whether a state has a Retrier, or may have one.
func retries(r *asl.Recovery) bool { return r.Retry.Opaque || len(r.Retry.Value) > 0 }

// asOne returns the subject of a single finding about all tasks that lack a kind of error handling: "no task has" if no
// state has it, "most tasks lack" if few do. It returns "" if each task gets its own finding, because few lack it or a
// comment ignores a rule.
func asOne(p *analyzer.Pass, lacking []*asl.Task, has func(*asl.Recovery) bool) string {
	if len(lacking) <= fewTasks || p.Suppresses() {
		return ""
	}
	some := slices.ContainsFunc(p.Graph.States, func(st asl.State) bool {
		recovery := asl.Recover(st)
		return recovery != nil && has(recovery)
	})
	switch {
	case !some:
		return "no task has"
	case 4*len(lacking) > 3*len(p.Graph.Tasks):
		return "most tasks lack"
	default:
		return ""
	}
}

// fewTasks is the number of tasks up to which each gets its own finding.
const fewTasks = 3

// maxRelated limits the locations that a finding about many tasks or assignments shows.
const maxRelated = 10

// together returns a single finding for tasks that lack the same thing, which is more likely a decision than a mistake.
func together(tasks []*asl.Task, message string) source.Diagnostic {
	others := tasks[1:min(len(tasks), maxRelated+1)]
	related := make([]source.Related, len(others))
	for i, st := range others {
		related[i] = source.Related{Span: st.NameSpan, Message: "also here"}
	}
	return source.Diagnostic{Span: tasks[0].NameSpan, Message: message, Related: related}
}

// lambdaTransient are the transient errors of Lambda. The developer guide recommends retrying the first three; Workflow
// Studio adds TooManyRequestsException to new tasks.
// https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html
var lambdaTransient = []string{
	"Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException",
}

// catching returns where an error is caught, or may be.
func catching(raised string) *handling {
	return &handling{has: func(r *asl.Recovery) bool {
		return r.Catch.Opaque || slices.ContainsFunc(r.Catch.Value, func(c *asl.Catcher) bool {
			return c.ErrorEquals.Opaque || coversError(c.ErrorEquals.Value, raised)
		})
	}}
}

// catchingLambda returns where the transient errors of Lambda are caught, or may be.
func catchingLambda() *handling { return catching(lambdaTransient[0]) }

// coversError reports whether names cover an error, or may do so.
func coversError(names []asl.Field[string], raised string) bool {
	return slices.ContainsFunc(names, func(f asl.Field[string]) bool {
		return f.Opaque || asl.ErrorMatches(f.Value, raised)
	})
}

// errorNames yields all names in the ErrorEquals of a state.
func errorNames(st asl.State) iter.Seq[*asl.Field[string]] {
	return func(yield func(*asl.Field[string]) bool) {
		recovery := asl.Recover(st)
		if recovery == nil {
			return
		}
		for _, r := range recovery.Retry.Value {
			for i := range r.ErrorEquals.Value {
				if !yield(&r.ErrorEquals.Value[i]) {
					return
				}
			}
		}
		for _, c := range recovery.Catch.Value {
			for i := range c.ErrorEquals.Value {
				if !yield(&c.ErrorEquals.Value[i]) {
					return
				}
			}
		}
	}
}

// errorPrefix returns what the names of a task's errors begin with; "" where that is not known.
func errorPrefix(r asl.Resource) string {
	if r.Kind != asl.IntegrationResource {
		return ""
	}
	if r.SDK {
		if s := awsapi.Lookup(r.Service); s != nil {
			return s.Prefix
		}
		return ""
	}
	if o := awsapi.LookupOptimized(r.Service, r.Action); o != nil && !strings.Contains(o.ErrorPrefix, ".") {
		return o.ErrorPrefix
	}
	return ""
}

// handler is a Retrier or a Catcher.
type handler struct {
	what  string
	span  source.Span
	names *asl.Field[[]asl.Field[string]]
}

// handlers returns the Retriers and the Catchers of a state in their order.
func handlers(recovery *asl.Recovery) (retriers, catchers []handler) {
	retriers, catchers = make([]handler, 0, len(recovery.Retry.Value)), make([]handler, 0, len(recovery.Catch.Value))
	for _, r := range recovery.Retry.Value {
		retriers = append(retriers, handler{"Retrier", r.Span, &r.ErrorEquals})
	}
	for _, c := range recovery.Catch.Value {
		catchers = append(catchers, handler{"Catcher", c.Span, &c.ErrorEquals})
	}
	return retriers, catchers
}
