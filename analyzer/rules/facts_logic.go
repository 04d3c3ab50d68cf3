package rules

import (
	"strconv"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// formulaOf returns the test of a Choice Rule as a combination of comparisons.
func formulaOf(t *asl.Test, known func(variable *source.Node) (query.Range, bool)) *query.Formula {
	switch {
	case t == nil:
		return query.AlwaysOrNever(false)
	case t.Not != nil:
		return &query.Formula{Parts: []*query.Formula{formulaOf(t.Not, known)}, Negated: true}
	case len(t.And) > 0:
		return combined(false, t.And, known)
	case len(t.Or) > 0:
		return combined(true, t.Or, known)
	}
	c := comparisonOf(t)
	if limit, ok := known(t.Variable.Node); ok && c.Kind == query.NumberOperand {
		c.Range = limit
	}
	return &query.Formula{Compare: c}
}

func combined(either bool, tests []*asl.Test, known func(*source.Node) (query.Range, bool)) *query.Formula {
	f := &query.Formula{Any: either}
	for _, t := range tests {
		f.Parts = append(f.Parts, formulaOf(t, known))
	}
	return f
}

// relations are the ends of the names of operators, less Path, with what they hold for.
var relations = []struct {
	suffix string
	order  query.Order
}{
	{"LessThanEquals", query.Less | query.Equal},
	{"GreaterThanEquals", query.Greater | query.Equal},
	{"LessThan", query.Less},
	{"GreaterThan", query.Greater},
	{"Equals", query.Equal},
}

// comparisonOf reads a test that combines no others. A value is taken to have the type that the operator compares. What has
// no order, such as StringMatches, is compared with true.
func comparisonOf(t *asl.Test) *query.Comparison {
	op, isPath := strings.CutSuffix(string(t.Operator), "Path")
	for _, r := range relations {
		if kind, ok := strings.CutSuffix(op, r.suffix); ok && t.Operand.Node != nil {
			c := &query.Comparison{Subject: kind + " " + t.Variable.Value, Order: r.order, Range: query.AnyNumber()}
			if isPath || asl.IsOpaque(t.Operand.Node) || !setOperand(c, kind, t.Operand.Node) {
				c.Kind, c.Text = query.OtherOperand, formOf(t.Operand.Node)
			}
			return c
		}
	}
	if isBooleanTest(t.Operator) && t.Operand.Known() && t.Operand.Value.Kind == source.Bool {
		c := &query.Comparison{Subject: string(t.Operator) + " " + t.Variable.Value, Order: query.Equal}
		setOperand(c, "Boolean", t.Operand.Value)
		return c
	}
	return &query.Comparison{Subject: testForm(t), Order: query.Equal, Kind: query.BoolOperand, Number: 1, Range: query.Truths()}
}

// setOperand sets a literal operand; false if it's of another type.
func setOperand(c *query.Comparison, kind string, n *source.Node) bool {
	switch {
	case kind == "Numeric" && n.Kind == source.Number:
		number, err := strconv.ParseFloat(n.Text, 64)
		c.Kind, c.Number = query.NumberOperand, number
		return err == nil
	case kind == "String" && n.Kind == source.String:
		c.Kind, c.Text = query.TextOperand, n.Text
		return true
	case kind == "Timestamp" && n.Kind == source.String:
		at, err := time.Parse(time.RFC3339Nano, n.Text)
		c.Kind, c.Text = query.TextOperand, at.UTC().Format("2006-01-02T15:04:05.000000000")
		return err == nil
	case kind == "Boolean" && n.Kind == source.Bool:
		c.Kind, c.Number, c.Range = query.BoolOperand, 0, query.Truths()
		if n.Text == "true" {
			c.Number = 1
		}
		return true
	default:
		return false
	}
}

// oneRuleMatches reports whether at least one rule of a Choice matches, whatever the data is.
func oneRuleMatches(p *analyzer.Pass, st *asl.Choice, ranges *ranges) bool {
	var formulas []*query.Formula
	conditions := conditions(p, st)
	for _, rule := range st.Choices.Value {
		switch condition := conditions[rule]; {
		case rule.Condition.Known() && rule.Condition.Value || rule.Condition.Opaque || asl.IsOpaque(rule.Node):
			return true
		case condition != nil:
			formulas = append(formulas, condition.Formula(ranges.of))
		case rule.Test != nil:
			formulas = append(formulas, formulaOf(rule.Test, ranges.ofPath))
		}
	}
	return query.OneHolds(formulas)
}
