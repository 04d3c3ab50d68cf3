package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var uncatchableError = &analyzer.Rule{
	Name:    "uncatchable-error",
	Summary: "Reports Retriers and Catchers for errors that can't be handled, such as States.Runtime.",
	Why: `A path of a payload template that finds nothing, a Choice without a match and a failing intrinsic
function all raise States.Runtime. It ends the execution immediately: neither its name nor States.ALL matches
it, not even on an enclosing Parallel or Map state. Step Functions never raises the names that the States
Language defines for these cases, States.ParameterPathFailure, States.NoChoiceMatched and
States.IntrinsicFailure; instead of States.ResultPathMatchFailure it raises States.ReferencePathConflict. Test
the path with IsPresent in a Choice or give it a default, and give each Choice a Default. In JSONata, these
failures raise States.QueryEvaluationError, which can be caught.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Catch": [{"ErrorEquals": ["States.Runtime"], "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Catch": [{"ErrorEquals": ["States.BranchFailed"], "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for st, recovery := range p.Recoveries() {
			retriers, catchers := handlers(recovery)
			for _, h := range append(retriers, catchers...) {
				for _, name := range h.names.Value {
					if name.Known() && asl.IsUncatchable(name.Value) {
						reportUncatchable(p, st, h, &name)
					}
				}
			}
		}
	},
}

func reportUncatchable(p *analyzer.Pass, st asl.State, h handler, name *asl.Field[string]) {
	d := source.Diagnostic{Span: name.Span(), Hint: wayOut(st, name.Value)}
	switch instead := asl.RaisedInstead(name.Value); instead {
	case "":
		d.Message = fmt.Sprintf("%q always ends the execution: no %s matches it", name.Value, h.what)
	case asl.ErrorRuntime:
		d.Message = fmt.Sprintf("%q never matches: the service raises %q instead, which no %s matches", name.Value, instead, h.what)
	default:
		d.Message = fmt.Sprintf("%q never matches: the service raises %q instead", name.Value, instead)
	}
	p.ReportDiagnostic(d)
}

// wayOut says what to do instead of catching an error that cannot be caught.
func wayOut(st asl.State, name string) string {
	switch {
	case name == asl.ErrorNoChoiceMatched:
		return "give the Choice a Default"
	case name == asl.ErrorResultPathMatchFailure:
		return fmt.Sprintf("use %q", asl.ErrorReferencePathConflict)
	case st.Head().Language == asl.JSONata:
		return fmt.Sprintf("an expression that fails raises %q, which can be caught", asl.ErrorQueryEvaluation)
	case name == asl.ErrorIntrinsicFailure:
		return "test the arguments by a Choice before"
	default:
		return "test the path by a Choice with IsPresent, or give it a default before"
	}
}
