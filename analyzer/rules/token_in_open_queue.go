package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

var tokenInOpenQueue = &analyzer.Rule{
	Name:    "token-in-open-queue",
	Summary: "Reports tasks that send their task token to an unencrypted queue of the same template.",
	Why: `Whoever reads the token can complete the task instead of the intended worker. SQS encrypts queues
unless SqsManagedSseEnabled is false; then the token is stored in plain text.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `Resources:
  Requests:
    Type: AWS::SQS::Queue
    Properties: {SqsManagedSseEnabled: false}
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Approve
        States:
          Approve:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            Parameters: {QueueUrl: !Ref Requests, MessageBody: {token.$: $$.Task.Token}}
            HeartbeatSeconds: 600
            End: true`,
	Good: `Resources:
  Requests:
    Type: AWS::SQS::Queue
    Properties: {SqsManagedSseEnabled: true}
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition:
        StartAt: Approve
        States:
          Approve:
            Type: Task
            Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
            Parameters: {QueueUrl: !Ref Requests, MessageBody: {token.$: $$.Task.Token}}
            HeartbeatSeconds: 600
            End: true`,
	CheckResource: checkTokenInOpenQueue,
}

func checkTokenInOpenQueue(p *analyzer.ResourcePass) {
	if p.Definition == nil {
		return
	}
	reported, substitutions := map[string]bool{}, p.Properties.Get("DefinitionSubstitutions")
	var index source.MemberIndex
	for _, st := range p.Definition.States() {
		task, ok := st.(*asl.Task)
		if !ok || task.ARN.Pattern != asl.WaitForTaskToken || task.ARN.Service != "sqs" {
			continue
		}
		id := queueOf(task, substitutions, &index)
		if open := openQueue(p, id); open != nil && !reported[id] {
			reported[id] = true
			p.Report(open.Span, "queue %q is not encrypted, but task %q sends its task token to it", id, task.Name)
		}
	}
}

// queueOf returns the logical id of the queue that a task sends to; "" where the template does not show it. The definition
// names it as ${Queue}, which is a resource or a substitution.
func queueOf(st *asl.Task, substitutions *source.Node, index *source.MemberIndex) string {
	args := st.Sent()
	if args == nil {
		return ""
	}
	url := args.Node.Get("QueueUrl")
	if url == nil {
		return ""
	}
	name, ok := strings.CutPrefix(url.Text, "${")
	name, closed := strings.CutSuffix(name, "}")
	if !ok || !closed {
		return ""
	}
	if m := index.Member(substitutions, name); m != nil {
		return cloudformation.Target(m.Value)
	}
	return name
}

// openQueue returns what turns the encryption of a queue of the template off; nil where it is on or not known.
func openQueue(p *analyzer.ResourcePass, id string) *source.Node {
	properties := p.Resources.Properties(id, "AWS::SQS::Queue")
	off := properties.Get("SqsManagedSseEnabled")
	if off == nil || off.Kind != source.Bool || off.Text != "false" || properties.Get("KmsMasterKeyId") != nil || !cloudformation.HasAll(properties) {
		return nil
	}
	return off
}
