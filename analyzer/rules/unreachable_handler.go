package rules

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unreachableHandler = &analyzer.Rule{
	Name:    "unreachable-handler",
	Summary: "Reports Retriers and Catchers that never match because an earlier one covers all their errors.",
	Why: `Step Functions tries the entries in order and takes the first that matches. Put specific errors before
general ones.`,
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
      "Catch": [
        {"ErrorEquals": ["OutOfStock", "Closed"], "Next": "Give up"},
        {"ErrorEquals": ["Closed"], "Next": "Wait"}
      ],
      "End": true
    },
    "Wait": {"Type": "Wait", "Seconds": 60, "Next": "Each"},
    "Give up": {"Type": "Fail"}
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Parallel",
      "Branches": [{"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}],
      "Catch": [
        {"ErrorEquals": ["OutOfStock"], "Next": "Give up"},
        {"ErrorEquals": ["Closed"], "Next": "Wait"}
      ],
      "End": true
    },
    "Wait": {"Type": "Wait", "Seconds": 60, "Next": "Each"},
    "Give up": {"Type": "Fail"}
  }
}`,
	Check: checkUnreachableHandler,
}

func checkUnreachableHandler(p *analyzer.Pass) {
	for _, recovery := range p.Recoveries() {
		if len(recovery.Retry.Value)+len(recovery.Catch.Value) < 2 {
			continue
		}
		retriers, catchers := handlers(recovery)
		checkShadowed(p, retriers)
		checkShadowed(p, catchers)
	}
}

func checkShadowed(p *analyzer.Pass, list []handler) {
	for i, h := range list {
		for _, earlier := range list[:i] {
			if len(h.names.Value) > 0 && coversAll(earlier.names.Value, h.names.Value) {
				p.ReportDiagnostic(source.Diagnostic{
					Span:    h.names.Span(),
					Message: fmt.Sprintf("this %s never matches because an earlier one covers its errors", h.what),
					Related: []source.Related{{Span: earlier.names.Span(), Message: "the earlier one is here"}},
				})
				break
			}
		}
	}
}

// coversAll reports whether an entry that comes first leaves nothing to a later one. What comes after States.ALL is the
// business of another rule.
func coversAll(earlier, later []asl.Field[string]) bool {
	for _, name := range later {
		if name.Opaque || !slices.ContainsFunc(earlier, func(e asl.Field[string]) bool { return covers(e, name.Value) }) {
			return false
		}
	}
	return true
}

func covers(e asl.Field[string], name string) bool {
	if e.Opaque || e.Value == asl.ErrorAll {
		return false
	}
	return e.Value == name || e.Value == asl.ErrorTaskFailed && asl.ErrorMatches(e.Value, name)
}
