package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var tokenInLogs = &analyzer.Rule{
	Name:    "token-in-logs",
	Summary: "Reports state machines in templates that wait for callbacks and log execution data.",
	Why: `With the level ALL and execution data included, CloudWatch Logs contains the parameters of each task,
and with them the task token. Whoever can read the logs and call SendTaskSuccess in the account can complete the
task instead of the intended worker.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Logging:
        Level: ALL
        IncludeExecutionData: true
        Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Logs.Arn}}]
      Definition:
        StartAt: Approve
        States:
          Approve:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            Parameters: {QueueUrl: !Ref Queue, MessageBody: {token.$: $$.Task.Token}}
            HeartbeatSeconds: 600
            End: true`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Logging:
        Level: ALL
        IncludeExecutionData: false
        Destinations: [{CloudWatchLogsLogGroup: {LogGroupArn: !GetAtt Logs.Arn}}]
      Definition:
        StartAt: Approve
        States:
          Approve:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            Parameters: {QueueUrl: !Ref Queue, MessageBody: {token.$: $$.Task.Token}}
            HeartbeatSeconds: 600
            End: true`,
	CheckResource: checkTokenInLogs,
}

func checkTokenInLogs(p *analyzer.ResourcePass) {
	logging := p.Property("LoggingConfiguration")
	data := logging.Get("IncludeExecutionData")
	level, _ := literal(logging.Get("Level"))
	if p.Definition == nil || level != "ALL" || !isTrue(data) {
		return
	}
	for _, st := range p.Definition.States() {
		if task, ok := st.(*asl.Task); ok && task.ARN.Pattern == asl.WaitForTaskToken {
			p.Report(data.Span, "the logs contain the task token of %q", task.Name)
			return // one is enough to decide
		}
	}
}
