package rules

import (
	"fmt"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidTimestamp = &analyzer.Rule{
	Name:    "invalid-timestamp",
	Summary: "Reports timestamps that are not in RFC 3339 format with an upper-case T and a time zone.",
	Why: `AWS rejects the definition. Write a timestamp as 2026-11-22T18:00:00Z: a T between date and time, then
Z or an offset.`,
	Since:      "0.1",
	Spec:       guideWait,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Until spring",
  "States": {
    "Until spring": {"Type": "Wait", "Timestamp": "2027-03-20 12:00:00Z", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Until spring",
  "States": {
    "Until spring": {"Type": "Wait", "Timestamp": "2027-03-20T12:00:00Z", "End": true}
  }
}`,
	Check: checkInvalidTimestamp,
}

func checkInvalidTimestamp(p *analyzer.Pass) {
	for _, st := range p.Graph.States {
		switch st := st.(type) {
		case *asl.Wait:
			if st.Timestamp.Known() && !isTimestamp(st.Timestamp.Value) && !looksLikeExpression(st, st.Timestamp.Value) {
				reportTimestamp(p, st.Timestamp.Node)
			}
		case *asl.Choice:
			for _, rule := range st.Choices.Value {
				checkTimestamps(p, rule.Test)
			}
		case *asl.Task, *asl.Pass, *asl.Succeed, *asl.Fail, *asl.Parallel, *asl.Map, *asl.Unknown:
		}
	}
}

// looksLikeExpression reports whether a text is meant as an expression, which has a rule of its own in JSONata.
func looksLikeExpression(st asl.State, text string) bool {
	return st.Head().Language == asl.JSONata && (strings.HasPrefix(text, "{%") || strings.HasSuffix(text, "%}"))
}

func reportTimestamp(p *analyzer.Pass, n *source.Node) {
	d := source.Diagnostic{Span: n.Span, Message: fmt.Sprintf("%q is not a timestamp such as \"2026-11-22T18:00:00Z\"", n.Text)}
	if asl.IsExpression(n.Text) {
		d.Hint = "expressions need \"QueryLanguage\": \"JSONata\""
	}
	// RFC 3339 also allows lower case, and a space instead of the T.
	if right := strings.ToUpper(strings.Replace(n.Text, " ", "T", 1)); isTimestamp(right) {
		d.Hint = right
		d.Fixes = []source.Fix{replaceText(n.Span, "write "+right, fmt.Sprintf("%q", right))}
	}
	p.ReportDiagnostic(d)
}

func checkTimestamps(p *analyzer.Pass, t *asl.Test) {
	if t == nil {
		return
	}
	if asl.Operators[t.Operator] == asl.TimestampOperand && t.Operand.Known() && !isTimestamp(t.Operand.Value.Text) {
		reportTimestamp(p, t.Operand.Value)
	}
	for _, inner := range t.And {
		checkTimestamps(p, inner)
	}
	for _, inner := range t.Or {
		checkTimestamps(p, inner)
	}
	checkTimestamps(p, t.Not)
}

// isTimestamp reports whether a text is a date and time that exists; the seconds may be left out.
func isTimestamp(s string) bool {
	// The library also takes an hour of one digit, and a comma before fractions.
	if len(s) < len("2006-01-02T15:04Z") || s[13] != ':' || strings.Contains(s, ",") {
		return false
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}
