package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var unknownParameter = &analyzer.Rule{
	Name:    "unknown-parameter",
	Summary: "Reports parameters, at any depth, that an integration doesn't have and that resemble one it has, or belong elsewhere.",
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
	var index source.MemberIndex
	for _, a := range p.Arguments() {
		if a.Shape != nil || a.In == nil {
			continue
		}
		if right := meant(a, &index); right != "" {
			reportParameter(p, a, right, &index)
		} else if where := misplaced(a); where != "" {
			r := a.Task.ARN
			p.Report(a.Member.KeySpan, "%q has no parameter %q here: it belongs to %s", r.Service+":"+r.Action, a.Name, where)
		}
	}
}

func reportParameter(p *analyzer.Pass, a *analyzer.Argument, right string, index *source.MemberIndex) {
	r := a.Task.ARN
	if a.Name != a.Member.Key {
		right += ".$"
	}
	d := source.Diagnostic{
		Span: a.Member.KeySpan, Message: fmt.Sprintf("%q has no parameter %q (did you mean %q?)", r.Service+":"+r.Action, a.Member.Key, right), Hint: right,
	}
	if outer := a.In.Path(); outer != "" {
		d.Message = fmt.Sprintf("%q in %q has no member %q (did you mean %q?)", outer, r.Service+":"+r.Action, a.Member.Key, right)
	}
	if index.Member(a.In.Node, right) == nil {
		d.Fixes = source.Respell(a.Member.KeySpan, a.Member.Key, right)
	}
	p.ReportDiagnostic(d)
}

// meant returns the parameter that a name probably means: one that differs only in case, or a similar name or the plural that
// isn't present. Other names may be newer than the catalog.
func meant(a *analyzer.Argument, index *source.MemberIndex) string {
	known := a.In.Shape.Names()
	for _, k := range known {
		if strings.EqualFold(k, a.Name) {
			return k
		}
	}
	near := source.Suggest(a.Name, known)
	if near == "" || parameterIn(index, a.In.Node, near) != nil || !misspelt(a.Name, near) && near != a.Name+"s" {
		return ""
	}
	return near
}

// misplaced returns where a parameter belongs that is at another location in the arguments; "" where that is not known.
func misplaced(a *analyzer.Argument) string {
	whole := a.In
	for whole.In != nil {
		whole = whole.In
	}
	if whole.Shape.Member(a.Name) != nil {
		return "the top level"
	}
	for i := range whole.Shape.Members {
		m := &whole.Shape.Members[i]
		if path := find(m.Shape(), a.Name, maxMisplaced); path != "" {
			return fmt.Sprintf("%q", strings.TrimSuffix(m.Name+path, found))
		}
	}
	return ""
}

// maxMisplaced limits how deep a parameter is looked for, since shapes may contain themselves.
const maxMisplaced = 2

// found ends the path to a structure that has what is looked for.
const found = "!"

// find returns the names that lead from a shape to the structure with a member; "" where there is none. The path of a member of
// the shape itself is found.
func find(x *awsapi.Shape, name string, depth int) string {
	if x.Kind == awsapi.List {
		x = x.Element()
	}
	if !x.Kind.HasMembers() {
		return ""
	}
	if x.Member(name) != nil {
		return found
	}
	for i := range x.Members {
		if depth > 0 {
			if path := find(x.Members[i].Shape(), name, depth-1); path != "" {
				return "." + x.Members[i].Name + path
			}
		}
	}
	return ""
}
