package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var pathInPassResult = &analyzer.Rule{
	Name:    "path-in-pass-result",
	Summary: "Reports paths and intrinsic functions in the Result of a Pass state.",
	Why: `Result is static: Step Functions passes "$.order" or "States.UUID()" on literally, even under a key
that ends in ".$". Use Parameters to evaluate them.`,
	Since:      "0.1",
	Spec:       apiValidate,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Code:       "PASS_RESULT_IS_STATIC",
	Bad: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Result": {"name.$": "$.customer.name"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"name.$": "$.customer.name"}, "End": true}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for st := range each[*asl.Pass](p) {
			if st.Result.Set && st.Language == asl.JSONPath {
				findPathsInResult(p, st.Result.Node)
			}
		}
	},
}

func findPathsInResult(p *analyzer.Pass, n *source.Node) {
	for _, item := range n.Items {
		findPathsInResult(p, item)
	}
	for i := range n.Members {
		m := &n.Members[i]
		if looksLikePath(m.Value) || strings.HasSuffix(m.Key, ".$") && m.Value.Kind == source.String && strings.HasPrefix(m.Value.Text, "$") {
			p.Report(m.Value.Span, "\"Result\" is static, so %q is passed on literally (use \"Parameters\")", m.Value.Text)
			continue
		}
		findPathsInResult(p, m.Value)
	}
}
