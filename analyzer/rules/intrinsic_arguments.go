package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var intrinsicArguments = &analyzer.Rule{
	Name:       "intrinsic-arguments",
	Summary:    "Reports calls of intrinsic functions with a wrong number of arguments, or with arguments of a wrong type.",
	Why:        "The call always fails, with States.IntrinsicFailure.",
	Since:      "0.1",
	Spec:       guideIntrinsic,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Count",
  "States": {
    "Count": {"Type": "Pass", "Parameters": {"next.$": "States.MathAdd($.count)"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Count",
  "States": {
    "Count": {"Type": "Pass", "Parameters": {"next.$": "States.MathAdd($.count, 1)"}, "End": true}
  }
}`,
	Check: checkIntrinsicArguments,
}

func checkIntrinsicArguments(p *analyzer.Pass) {
	for _, site := range p.Program.Fields {
		if site.Path != nil {
			checkCall(p, site.Path)
		}
		if site.Template != nil {
			for _, path := range site.Template.Paths {
				checkCall(p, path.Path)
			}
		}
	}
}

func checkCall(p *analyzer.Pass, path *query.Path) {
	for _, fault := range path.CheckCall() {
		p.Report(fault.Span, "%s", fault.Message)
	}
}
