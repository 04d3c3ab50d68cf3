package awsapi

import (
	"slices"
	"strings"
	"testing"
)

// TestOptimized holds the table against the catalog: what an integration passes on must exist there.
func TestOptimized(t *testing.T) {
	for _, o := range theTable().all {
		if o.SDK == "" {
			continue
		}
		service, action, _ := strings.Cut(o.SDK, ":")
		if s := Lookup(service); s == nil || s.Action(action) == nil {
			t.Errorf("%s:%s has no %s", o.Service, o.Action, o.SDK)
		}
		if o.Input() == nil {
			t.Errorf("parameters of %s:%s are not known", o.Service, o.Action)
		}
		for _, name := range o.required {
			if o.Input().Member(name) == nil {
				t.Errorf("%s:%s has no parameter %s", o.Service, o.Action, name)
			}
		}
		for _, pattern := range o.Patterns {
			if o.Output(pattern) == nil && o.job != "any" && o.result != "any" && pattern != "waitForTaskToken" {
				t.Errorf("results of %s:%s.%s are not known", o.Service, o.Action, pattern)
			}
		}
	}
	if o := LookupOptimized("states", "startExecution"); !o.Supports("sync:2") || o.Resource() != "arn:aws:states:::states:startExecution" {
		t.Errorf("states:startExecution is %+v", o)
	}
	if got := OptimizedActions("sqs"); !slices.Equal(got, []string{"sendMessage"}) {
		t.Errorf("sqs has %v", got)
	}
	if !slices.IsSorted(OptimizedServices()) {
		t.Error("services are not sorted")
	}
}

// TestOptimizedShapes compares with the pages of the integrations in the developer guide, and with recordings.
func TestOptimizedShapes(t *testing.T) {
	for _, c := range []struct {
		resource, required, members, not string
	}{
		{"sqs:sendMessage in", "MessageBody QueueUrl", "DelaySeconds", "SdkHttpMetadata"},
		{"sqs:sendMessage out", "", "MD5OfMessageBody MessageId SdkHttpMetadata SdkResponseMetadata", "Md5OfMessageBody"},
		{"lambda:invoke in", "FunctionName", "Payload Qualifier", "PayLoad"},
		{"lambda:invoke out", "", "Payload StatusCode ExecutedVersion SdkHttpMetadata", "Body"},
		{"states:startExecution in", "StateMachineArn", "Input Name", "Output"},
		{"states:startExecution out sync", "", "Output StopDate", "SdkHttpMetadata"},
		{"events:putEvents out", "", "Entries FailedEntryCount", "SdkHttpMetadata"},
		{"batch:submitJob out sync", "", "Container JobId Status", "Jobs"},
		{"batch:submitJob in", "JobDefinition JobName JobQueue", "ContainerOverrides", "Jobs"},
		{"glue:startJobRun out", "", "JobRunId JobName", "JobRun"},
		{"glue:startJobRun out sync", "", "JobRunState Id DPUSeconds", "JobRun"},
		{"athena:startQueryExecution out sync", "", "QueryExecution", "QueryExecutionId"},
		{"elasticmapreduce:createCluster in", "Instances Name", "ReleaseLabel", "Steps"},
		{"elasticmapreduce:addStep in", "ClusterId Step", "ExecutionRoleArn", "Steps"},
		{"http:invoke in", "ApiEndpoint Method", "Authentication Transform", "Url"},
		{"http:invoke out", "", "ResponseBody StatusCode", "Body"},
		{"emr-serverless:startApplication out sync", "", "ApplicationId", "State"},
	} {
		t.Run(c.resource, func(t *testing.T) {
			words := strings.Fields(c.resource + " ")
			service, action, _ := strings.Cut(words[0], ":")
			x := Input(false, service, action)
			if words[1] == "out" {
				x = Output(false, service, action, strings.Join(words[2:], ""))
			}
			if got := requiredOf(x); words[1] == "in" && got != c.required {
				t.Errorf("needs %q, want %q", got, c.required)
			}
			for _, name := range strings.Fields(c.members) {
				if x.Member(name) == nil {
					t.Errorf("there is no %s in %v", name, x.Names())
				}
			}
			if x.Member(c.not) != nil {
				t.Errorf("there is %s", c.not)
			}
		})
	}
	if x := Output(false, "states", "startExecution", "sync:2").Member("Output").Shape(); x.Kind != Document {
		t.Errorf("output of .sync:2 is %c", x.Kind)
	}
	if x := Output(false, "states", "startExecution", "sync").Member("Output").Shape(); x.Kind != String {
		t.Errorf("output of .sync is %c", x.Kind)
	}
	if Output(false, "sqs", "sendMessage", "waitForTaskToken") != nil || Output(true, "sfn", "startExecution", "sync") != nil {
		t.Error("the result of a callback is known")
	}
	if x := Input(false, "dynamodb", "putItem").Member("Item").Shape().Element(); x.Member("BOOL") == nil || x.Member("Bool") != nil {
		t.Errorf("attribute values have %v", x.Names())
	}
	if x := Input(true, "dynamodb", "putItem").Member("Item").Shape().Element(); x.Member("Bool") == nil || x.Member("BOOL") != nil {
		t.Errorf("attribute values of the SDK have %v", x.Names())
	}
}
