package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var expressTimeout = &analyzer.Rule{
	Name:    "express-timeout",
	Summary: "Reports waits and timeouts of more than five minutes in Express workflows.",
	Why: `An Express execution is limited to five minutes. A longer Wait never completes, and a longer timeout
never takes effect.`,
	Since:      "0.1",
	Spec:       guideQuotas,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Type:       asl.Express,
	Bad: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 600, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Rest",
  "States": {
    "Rest": {"Type": "Wait", "Seconds": 60, "End": true}
  }
}`,
	Check: checkExpressTimeout,
}

func checkExpressTimeout(p *analyzer.Pass) {
	if p.Type == asl.Express {
		reportLong(p, &p.Definition.Machine.TimeoutSeconds)
	}
	for _, st := range p.Graph.States {
		switch st := st.(type) {
		case *asl.Task:
			if p.RunsExpress(st) {
				reportLong(p, &st.TimeoutSeconds)
			}
		case *asl.Wait:
			if p.RunsExpress(st) {
				reportLong(p, &st.Seconds)
			}
		case *asl.Pass, *asl.Choice, *asl.Succeed, *asl.Fail, *asl.Parallel, *asl.Map, *asl.Unknown:
		}
	}
}

func reportLong(p *analyzer.Pass, f *asl.Field[int64]) {
	if f.Known() && f.Value > asl.MaxExpressSeconds {
		p.Report(f.Span(), "%d seconds exceed the limit of %d for an Express workflow", f.Value, asl.MaxExpressSeconds)
	}
}
