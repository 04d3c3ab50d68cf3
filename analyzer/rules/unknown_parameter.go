package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unknownParameter = &analyzer.Rule{
	Name:    "unknown-parameter",
	Summary: "Reports parameters that an integration doesn't have and that resemble one it has.",
	Why: `AWS rejects the definition. Step Functions writes parameter names in PascalCase, including acronyms:
DBInstanceIdentifier in the API is DbInstanceIdentifier here.`,
	Since:      "0.1",
	Spec:       guideSDK,
	Severity:   source.Error,
	Confidence: analyzer.Likely,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Stop",
  "States": {
    "Stop": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:rds:stopDBCluster",
      "Parameters": {"dbClusterIdentifier": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Stop",
  "States": {
    "Stop": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:rds:stopDBCluster",
      "Parameters": {"DbClusterIdentifier": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkUnknownParameter,
}

func checkUnknownParameter(p *analyzer.Pass) {
	for _, st := range p.Graph.Tasks {
		args := arguments(st)
		if args == nil || args.Node.Kind != source.Object || asl.IsOpaque(args.Node) {
			continue
		}
		var known []string
		input := parametersOf(st.ARN)
		for i := range args.Node.Members {
			m := &args.Node.Members[i]
			name, isPath := strings.CutSuffix(m.Key, ".$")
			if input.Member(name) != nil || asl.HasPlaceholder(name) {
				continue
			}
			if known == nil {
				known = input.Names()
			}
			if len(known) == 0 || slices.Contains(known, name) {
				continue
			}
			if right := meant(args.Node, name, known); right != "" {
				if isPath {
					right += ".$"
				}
				reportParameter(p, st, args.Node, m, right)
			}
		}
	}
}

func reportParameter(p *analyzer.Pass, st *asl.Task, args *source.Node, m *source.Member, right string) {
	r := st.ARN
	d := source.Diagnostic{
		Span:    m.KeySpan,
		Message: fmt.Sprintf("%q has no parameter %q (did you mean %q?)", r.Service+":"+r.Action, m.Key, right), Hint: right,
	}
	if args.Member(right) == nil {
		d.Fixes = source.Respell(m.KeySpan, m.Key, right)
	}
	p.ReportDiagnostic(d)
}

// meant returns the parameter that a name probably means: one that differs only in case, or a similar name or the plural that
// isn't present. Other names may be newer than the catalog.
func meant(args *source.Node, name string, known []string) string {
	for _, k := range known {
		if strings.EqualFold(k, name) {
			if capitalsInFront(k, name) {
				return k
			}
			return ""
		}
	}
	near := source.Suggest(name, known)
	if near == "" || parameter(args, near) != nil || !misspelt(name, near) && near != name+"s" {
		return ""
	}
	return near
}
