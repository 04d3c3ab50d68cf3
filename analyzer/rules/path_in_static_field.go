package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var pathInStaticField = &analyzer.Rule{
	Name:    "path-in-static-field",
	Summary: "Reports paths in fields that take literal text, such as Cause, when the state also has a field with the suffix Path.",
	Why: `"Cause": "$.error.Cause" shows exactly these characters in the console and the history instead of the
error's cause; "CausePath" evaluates the path.`,
	Since:      "0.1",
	Spec:       apiValidate,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Code:       "NO_PATH",
	Bad: `{
  "StartAt": "Give up",
  "States": {
    "Give up": {"Type": "Fail", "Error": "Refused", "Cause": "$.error.Cause"}
  }
}`,
	Good: `{
  "StartAt": "Give up",
  "States": {
    "Give up": {"Type": "Fail", "Error": "Refused", "CausePath": "$.error.Cause"}
  }
}`,
	Check: checkPathInStaticField,
}

func checkPathInStaticField(p *analyzer.Pass) {
	for st := range each[*asl.Fail](p) {
		if st.Language == asl.JSONPath {
			reportStaticPath(p, "Error", st.Error.Node)
			reportStaticPath(p, "Cause", st.Cause.Node)
		}
	}
	for _, st := range p.Graph.Choices {
		for _, rule := range st.Choices.Value {
			findStaticOperands(p, rule.Test)
		}
	}
}

func findStaticOperands(p *analyzer.Pass, t *asl.Test) {
	if t == nil {
		return
	}
	if asl.Operators[t.Operator] == asl.StringOperand && asl.Operators[t.Operator+"Path"] == asl.PathOperand {
		reportStaticPath(p, string(t.Operator), t.Operand.Node)
	}
	for _, inner := range t.And {
		findStaticOperands(p, inner)
	}
	for _, inner := range t.Or {
		findStaticOperands(p, inner)
	}
	findStaticOperands(p, t.Not)
}

func reportStaticPath(p *analyzer.Pass, field string, n *source.Node) {
	if looksLikePath(n) {
		p.Report(n.Span, "%q is taken literally (use %q)", n.Text, field+"Path")
	}
}
