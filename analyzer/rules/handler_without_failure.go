package rules

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var handlerWithoutFailure = &analyzer.Rule{
	Name:    "handler-without-failure",
	Summary: "Reports Retry and Catch on Parallel and Map states in which nothing can fail, or only with an error that can't be handled.",
	Why: `The handler never runs: either it belongs to another state, or the task that it should guard is
missing. Pass and Wait states with constant fields and Succeed states never fail. A path that finds nothing, a
failing intrinsic function and a Choice without a match raise States.Runtime, which no handler catches: test
such paths with IsPresent in a Choice, or give them a default.`,
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
	Check: checkHandlerWithoutFailure,
}

// checkHandlerWithoutFailure begins with the innermost states, so that what holds for them is known when the states around them
// are checked.
func checkHandlerWithoutFailure(p *analyzer.Pass) {
	f := failures{pass: p, worst: map[asl.State]failure{}, placeholders: map[*source.Node]bool{}}
	for _, st := range slices.Backward(p.Graph.States) {
		recovery := asl.Recover(st)
		if recovery == nil || len(recovery.Retry.Value)+len(recovery.Catch.Value) == 0 {
			continue
		}
		if !f.hasPlaceholder(st) && !expectsRareError(recovery) {
			reportWithoutFailure(p, st, recovery, f.of(st))
		}
	}
}

func reportWithoutFailure(p *analyzer.Pass, st asl.State, recovery *asl.Recovery, worst failure) {
	if worst == anyFailure {
		return
	}
	name := st.Head().Name
	retried := fmt.Sprintf("nothing in %q can fail, so it is never retried", name)
	caught := fmt.Sprintf("nothing in %q can fail, so this Catch never runs", name)
	hint := ""
	if worst == onlyRuntime {
		retried = fmt.Sprintf("%q can only fail with %q, which is never retried", name, asl.ErrorRuntime)
		caught = fmt.Sprintf("%q can only fail with %q, which no Catcher matches", name, asl.ErrorRuntime)
		hint = "test the paths with IsPresent in a Choice, or give them a default"
	}
	if len(recovery.Retry.Value) > 0 {
		p.ReportDiagnostic(source.Diagnostic{Span: recovery.Retry.KeySpan(), Message: retried, Hint: hint})
	}
	if len(recovery.Catch.Value) > 0 {
		p.ReportDiagnostic(source.Diagnostic{Span: recovery.Catch.KeySpan(), Message: caught, Hint: hint})
	}
}

// A failure is the worst that can happen in a state.
type failure uint8

const (
	noFailure failure = iota
	// onlyRuntime is States.Runtime, which nothing retries and nothing catches.
	onlyRuntime
	anyFailure
)

// failures keeps what is known about states with others inside, which may be nested deeply.
type failures struct {
	pass         *analyzer.Pass
	worst        map[asl.State]failure
	placeholders map[*source.Node]bool // whether a state has one
}

// hasPlaceholder reports whether some text in a state is not known before a template is filled in.
func (f *failures) hasPlaceholder(st asl.State) bool {
	n := st.Head().Node
	has := hasPlaceholderBut(n, f.placeholders)
	if len(asl.Machines(st)) > 0 {
		f.placeholders[n] = has
	}
	return has
}

// of returns how a state can fail; anyFailure unless another answer is certain. Placeholders, and that the data grows too large, are
// left out of account.
func (f *failures) of(st asl.State) failure {
	machines := asl.Machines(st)
	if len(machines) == 0 {
		return f.find(st, nil)
	}
	worst, known := f.worst[st]
	if !known {
		worst = f.find(st, machines)
		f.worst[st] = worst
	}
	return worst
}

func (f *failures) find(st asl.State, machines []*asl.Machine) failure {
	worst := noFailure
	switch st := st.(type) {
	case *asl.Pass, *asl.Succeed:
	case *asl.Wait:
		if !st.Seconds.Known() && !st.Timestamp.Known() {
			worst = onlyRuntime
		}
	case *asl.Choice:
		worst = onlyRuntime
	case *asl.Parallel:
		if st.Branches.Opaque || len(st.Branches.Value) == 0 {
			return anyFailure
		}
	case *asl.Map:
		if !st.Items.Known() || st.Items.Value.Kind != source.Array || st.Processor() == nil || st.Distributed() {
			return anyFailure
		}
	case *asl.Task, *asl.Fail, *asl.Unknown:
		return anyFailure
	}
	if mayHaveMore(st.Head().Node) {
		return anyFailure
	}
	worst = max(worst, evaluates(f.pass, st))
	if worst > noFailure && st.Head().Language == asl.JSONata { // it raises States.QueryEvaluationError
		return anyFailure
	}
	for _, m := range machines {
		if !f.pass.Graph.Certain(m) {
			return anyFailure
		}
		for _, inner := range m.States {
			worst = max(worst, f.of(inner))
		}
	}
	return worst
}

// evaluates returns onlyRuntime where a state reads or computes anything but its whole input when no error was caught, and
// anyFailure where a ResultPath may lead into an array or a text, which is States.ReferencePathConflict.
func evaluates(p *analyzer.Pass, st asl.State) failure {
	worst := noFailure
	for _, s := range p.Program.Of(st) {
		refs := s.Refs()
		reads := slices.ContainsFunc(refs.Reads, func(r query.Ref) bool { return r.Root != query.Document || len(r.Steps) > 0 || !r.Whole })
		switch {
		case s.Catcher != nil:
		case s.Name == "ResultPath" && reads:
			return anyFailure
		case reads || len(refs.Calls) > 0 || len(query.Expressions(s.Template, s.Expression)) > 0:
			worst = onlyRuntime
		}
	}
	return worst
}

// expectsRareError reports whether some handler names an error that is left out of account: about data that is too large,
// which a Parallel may well raise that puts several copies of its input into one array, or about a ResultPath that leads
// into an array.
func expectsRareError(recovery *asl.Recovery) bool {
	retriers, catchers := handlers(recovery)
	return slices.ContainsFunc(append(retriers, catchers...), func(h handler) bool {
		return slices.ContainsFunc(h.names.Value, func(name asl.Field[string]) bool {
			return name.Value == asl.ErrorDataLimitExceeded || name.Value == asl.ErrorReferencePathConflict
		})
	})
}
