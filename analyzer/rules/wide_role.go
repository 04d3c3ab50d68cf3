package rules

import (
	"path"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

var wideRole = &analyzer.Rule{
	Name:    "wide-role",
	Summary: "Reports state machine roles in templates that allow all actions, all actions of a service, or changes to any resource.",
	Why: `Whoever can change the definition, or the data that it reads, can do everything that the role allows.
List the actions that the tasks need and the resources they act on. Actions without resource-level permissions,
such as those for logs and traces, aren't reported.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json
      Policies:
        - Statement:
            - Effect: Allow
              Action: dynamodb:PutItem
              Resource: "*"`,
	Good: `Resources:
  Orders:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionUri: orders.asl.json
      Policies:
        - Statement:
            - Effect: Allow
              Action: dynamodb:PutItem
              Resource: !GetAtt Table.Arn`,
	CheckResource: checkWideRole,
}

func checkWideRole(p *analyzer.ResourcePass) {
	for _, n := range managedPolicies(p) {
		if name := path.Base(textOf(n)); name == "AdministratorAccess" {
			p.Report(n.Span, "this state machine role allows all actions through %q", name)
		}
	}
	w := wideRoles{ResourcePass: p, left: maxValues}
	for _, n := range statements(policiesOf(p)) {
		w.statement(n)
	}
}

// maxValues is the limit of actions and resources of a role that are checked. Its inline policies have at most 10,240 characters.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const maxValues = 2_000

// wideRoles looks at the statements of one role.
type wideRoles struct {
	*analyzer.ResourcePass
	left int // how many more values may be checked
}

// items returns the values in a statement, until the limit is reached.
func (w *wideRoles) items(n *source.Node) []*source.Node {
	list := cloudformation.Elements(n)
	list = list[:min(len(list), w.left)]
	w.left -= len(list)
	return list
}

func (w *wideRoles) statement(n *source.Node) {
	change := w.actions(n.Get("Action"))
	if change == "" {
		return
	}
	for _, resource := range w.items(n.Get("Resource")) {
		if text, ok := literal(resource); ok && text == "*" {
			w.Report(resource.Span, "this state machine role allows %q on any resource", change)
			return
		}
	}
}

// actions reports wildcards for all actions, and returns the first other action that changes something.
func (w *wideRoles) actions(n *source.Node) (change string) {
	for _, action := range w.items(n) {
		text, _ := literal(action)
		if service, all := allActions(text); all {
			w.Report(action.Span, "this state machine role allows all actions%s", service)
		} else if change == "" && changesResources(text) {
			change = text
		}
	}
	return change
}

// allActions reports whether an action is a wildcard for all actions, or for all of a service, which it then names.
func allActions(action string) (service string, all bool) {
	service, verb, found := strings.Cut(action, ":")
	switch {
	case action == "*" || action == "*:*":
		return "", true
	case found && verb == "*":
		return " of " + service, true
	default:
		return "", false
	}
}

// changes are actions that change something and can be allowed for single resources. Actions that are not listed, such as to publish
// a message to a telephone number, may need all resources.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
var changes = []string{
	"batch:submitjob",
	"codebuild:startbuild",
	"dynamodb:batchwriteitem", "dynamodb:deleteitem", "dynamodb:putitem", "dynamodb:updateitem",
	"ecs:runtask",
	"events:putevents",
	"firehose:putrecord", "firehose:putrecordbatch",
	"glue:startjobrun",
	"iam:passrole",
	"kinesis:putrecord", "kinesis:putrecords",
	"lambda:invokefunction",
	"s3:deleteobject", "s3:putobject",
	"sqs:deletemessage", "sqs:purgequeue", "sqs:sendmessage",
	"states:startexecution", "states:startsyncexecution",
	"sts:assumerole",
}

// changesResources reports whether an action, which may have wildcards, matches one that changes something.
func changesResources(action string) bool {
	action = strings.ToLower(action)
	for _, known := range changes {
		if known == action {
			return true
		}
		if matched, err := path.Match(action, known); matched && err == nil {
			return true
		}
	}
	return false
}
