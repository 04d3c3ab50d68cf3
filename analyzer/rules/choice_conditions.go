package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
)

// conditionText returns the expression of a rule's Condition without delimiters, "" when it has none.
func conditionText(rule *asl.ChoiceRule) string {
	if !rule.Condition.Expression || rule.Condition.Node == nil {
		return ""
	}
	text := rule.Condition.Node.Text
	return strings.TrimSpace(text[2 : len(text)-2])
}

// oppositeConditions reports whether one of two conditions of JSONata is $not(…) of the other, or both compare the same
// by = and != and the like.
func oppositeConditions(a, b *asl.ChoiceRule) bool {
	x, y := conditionText(a), conditionText(b)
	if x == "" || y == "" {
		return false
	}
	if x == "true" || y == "true" {
		return true
	}
	return negates(x, y) || negates(y, x) || swapped(x, y)
}

func negates(x, y string) bool {
	compact := strings.NewReplacer(" ", "", "\n", "", "\t", "")
	return compact.Replace(x) == "$not("+compact.Replace(y)+")"
}

// swapped reports whether y is x with one comparison turned into its opposite.
func swapped(x, y string) bool {
	for _, pair := range [][2]string{{" = ", " != "}, {" < ", " >= "}, {" > ", " <= "}, {" = true", " = false"}} {
		for range 2 {
			if strings.Count(x, pair[0]) == 1 && strings.Replace(x, pair[0], pair[1], 1) == y {
				return true
			}
			x, y = y, x
		}
	}
	return false
}
