package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var pathWithoutDollar = &analyzer.Rule{
	Name:    "path-without-dollar",
	Summary: `Reports paths and intrinsic functions in payload templates under keys that don't end in ".$".`,
	Why: `Step Functions evaluates a value only if its key ends in ".$". Otherwise the callee receives the text
"$.order.id" instead of the order ID.`,
	Since:      "0.1",
	Spec:       apiValidate,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Code:       "NO_DOLLAR",
	Bad: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"name": "$.customer.name"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"name.$": "$.customer.name"}, "End": true}
  }
}`,
	Check: checkPathWithoutDollar,
}

func checkPathWithoutDollar(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Template != nil && site.Language == asl.JSONPath {
			findStaticPaths(p, site.Node)
		}
	}
}

func findStaticPaths(p *analyzer.Pass, n *source.Node) {
	for _, item := range n.Items {
		findStaticPaths(p, item)
	}
	for i := range n.Members {
		m := &n.Members[i]
		if strings.HasSuffix(m.Key, ".$") {
			continue
		}
		if !looksLikePath(m.Value) {
			findStaticPaths(p, m.Value)
			continue
		}
		p.ReportDiagnostic(source.Diagnostic{
			Span:    m.Value.Span,
			Message: fmt.Sprintf("%q is passed on literally because the key %q does not end in \".$\"", m.Value.Text, m.Key),
			Hint:    m.Key + ".$",
		})
	}
}
