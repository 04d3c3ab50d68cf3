package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var templateKeyClash = &analyzer.Rule{
	Name:    "template-key-clash",
	Summary: `Reports keys of a payload template that are equal without the suffix ".$", such as "id" and "id.$".`,
	Why:     "Both keys produce the same member of the result, and only one of the values can be in it.",
	Since:   "0.1",
	Spec:    specTemplates, Severity: source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"id": 1, "id.$": "$.id"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Name",
  "States": {
    "Name": {"Type": "Pass", "Parameters": {"default": 1, "id.$": "$.id"}, "End": true}
  }
}`,
	Check: checkTemplateKeyClash,
}

func checkTemplateKeyClash(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Template != nil && site.Language == asl.JSONPath && len(site.Template.Paths) > 0 {
			findClashes(p, site.Node)
		}
	}
}

func findClashes(p *analyzer.Pass, n *source.Node) {
	for _, item := range n.Items {
		findClashes(p, item)
	}
	var index source.MemberIndex
	for i := range n.Members {
		m := &n.Members[i]
		findClashes(p, m.Value)
		plain, isPath := strings.CutSuffix(m.Key, ".$")
		if !isPath {
			continue
		}
		if other := index.Member(n, plain); other != nil {
			p.ReportDiagnostic(source.Diagnostic{
				Span: m.KeySpan, Message: fmt.Sprintf("%q and %q are the same field of the result", m.Key, plain),
				Related: []source.Related{{Span: other.KeySpan, Message: fmt.Sprintf("%q is here", plain)}},
			})
		}
	}
}
