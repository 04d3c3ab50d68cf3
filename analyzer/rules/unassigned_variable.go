package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var unassignedVariable = &analyzer.Rule{
	Name:    "unassigned-variable",
	Summary: "Reports workflow variables that are read where no path, or not every path, has assigned them.",
	Why: `The state fails when it reads the variable. A state sees the variables that earlier states assigned,
not those of its own Assign. Variables assigned inside a Map or Parallel state are discarded after it, and a
distributed Map can't read outer variables.`,
	Since:      "0.1",
	Spec:       guideVariables,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Order",
  "QueryLanguage": "JSONata",
  "States": {
    "Order": {"Type": "Pass", "Assign": {"order": "{% $states.input.id %}"}, "Next": "Ship"},
    "Ship": {"Type": "Pass", "Output": {"id": "{% $ordr %}"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Order",
  "QueryLanguage": "JSONata",
  "States": {
    "Order": {"Type": "Pass", "Assign": {"order": "{% $states.input.id %}"}, "Next": "Ship"},
    "Ship": {"Type": "Pass", "Output": {"id": "{% $order %}"}, "End": true}
  }
}`,
	Check: checkUnassignedVariable,
}

func checkUnassignedVariable(p *analyzer.Pass) {
	vars := p.Variables()
	if vars.Dynamic || len(vars.Reads) == 0 {
		return
	}
	guarded := guardedVariables(p)
	for _, read := range vars.Reads {
		name := read.Ref.Name
		switch {
		case read.Assigned || guarded[name] || read.Maybe && (read.Ref.Conditional || hasDefault(read)):
		case read.Maybe:
			p.Report(read.Ref.Span, "variable %q is not assigned on every path to this state", "$"+name)
		default:
			reportUnassigned(p, vars, read)
		}
	}
}

// hasDefault reports whether an expression of JSONata has a value although the variable that it reads is not assigned, as
// with $status ? $status : 'none'.
func hasDefault(read analyzer.VariableRead) bool {
	for _, e := range query.Expressions(read.Field.Template, read.Field.Expression) {
		span := e.Node().Span
		if span.Start.Offset <= read.Ref.Span.Start.Offset && read.Ref.Span.Start.Offset < span.End.Offset {
			return !e.NothingWithout(read.Ref.Name)
		}
	}
	return false
}

func reportUnassigned(p *analyzer.Pass, vars *analyzer.Variables, read analyzer.VariableRead) {
	name := read.Ref.Name
	d := source.Diagnostic{Span: read.Ref.Span, Message: fmt.Sprintf("variable %q is never assigned before this state", "$"+name)}
	var names []string
	for _, a := range vars.Assignments {
		if a.Name == name {
			d.Related = append(d.Related, source.Related{Span: a.Key, Message: "it is assigned here"})
		}
		names = append(names, a.Name)
	}
	if len(d.Related) == 0 {
		d.Message = fmt.Sprintf("variable %q is never assigned", "$"+name)
		d.Misspelt(name, names)
	}
	p.ReportDiagnostic(d)
}

// guardedVariables are the variables that some expression or Choice Rule asks for whether they are there.
func guardedVariables(p *analyzer.Pass) map[string]bool {
	guarded := map[string]bool{}
	for _, site := range p.Program.Fields {
		asks := site.Name == "Variable"
		for _, call := range site.Refs().Calls {
			asks = asks || call.Name == "exists" && site.Language == asl.JSONata
		}
		if !asks {
			continue
		}
		for _, ref := range site.Refs().Reads {
			if ref.Root == query.Variable {
				guarded[ref.Name] = true
			}
		}
	}
	return guarded
}
