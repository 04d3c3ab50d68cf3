package rules

import (
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidTimestamp = &analyzer.Rule{
	Name:    "invalid-timestamp",
	Summary: "Reports timestamps that are not in the form of RFC 3339 with a capital T and a time zone.",
	Why: `The service refuses the definition. A timestamp is written as 2026-11-22T18:00:00Z: with T between date and time, and Z
or an offset behind it.`,
	Since:    "0.1",
	Spec:     guideWait,
	Severity: source.Error,
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
	p.Report(n.Span, "%q is not a timestamp such as \"2026-11-22T18:00:00Z\"", n.Text)
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

// isTimestamp reports whether a text has the form of a date and time, seconds being optional as for the service.
func isTimestamp(s string) bool {
	if len(s) >= len("dddd-dd-dd") {
		if _, err := time.Parse(time.DateOnly, s[:len("dddd-dd-dd")]); err != nil {
			return false
		}
	}
	s, ok := takeDigits(s, "dddd-dd-ddTdd:dd")
	if !ok {
		return false
	}
	if rest, ok := takeDigits(s, ":dd"); ok {
		s = rest
		if strings.HasPrefix(s, ".") {
			digits := len(s[1:]) - len(strings.TrimLeft(s[1:], "0123456789"))
			if digits == 0 {
				return false
			}
			s = s[1+digits:]
		}
	}
	if s == "Z" {
		return true
	}
	if strings.HasPrefix(s, "-") {
		s = "+" + s[1:]
	}
	s, ok = takeDigits(s, "+dd:dd")
	return ok && s == ""
}

// takeDigits takes a form off the front of a text, in which d stands for a digit.
func takeDigits(s, form string) (string, bool) {
	if len(s) < len(form) {
		return s, false
	}
	for i := range len(form) {
		if form[i] == 'd' && (s[i] < '0' || s[i] > '9') || form[i] != 'd' && s[i] != form[i] {
			return s, false
		}
	}
	return s[len(form):], true
}
