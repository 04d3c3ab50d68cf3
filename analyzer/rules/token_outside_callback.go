package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var tokenOutsideCallback = &analyzer.Rule{
	Name:       "token-outside-callback",
	Summary:    "Reports reads of the task token in states other than Task.",
	Why:        "Only Task states have a task token. In any other state the path finds nothing and the state fails.",
	Since:      "0.1",
	Spec:       guideCallback,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Keep",
  "States": {
    "Keep": {"Type": "Pass", "Parameters": {"token.$": "$$.Task.Token"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Keep",
  "States": {
    "Keep": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody": {"token.$": "$$.Task.Token"}},
      "HeartbeatSeconds": 600,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, site := range p.Program.Fields {
			if _, task := site.State.(*asl.Task); task || !site.Some(namesContext, mentionsContext) {
				continue // recordings show that .sync tasks have a token, too
			}
			for _, ref := range site.Refs().Reads {
				steps, ok := contextSteps(ref)
				if ok && len(steps) > 1 && steps[0] == "Task" && steps[1] == "Token" {
					p.Report(ref.Span, "state %q has no task token because it is not a Task", shown(site.State.Head().Name))
				}
			}
		}
	},
}
