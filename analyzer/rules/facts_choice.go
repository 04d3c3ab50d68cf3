package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// conditionText returns the expression of a rule's Condition without delimiters, "" when it has none.
func conditionText(rule *asl.ChoiceRule) string {
	if !rule.Condition.Expression || rule.Condition.Node == nil {
		return ""
	}
	text := rule.Condition.Node.Text
	return strings.TrimSpace(text[2 : len(text)-2])
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
