package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var loggingOff = &analyzer.Rule{
	Name:    "logging-off",
	Summary: "Reports state machines in templates without logging.",
	Why: `An Express workflow has no execution history: without logs, nothing shows what an execution did or why
it failed. Standard workflows keep their history for 90 days, but it can only be read one execution at a time;
logs can be searched across executions.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      DefinitionUri: orders.asl.json`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Logging:
        Level: ERROR
        Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Logs.Arn}}]
      DefinitionUri: orders.asl.json`,
	CheckResource: checkLoggingOff,
}

func checkLoggingOff(p *analyzer.ResourcePass) {
	logging := p.Property("LoggingConfiguration")
	level := logging.Get("Level")
	at := p.Span
	switch text, _ := literal(level); {
	case text == logOff:
		at = level.Span
	case level != nil || !isComplete(p, p.Properties) || !isComplete(p, logging):
		return
	case logging != nil:
		at = logging.Span // the level is OFF unless it says otherwise
	}
	if p.Type == asl.Express {
		p.Report(at, "state machine %q writes no logs, and an Express workflow has no other history", p.Name)
		return
	}
	p.Report(at, "state machine %q writes no logs", p.Name)
}
