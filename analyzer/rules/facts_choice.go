package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// conditions returns what the conditions of a Choice of JSONata test, as far as they are expressions that can be read.
func conditions(p *analyzer.Pass, st *asl.Choice) map[*asl.ChoiceRule]*query.Condition {
	if st.Language != asl.JSONata || len(st.Choices.Value) < 2 {
		return nil // there is nothing to compare
	}
	tests := map[*asl.ChoiceRule]*query.Condition{}
	for _, site := range p.Program.Of(st) {
		if site.Rule != nil && site.Name == "Condition" && site.Expression != nil {
			tests[site.Rule] = site.Expression.Condition()
		}
	}
	return tests
}

// equalTests reports whether two tests are the same.
func equalTests(a, b *asl.Test) bool {
	if a == nil || b == nil || a.Operator != b.Operator || len(a.And) != len(b.And) || len(a.Or) != len(b.Or) {
		return a == nil && b == nil
	}
	for i := range a.And {
		if !equalTests(a.And[i], b.And[i]) {
			return false
		}
	}
	for i := range a.Or {
		if !equalTests(a.Or[i], b.Or[i]) {
			return false
		}
	}
	if a.Not != nil || b.Not != nil {
		return a.Not != nil && b.Not != nil && equalTests(a.Not, b.Not)
	}
	return a.Variable.Value == b.Variable.Value && equalNodes(a.Operand.Node, b.Operand.Node)
}

// equalNodes reports whether two values are written alike.
func equalNodes(a, b *source.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) || len(a.Members) != len(b.Members) {
		return false
	}
	for i := range a.Items {
		if !equalNodes(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i := range a.Members {
		if a.Members[i].Key != b.Members[i].Key || !equalNodes(a.Members[i].Value, b.Members[i].Value) {
			return false
		}
	}
	return true
}
