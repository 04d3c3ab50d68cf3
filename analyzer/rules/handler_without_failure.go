package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var handlerWithoutFailure = &analyzer.Rule{
	Name:    "handler-without-failure",
	Summary: "Reports Retry and Catch of Parallel and Map states in which nothing can fail.",
	Why: `The handling never takes effect: either it belongs to another state, or what should be guarded is missing. A Pass or a
Wait whose fields are constant, and a Succeed, raise no error.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Advice,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [
        {"StartAt": "Rest", "States": {"Rest": {"Type": "Wait", "Seconds": 5, "End": true}}},
        {"StartAt": "Note", "States": {"Note": {"Type": "Pass", "Result": "noted", "End": true}}}
      ],
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Good: `{
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [
        {"StartAt": "Rest", "States": {"Rest": {"Type": "Wait", "Seconds": 5, "End": true}}},
        {"StartAt": "Note", "States": {"Note": {"Type": "Pass", "Result": "noted", "End": true}}}
      ],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for st, recovery := range p.Recoveries() {
			if len(recovery.Retry.Value)+len(recovery.Catch.Value) == 0 || mayFail(p, st) || hasPlaceholder(st.Head().Node) ||
				expectsSize(recovery) {
				continue
			}
			if len(recovery.Retry.Value) > 0 {
				p.Report(recovery.Retry.KeySpan(), "nothing in %q can fail, so that it is never retried", st.Head().Name)
			}
			if len(recovery.Catch.Value) > 0 {
				p.Report(recovery.Catch.KeySpan(), "nothing in %q can fail, so that there is nothing to catch", st.Head().Name)
			}
		}
	},
}

// mayFail reports whether a state can raise an error, unless it is certain that it cannot. Placeholders, and that the data
// grows too large, are left out of account.
func mayFail(p *analyzer.Pass, st asl.State) bool {
	switch st := st.(type) {
	case *asl.Pass, *asl.Succeed:
	case *asl.Wait:
		if !st.Seconds.Known() && !st.Timestamp.Known() {
			return true
		}
	case *asl.Parallel:
		if st.Branches.Opaque || len(st.Branches.Value) == 0 {
			return true
		}
	case *asl.Map:
		if !st.Items.Known() || st.Items.Value.Kind != source.Array || st.Processor() == nil || st.Distributed() {
			return true
		}
	case *asl.Task, *asl.Choice, *asl.Fail, *asl.Unknown:
		return true
	}
	return evaluates(p, st) || mayHaveMore(st.Head().Node) ||
		slices.ContainsFunc(asl.Machines(st), func(m *asl.Machine) bool {
			return !p.Graph.Certain(m) || slices.ContainsFunc(m.States, func(inner asl.State) bool { return mayFail(p, inner) })
		})
}

// evaluates reports whether a state reads or computes anything but its whole input when no error was caught.
func evaluates(p *analyzer.Pass, st asl.State) bool {
	return slices.ContainsFunc(p.Program.Of(st), func(s *analyzer.Field) bool {
		if s.Catcher != nil {
			return false
		}
		refs := s.Refs()
		return len(query.Expressions(s.Template, s.Expression)) > 0 || len(refs.Calls) > 0 ||
			slices.ContainsFunc(refs.Reads, func(r query.Ref) bool { return r.Root != query.Document || len(r.Steps) > 0 || !r.Whole })
	})
}

// expectsSize reports whether some handler names the error about data that is too large, which a Parallel may well raise
// that puts several copies of its input into one array.
func expectsSize(recovery *asl.Recovery) bool {
	retriers, catchers := handlers(recovery)
	return slices.ContainsFunc(append(retriers, catchers...), func(h handler) bool {
		return slices.ContainsFunc(h.names.Value, func(name asl.Field[string]) bool { return name.Value == asl.ErrorDataLimitExceeded })
	})
}
