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
	sets := make([]map[string]bool, len(list))
	having := map[string][]int{} // the handlers so far that have a name
	for i, h := range list {
		if k := firstCovering(sets, having, h); k >= 0 {
			p.ReportDiagnostic(source.Diagnostic{
				Span:    h.names.Span(),
				Message: fmt.Sprintf("this %s never matches because an earlier one covers its errors", h.what),
				Related: []source.Related{{Span: list[k].names.Span(), Message: "the earlier one is here"}},
			})
			continue // what it covers, the earlier one covers, too
		}
		sets[i] = map[string]bool{}
		for _, name := range h.names.Value {
			if !name.Opaque && name.Value != asl.ErrorAll && !sets[i][name.Value] {
				sets[i][name.Value] = true
				having[name.Value] = append(having[name.Value], i)
			}
		}
	}
}

// firstCovering returns the index of the first handler that covers all that a later one has, -1 if there is none.
func firstCovering(sets []map[string]bool, having map[string][]int, h handler) int {
	for _, k := range candidates(having, h.names.Value) {
		if coversAll(sets[k], h.names.Value) {
			return k
		}
	}
	return -1
}

// maxCandidates limits how many earlier handlers a later one is compared with, since a state may have very many.
const maxCandidates = 100

// candidates returns the earlier handlers that may cover all names, in order: those that cover the name that the fewest do.
func candidates(having map[string][]int, names []asl.Field[string]) []int {
	fewest, best, bestIsTask := -1, "", false
	for _, name := range names {
		if name.Opaque {
			return nil
		}
		isTask := name.Value != asl.ErrorTaskFailed && asl.ErrorMatches(asl.ErrorTaskFailed, name.Value)
		n := len(having[name.Value])
		if isTask {
			n += len(having[asl.ErrorTaskFailed])
		}
		if fewest < 0 || n < fewest {
			fewest, best, bestIsTask = n, name.Value, isTask
		}
	}
	found := having[best][:min(len(having[best]), maxCandidates)]
	if !bestIsTask {
		return found
	}
	found = slices.Concat(found, having[asl.ErrorTaskFailed])
	slices.Sort(found)
	return found
}

// coversAll reports whether an entry that comes first, of which these are the names, leaves nothing to a later one. What comes
// after States.ALL is the business of another rule.
func coversAll(earlier map[string]bool, later []asl.Field[string]) bool {
	for _, name := range later {
		covered := earlier[name.Value] || earlier[asl.ErrorTaskFailed] && asl.ErrorMatches(asl.ErrorTaskFailed, name.Value)
		if name.Opaque || !covered {
			return false
		}
	}
	return true
}
