package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var jsonataDelimiters = &analyzer.Rule{
	Name:    "jsonata-delimiters",
	Summary: `Reports texts in fields of JSONata that begin with "{%" without ending with "%}", or the reverse.`,
	Why: `An expression is the whole text between "{%" at the very beginning and "%}" at the very end. The service refuses one
without the other; blanks outside of them make the text a plain text.`,
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
			Span: n.Span, Message: "something stands behind the \"%}\" of this expression; in a block of YAML it is the line break", Fixes: fixes,
		})
	case strings.HasPrefix(n.Text, "{%"):
		p.Report(n.Span, "this expression begins with \"{%%\" but does not end with \"%%}\"")
	case strings.HasSuffix(n.Text, "%}") && !strings.Contains(n.Text, "{%"):
		p.Report(n.Span, "this expression ends with \"%%}\" but does not begin with \"{%%\"")
	}
}
