package rules

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unknownErrorName = &analyzer.Rule{
	Name:    "unknown-error-name",
	Summary: `Reports names in ErrorEquals that start with "States." but that Step Functions doesn't know.`,
	Why: `The prefix is reserved for Step Functions, which raises only a fixed set of errors. A Retrier or
Catcher for any other name never matches, so the error that it was meant for ends the execution.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Catch": [{"ErrorEquals": ["States.TaskFailedId"], "Next": "Give up"}],
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
      "Catch": [{"ErrorEquals": ["States.TaskFailed"], "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Check: checkUnknownErrorName,
}

// catchable are the names of errors that a Catcher may name.
var catchable = sync.OnceValue(func() []string {
	return slices.DeleteFunc(slices.Clone(asl.ErrorNames), asl.IsUncatchable)
})

func checkUnknownErrorName(p *analyzer.Pass) {
	for _, st := range p.Graph.States {
		for name := range errorNames(st) {
			known := asl.IsKnownError(name.Value)
			if name.Opaque || known || !asl.IsReservedError(name.Value) && !misspellsReserved(name.Value) {
				continue
			}
			d := source.Diagnostic{Span: name.Span(), Message: fmt.Sprintf("the service never raises %q", name.Value)}
			d.Misspelt(name.Value, catchable())
			p.ReportDiagnostic(d)
		}
	}
}

// misspellsReserved reports whether a name differs from a reserved one in capitals alone.
func misspellsReserved(name string) bool {
	for _, known := range asl.ErrorNames {
		if strings.EqualFold(known, name) {
			return true
		}
	}
	return false
}
