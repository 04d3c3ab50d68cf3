package awsapi

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// maxSampleText is more than the JSON text of any sample has, so that samples of shapes that contain themselves stay readable.
const maxSampleText = 100_000

// TestSamples checks that the samples of all integrations fit their shapes strictly, whole and short.
func TestSamples(t *testing.T) {
	checked := 0
	check := func(sdk bool, service, action, pattern string) {
		for _, full := range []bool{false, true} {
			v := Sample(sdk, service, action, pattern, full)
			for x := range (Check{Strict: true}).Violations(Output(sdk, service, action, pattern), v) {
				t.Errorf("%s:%s.%s: %s: %v", service, action, pattern, x.Text, x.Path)
			}
			if size := len(v.JSON()); size > maxSampleText {
				t.Errorf("%s:%s.%s: the sample has %d bytes", service, action, pattern, size)
			}
		}
		checked++
	}
	for _, service := range Services() {
		for _, action := range Lookup(service).Actions() {
			check(true, service, action, "")
		}
	}
	for _, service := range OptimizedServices() {
		for _, action := range OptimizedActions(service) {
			for _, pattern := range LookupOptimized(service, action).Patterns {
				check(false, service, action, pattern)
			}
		}
	}
	t.Logf("samples: %d integrations", checked)
	if checked < 19_800 {
		t.Errorf("only %d integrations were checked", checked)
	}
}

// TestSample has samples whose shape the API references document.
func TestSample(t *testing.T) {
	for resource, want := range map[string]string{
		"lambda:invoke":                            `{"StatusCode": 200, "Payload": {}}`,
		"aws-sdk:lambda:invoke":                    `{"StatusCode": 200, "Payload": "{}"}`,
		"sns:publish":                              `{"MessageId": "message-id"}`,
		"dynamodb:getItem":                         `{"Item": {"key": {"S": "s"}}}`,
		"aws-sdk:sqs:deleteMessage":                `{}`,
		"aws-sdk:sqs:listQueues":                   `{"QueueUrls": ["https://example.com"]}`,
		"sqs:sendMessage.waitForTaskToken":         `{}`,
		"states:startExecution.sync:2":             `{"ExecutionArn": "arn:aws:states:us-east-1:111122223333:example", "StateMachineArn": "arn:aws:states:us-east-1:111122223333:example", "Status": "SUCCEEDED", "StartDate": "2026-01-01T00:00:00Z", "Output": {}}`,
		"aws-sdk:scheduler:getScheduleGroup":       `{"Arn": "arn:aws:scheduler:us-east-1:111122223333:example", "CreationDate": "2026-01-01T00:00:00Z", "LastModificationDate": "2026-01-01T00:00:00Z", "Name": "name", "State": "ACTIVE"}`,
		"aws-sdk:nosuch:call":                      `{}`,
		"aws-sdk:secretsmanager:getRandomPassword": `{"RandomPassword": "random-password"}`,
		"aws-sdk:kinesis:getShardIterator":         `{"ShardIterator": "shard-iterator"}`,
	} {
		service, action, _ := strings.Cut(strings.TrimPrefix(resource, "aws-sdk:"), ":")
		action, pattern, _ := strings.Cut(action, ".")
		if got := Sample(strings.HasPrefix(resource, "aws-sdk:"), service, action, pattern, false); got.JSON() != value.MustParse(want).Compact().JSON() {
			t.Errorf("%s:\n got %s\nwant %s", resource, got.JSON(), want)
		}
	}
}

// TestNestedSample checks that a short sample reaches what a state reads of lists in lists.
func TestNestedSample(t *testing.T) {
	v := Sample(true, "ec2", "describeInstances", "", false)
	for _, step := range []string{"Reservations", "Instances"} {
		v, _ = v.Get(step)
		v = v.At(0)
	}
	if id, ok := v.Get("InstanceId"); !ok || id.Text() != "instance-id" {
		t.Errorf("the instance is %s", v.JSON())
	}
}

// TestFullSample checks that every member is there, and that a shape that contains itself ends.
func TestFullSample(t *testing.T) {
	full := Sample(true, "lambda", "invoke", "", true)
	for _, name := range Output(true, "lambda", "invoke", "").Names() {
		if _, ok := full.Get(name); !ok {
			t.Errorf("%s is missing", name)
		}
	}
	if got, want := Sample(true, "wafv2", "getRuleGroup", "", true).Depth(), 20; got > want {
		t.Errorf("wafv2:getRuleGroup is nested %d levels deep", got)
	}
}
