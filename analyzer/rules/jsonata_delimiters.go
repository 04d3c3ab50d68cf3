package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var jsonataDelimiters = &analyzer.Rule{
	Name:    "jsonata-delimiters",
	Summary: `Reports JSONata strings that start with "{%" but don't end with "%}", or the reverse.`,
	Why: `Step Functions evaluates a string only if "{%" is at its very start and "%}" at its very end. It
rejects a definition with only one of the two. A space outside the delimiters makes the whole string literal
text.`,
	Since:      "0.1",
	Spec:       guideJSONata,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Sum",
  "QueryLanguage": "JSONata",
  "States": {
    "Sum": {"Type": "Pass", "Output": "{% $sum($states.input.prices) }", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Sum",
  "QueryLanguage": "JSONata",
  "States": {
    "Sum": {"Type": "Pass", "Output": "{% $sum($states.input.prices) %}", "End": true}
  }
}`,
	Check: checkJSONataDelimiters,
}

func checkJSONataDelimiters(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Template != nil && site.Language == asl.JSONata {
			findHalfExpressions(p, site.Node)
		}
	}
	for st := range each[*asl.Wait](p) {
		halfExpression(p, st, &st.Timestamp)
	}
	for st := range each[*asl.Fail](p) {
		halfExpression(p, st, &st.Error)
		halfExpression(p, st, &st.Cause)
	}
}

func halfExpression(p *analyzer.Pass, st asl.State, f *asl.Field[string]) {
	if f.Known() && st.Head().Language == asl.JSONata {
		findHalfExpressions(p, f.Node)
	}
}

func findHalfExpressions(p *analyzer.Pass, n *source.Node) {
	for _, item := range n.Items {
		findHalfExpressions(p, item)
	}
	for i := range n.Members {
		findHalfExpressions(p, n.Members[i].Value)
	}
	if n.Kind != source.String || asl.IsOpaque(n) || asl.IsExpression(n.Text) {
		return
	}
	fixes, trimmed := asl.TrimExpression(n)
	switch {
	case trimmed:
		p.ReportDiagnostic(source.Diagnostic{
			Span: n.Span, Message: "text follows the \"%}\" of this expression; in a YAML block scalar it is the line break", Fixes: fixes,
		})
	case strings.HasPrefix(n.Text, "{%"):
		p.Report(n.Span, "this expression starts with \"{%%\" but does not end with \"%%}\"")
	case strings.HasSuffix(n.Text, "%}") && !strings.Contains(n.Text, "{%"):
		p.Report(n.Span, "this expression ends with \"%%}\" but does not start with \"{%%\"")
	}
}
