package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var nameUnfitForLogs = &analyzer.Rule{
	Name:    "name-unfit-for-logs",
	Summary: "Reports names of state machines with logging that contain characters CloudWatch Logs doesn't support.",
	Why: `Step Functions accepts letters of any script and some punctuation in names, but its documentation says
that CloudWatch Logs works only with names of ASCII letters, digits, hyphens and underscores.`,
	Since:      "0.1",
	Spec:       apiCreate,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: bestellung-größe
      Logging:
        Level: ERROR
        Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Group.Arn}}]
      DefinitionUri: orders.asl.json`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Name: bestellung-groesse
      Logging:
        Level: ERROR
        Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Group.Arn}}]
      DefinitionUri: orders.asl.json`,
	CheckResource: checkNameUnfitForLogs,
}

func checkNameUnfitForLogs(p *analyzer.ResourcePass) {
	n := p.Property("StateMachineName")
	name, ok := literal(n)
	level, logs := literal(p.Property("LoggingConfiguration").Get("Level"))
	if !ok || !logs || level == logOff {
		return
	}
	i := strings.IndexFunc(name, func(r rune) bool { return unfitForLogs(r) && !forbiddenInMachineName(r) })
	if i >= 0 {
		r, size := utf8.DecodeRuneInString(name[i:])
		p.Report(n.SpanWithin(i, i+size), "with logging, a state machine name should contain only 0-9, A-Z, a-z, - and _, not %q", r)
	}
}

func unfitForLogs(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-' && r != '_'
}
