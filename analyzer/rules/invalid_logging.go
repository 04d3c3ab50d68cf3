package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

var invalidLogging = &analyzer.Rule{
	Name:    "invalid-logging",
	Summary: "Reports an invalid LoggingConfiguration of a state machine in a template: the level, the destinations or the ARN of a log group.",
	Why: `The deployment fails with InvalidLoggingConfiguration. The level is ALL, ERROR, FATAL or OFF. Every
level but OFF needs exactly one destination: a CloudWatch Logs log group whose ARN ends in ":*", as !GetAtt
returns it.`,
	Since:      "0.1",
	Spec:       cfnLogging,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Logging:
        Level: ERROR
        Destinations:
          - CloudWatchLogsLogGroup:
              LogGroupArn: arn:aws:logs:us-east-1:418273645091:log-group:orders
      DefinitionUri: orders.asl.json`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Logging:
        Level: ERROR
        Destinations:
          - CloudWatchLogsLogGroup:
              LogGroupArn: arn:aws:logs:us-east-1:418273645091:log-group:orders:*
      DefinitionUri: orders.asl.json`,
	CheckResource: checkInvalidLogging,
}

func checkInvalidLogging(p *analyzer.ResourcePass) {
	logging := p.Property("LoggingConfiguration")
	level := logging.Get("Level")
	if reportUnknownWord(p, "the log level", level, "ALL", "ERROR", "FATAL", logOff) {
		return
	}
	if text, ok := literal(level); !ok || text == logOff {
		return // with OFF, the default, the rest counts for nothing
	}
	destinations := logging.Get("Destinations")
	if destinations == nil {
		if isComplete(p, logging) {
			p.Report(level.Span, "the level %q needs exactly one log group in Destinations", level.Text)
		}
		return
	}
	if destinations.Kind != source.Array || destinations.Tag != "" {
		return
	}
	if n := len(destinations.Items); n != 1 && !slices.ContainsFunc(destinations.Items, cloudformation.IsIntrinsic) {
		p.Report(destinations.Span, "logging needs exactly one destination, not %d", n)
	}
	for _, item := range destinations.Items {
		reportDestination(p, item)
	}
}

// reportDestination reports a log destination that is not a log group.
func reportDestination(p *analyzer.ResourcePass, item *source.Node) {
	at := item
	for _, key := range []string{"CloudWatchLogsLogGroup", "LogGroupArn"} {
		if at.Kind != source.Object || !isComplete(p, at) {
			return
		}
		next := at.Get(key)
		if next == nil {
			p.Report(at.Span, "a log destination needs the ARN of a log group in CloudWatchLogsLogGroup.LogGroupArn")
			return
		}
		at = next
	}
	reportLogGroup(p, at)
}

// logGroupARN matches the ARN of a log group; results of functions may be any part of it.
var logGroupARN = regexp.MustCompile(`^arn:aws[a-z-]*:logs:[^:]*:[^:]*:log-group:[^:]+`)

// reportLogGroup reports what is not the ARN of a log group with the qualifier.
func reportLogGroup(p *analyzer.ResourcePass, n *source.Node) {
	name, argument := cloudformation.Intrinsic(n)
	if name == "Ref" && p.Resources.Type(argument.Text) == "AWS::Logs::LogGroup" {
		p.Report(n.Span, "Ref returns the name of the log group %q, not its ARN (use %s)", argument.Text, "!GetAtt "+argument.Text+".Arn")
	}
	if name == "Sub" {
		if text := cloudformation.SubText(argument); text != nil && lacksQualifier(text.Text) {
			p.Report(n.Span, `the ARN of the log group must end in ":*"`)
		}
	}
	text, ok := literal(n)
	switch {
	case !ok:
	case !logGroupARN.MatchString(text):
		p.Report(n.Span, "%q is not the ARN of a log group", text)
	case !strings.HasSuffix(text, ":*"):
		p.Report(n.Span, `the ARN of the log group must end in ":*"`)
	}
}

// lacksQualifier reports whether the text of Fn::Sub ends in other words than the qualifier, whatever is filled in.
func lacksQualifier(text string) bool {
	tail := text[strings.LastIndex(text, "}")+1:]
	return len(tail) > 1 && !strings.HasSuffix(tail, ":*")
}
