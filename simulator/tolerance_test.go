package simulator_test

import (
	"context"
	"testing"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// TestTolerance fails one of two items: the limits are those up to which failures are tolerated.
func TestTolerance(t *testing.T) {
	for name, c := range map[string]struct {
		fields string
		want   simulator.Status
	}{
		"none":                {``, simulator.Failed},
		"count 0":             {`"ToleratedFailureCount": 0,`, simulator.Failed},
		"count 1":             {`"ToleratedFailureCount": 1,`, simulator.Succeeded},
		"percentage 0":        {`"ToleratedFailurePercentage": 0,`, simulator.Failed},
		"percentage 49":       {`"ToleratedFailurePercentage": 49,`, simulator.Failed},
		"percentage 50":       {`"ToleratedFailurePercentage": 50,`, simulator.Succeeded},
		"count exceeded":      {`"ToleratedFailureCount": 0, "ToleratedFailurePercentage": 100,`, simulator.Failed},
		"percentage exceeded": {`"ToleratedFailureCount": 2, "ToleratedFailurePercentage": 0,`, simulator.Failed},
	} {
		t.Run(name, func(t *testing.T) {
			program := compile(t, `{"StartAt": "Each", "States": {"Each": {"Type": "Map", `+c.fields+` "End": true, "ItemProcessor": {
  "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "Which", "States": {
    "Which": {"Type": "Choice", "Choices": [{"Variable": "$", "BooleanEquals": true, "Next": "Fine"}], "Default": "Broken"},
    "Fine": {"Type": "Succeed"}, "Broken": {"Type": "Fail"}}}}}}`)
			x, err := program.Run(t.Context(), value.MustParse(`[true, false]`), simulator.Config{})
			if err != nil || x.Status != c.want {
				t.Errorf("%s, %v, want %s", x.Status, err, c.want)
			}
		})
	}
}

// TestTokens checks which tasks have a task token: activities, jobs and callbacks, not mere calls.
func TestTokens(t *testing.T) {
	for resource, want := range map[string]bool{
		"arn:aws:states:eu-west-1:123456789012:activity:check": true,
		"arn:aws:states:::sqs:sendMessage.waitForTaskToken":    true,
		"arn:aws:states:::ecs:runTask.sync":                    true,
		"arn:aws:states:::sqs:sendMessage":                     false,
		"arn:aws:lambda:eu-west-1:123456789012:function:check": false,
	} {
		token := ""
		handler := simulator.TaskFunc(func(_ context.Context, call simulator.Call) (simulator.Reply, error) {
			token = call.Token
			return simulator.Reply{}, nil
		})
		program := compile(t, `{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "`+resource+`", "Parameters": {}, "End": true}}}`)
		if _, err := program.Run(t.Context(), value.Object(), simulator.Config{Tasks: handler}); err != nil {
			t.Fatal(err)
		}
		if (token != "") != want {
			t.Errorf("%s: token %q", resource, token)
		}
	}
}
