package rules

import (
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var stateNameTooLong = &analyzer.Rule{
	Name:       "state-name-too-long",
	Summary:    "Reports state names of more than 80 characters.",
	Why:        "AWS rejects the definition.",
	Since:      "0.1",
	Spec:       guideQuotas,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "INVALID_STATE_NAME",
	Bad: `{
  "StartAt": "Send the order to the warehouse that is nearest to the customer and has all articles in stock",
  "States": {
    "Send the order to the warehouse that is nearest to the customer and has all articles in stock": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Send the order to a warehouse",
  "States": {
    "Send the order to a warehouse": {"Type": "Succeed"}
  }
}`,
	Check: checkStateNameTooLong,
}

func checkStateNameTooLong(p *analyzer.Pass) {
	for _, st := range p.Graph.States {
		head := st.Head()
		if len(head.Name) <= asl.MaxNameLength || asl.HasPlaceholder(head.Name) {
			continue
		}
		if n := utf8.RuneCountInString(head.Name); n > asl.MaxNameLength {
			p.Report(head.NameSpan, "a state name can have at most %d characters, not %d", asl.MaxNameLength, n)
		}
	}
}
