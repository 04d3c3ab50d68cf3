package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var intrinsicArguments = &analyzer.Rule{
	Name:    "intrinsic-arguments",
	Summary: "Reports calls of intrinsic functions that always fail: with the wrong number of arguments, or with arguments that the function doesn't accept.",
	Why: `AWS accepts the definition, but every execution that reaches the call fails with States.Runtime, which
no Retry or Catch handles.`,
	Since:      "0.1",
	Spec:       guideIntrinsic,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
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
				checkCall(p, &path.Path)
			}
		}
	}
}

func checkCall(p *analyzer.Pass, path *query.Path) {
	for _, fault := range path.CheckCall() {
		p.Report(fault.Span, "%s", fault.Message)
	}
}
