package rules

import (
	"cmp"
	"fmt"
	"slices"

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
	u := unassigned{pass: p}
	for _, read := range vars.Reads {
		name := read.Ref.Name
		switch {
		case read.Assigned || guarded[name] || read.Maybe && (read.Ref.Conditional || u.hasDefault(read)):
		case read.Maybe:
			p.Report(read.Ref.Span, "variable %q is not assigned on every path to this state", "$"+name)
		default:
			u.report(read)
		}
	}
}

// unassigned keeps what it looks up about reads, of which a definition may have very many.
type unassigned struct {
	pass *analyzer.Pass
	// field is the one that was asked about last, expressions are those in it by their locations, and needed are the variables
	// of one of them without which it has no value.
	field       *analyzer.Field
	expressions []*query.Expression
	expression  *query.Expression
	needed      map[string]bool
	// assigned are the locations where variables are assigned, by their names, and names those of all assignments.
	assigned map[string][]source.Related
	names    []string
	// compared is how many unknown names have been compared with others.
	compared int
}

// hasDefault reports whether an expression of JSONata has a value although the variable that it reads is not assigned, as
// with $status ? $status : 'none'.
func (u *unassigned) hasDefault(read analyzer.VariableRead) bool {
	if u.field != read.Field {
		u.field, u.expressions = read.Field, slices.Clone(query.Expressions(read.Field.Template, read.Field.Expression))
		slices.SortStableFunc(u.expressions, func(a, b *query.Expression) int { return cmp.Compare(startOf(a), startOf(b)) })
	}
	at := read.Ref.Span.Start.Offset
	i, _ := slices.BinarySearchFunc(u.expressions, at, func(e *query.Expression, at int32) int { return cmp.Compare(e.Node().Span.End.Offset, at+1) })
	if i == len(u.expressions) || startOf(u.expressions[i]) > at {
		return false
	}
	if e := u.expressions[i]; u.expression != e {
		u.expression, u.needed = e, e.NothingWithout()
	}
	return !u.needed[read.Ref.Name]
}

func startOf(e *query.Expression) int32 { return e.Node().Span.Start.Offset }

func (u *unassigned) report(read analyzer.VariableRead) {
	if u.assigned == nil {
		u.assigned = map[string][]source.Related{}
		for _, a := range u.pass.Variables().Assignments {
			u.names = append(u.names, a.Name)
			if found := u.assigned[a.Name]; len(found) < maxRelated {
				u.assigned[a.Name] = append(found, source.Related{Span: a.Key, Message: "it is assigned here"})
			}
		}
	}
	name := read.Ref.Name
	d := source.Diagnostic{
		Span: read.Ref.Span, Message: fmt.Sprintf("variable %q is never assigned before this state", "$"+name), Related: u.assigned[name],
	}
	if len(d.Related) == 0 {
		d.Message = fmt.Sprintf("variable %q is never assigned", "$"+name)
		if u.compared++; u.compared <= maxSuggestions {
			d.Misspelt(name, u.names)
		}
	}
	u.pass.ReportDiagnostic(d)
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
