package asl

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The forms are those of the developer guide.
// https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
// https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
var resourceCases = []struct {
	name, text string
	want       Resource
}{
	{
		"Lambda function", "arn:aws:lambda:us-east-1:123456789012:function:HelloFunction",
		Resource{Kind: LambdaResource, Partition: "aws", Region: "us-east-1", Account: "123456789012", Name: "HelloFunction"},
	},
	{
		"alias of a Lambda function", "arn:aws-cn:lambda:cn-north-1:123456789012:function:Hello:PROD",
		Resource{Kind: LambdaResource, Partition: "aws-cn", Region: "cn-north-1", Account: "123456789012", Name: "Hello:PROD"},
	},
	{
		"Lambda function in a region that CloudFormation resolves", "arn:aws:lambda:{{resolve:ssm:/region:2}}:123456789012:function:F",
		Resource{Kind: LambdaResource, Partition: "aws", Region: "{{resolve:ssm:/region:2}}", Account: "123456789012", Name: "F"},
	},
	{
		"activity", "arn:aws:states:us-east-1:123456789012:activity:HelloActivity",
		Resource{Kind: ActivityResource, Partition: "aws", Region: "us-east-1", Account: "123456789012", Name: "HelloActivity"},
	},
	{
		"optimized integration", "arn:aws:states:::lambda:invoke",
		Resource{Kind: IntegrationResource, Partition: "aws", Service: "lambda", Action: "invoke"},
	},
	{
		"job", "arn:aws:states:::glue:startJobRun.sync",
		Resource{Kind: IntegrationResource, Partition: "aws", Service: "glue", Action: "startJobRun", Pattern: Sync, PatternText: "sync"},
	},
	{
		"nested execution with output as JSON", "arn:aws-us-gov:states:::states:startExecution.sync:2",
		Resource{Kind: IntegrationResource, Partition: "aws-us-gov", Service: "states", Action: "startExecution", Pattern: Sync2, PatternText: "sync:2"},
	},
	{
		"callback", "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
		Resource{Kind: IntegrationResource, Partition: "aws", Service: "sqs", Action: "sendMessage", Pattern: WaitForTaskToken, PatternText: "waitForTaskToken"},
	},
	{
		"AWS SDK", "arn:aws:states:::aws-sdk:s3:listBuckets",
		Resource{Kind: IntegrationResource, Partition: "aws", SDK: true, Service: "s3", Action: "listBuckets"},
	},
	{
		"callback of the AWS SDK", "arn:aws:states:::aws-sdk:lambda:invoke.waitForTaskToken",
		Resource{Kind: IntegrationResource, Partition: "aws", SDK: true, Service: "lambda", Action: "invoke", Pattern: WaitForTaskToken, PatternText: "waitForTaskToken"},
	},
	{
		"HTTP", "arn:aws:states:::http:invoke",
		Resource{Kind: IntegrationResource, Partition: "aws", Service: "http", Action: "invoke"},
	},
	{
		"pattern that does not exist", "arn:aws:states:::glue:startJobRun.async",
		Resource{Kind: IntegrationResource, Partition: "aws", Service: "glue", Action: "startJobRun", PatternText: "async"},
	},
	{
		"pattern in wrong case", "arn:aws:states:::glue:startJobRun.Sync",
		Resource{Kind: IntegrationResource, Partition: "aws", Service: "glue", Action: "startJobRun", PatternText: "Sync"},
	},
	{
		"second version of a pattern that does not exist", "arn:aws:states:::glue:startJobRun.sync:3",
		Resource{Kind: IntegrationResource, Partition: "aws", Service: "glue", Action: "startJobRun", PatternText: "sync:3"},
	},
	{
		"placeholder for the partition", "arn:${AWS::Partition}:states:::aws-sdk:glue:startCrawler",
		Resource{Kind: IntegrationResource, Partition: "${AWS::Partition}", SDK: true, Service: "glue", Action: "startCrawler"},
	},
	{
		"placeholders in the ARN of a function", "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Stack::Name}-f",
		Resource{Kind: LambdaResource, Partition: "aws", Region: "${AWS::Region}", Account: "${AWS::AccountId}", Name: "${Stack::Name}-f"},
	},
	{"placeholder alone", "${FunctionArn}", Resource{}},
	{"nothing", "", Resource{}},
	{"no ARN", "lambda:invoke", Resource{}},
	{"ARN cut off", "arn:aws:states:::", Resource{Partition: "aws"}},
	{"integration without an action", "arn:aws:states:::lambda", Resource{Partition: "aws"}},
	{"AWS SDK without an action", "arn:aws:states:::aws-sdk:s3", Resource{Partition: "aws", SDK: true}},
	{"AWS SDK alone", "arn:aws:states:::aws-sdk", Resource{Partition: "aws", SDK: true}},
	{
		"integration with an account", "arn:aws:states:us-east-1:123456789012:lambda:invoke",
		Resource{Partition: "aws", Region: "us-east-1", Account: "123456789012"},
	},
	{
		"state machine", "arn:aws:states:us-east-1:123456789012:stateMachine:m",
		Resource{Partition: "aws", Region: "us-east-1", Account: "123456789012"},
	},
	{
		"topic", "arn:aws:sns:us-east-1:123456789012:topic",
		Resource{Partition: "aws", Region: "us-east-1", Account: "123456789012"},
	},
	{
		"function without a name", "arn:aws:lambda:us-east-1:123456789012:function",
		Resource{Partition: "aws", Region: "us-east-1", Account: "123456789012"},
	},
	{"placeholder that is not closed", "arn:aws:states:::lambda:${invoke:x", Resource{Kind: IntegrationResource, Partition: "aws", Service: "lambda", Action: "${invoke:x"}},
}

func TestParseResource(t *testing.T) {
	for _, c := range resourceCases {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, ParseResource(c.text)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

func FuzzParseResource(f *testing.F) {
	for _, c := range resourceCases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := ParseResource(text)
		if r.Pattern != RequestResponse && string(r.Pattern) != r.PatternText {
			t.Errorf("pattern is %q and reads %q", r.Pattern, r.PatternText)
		}
		if r.Kind != IntegrationResource && (r.Service != "" || r.Action != "") {
			t.Errorf("no integration, but %+v", r)
		}
	})
}
