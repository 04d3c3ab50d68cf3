package simulator

import "github.com/aslcheck/aslcheck/value"

func (d *StateEntered) member(EventType) (string, fields) {
	var f fields
	f.text("name", d.Name)
	f.payload("input", d.Input)
	return "stateEnteredEventDetails", f
}

func (d *StateExited) member(EventType) (string, fields) {
	var f fields
	f.text("name", d.Name)
	f.payload("output", d.Output)
	f.assigned(d.Assigned)
	return "stateExitedEventDetails", f
}

func (d *MapStateStarted) member(EventType) (string, fields) {
	var f fields
	f.add("length", value.Int(int64(d.Length)))
	return "mapStateStartedEventDetails", f
}

func (d *MapIteration) member(t EventType) (string, fields) {
	var f fields
	f.text("name", d.Name)
	f.add("index", value.Int(int64(d.Index)))
	return mapIterationMembers[t], f
}

func (d *MapRunStarted) member(EventType) (string, fields) {
	var f fields
	f.text("mapRunArn", d.MapRunARN)
	return "mapRunStartedEventDetails", f
}

func (d *MapRunFailed) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	return "mapRunFailedEventDetails", f
}

func (d *EvaluationFailed) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	f.text("location", d.Location)
	f.text("state", d.State)
	return "evaluationFailedEventDetails", f
}

func (d *ExecutionStarted) member(EventType) (string, fields) {
	var f fields
	f.payload("input", d.Input)
	f.text("roleArn", d.RoleARN)
	return "executionStartedEventDetails", f
}

func (d *ExecutionSucceeded) member(EventType) (string, fields) {
	var f fields
	f.payload("output", d.Output)
	return "executionSucceededEventDetails", f
}

func (d *ExecutionFailed) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	return "executionFailedEventDetails", f
}

func (d *ExecutionTimedOut) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	return "executionTimedOutEventDetails", f
}

func (d *ExecutionAborted) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	return "executionAbortedEventDetails", f
}

func (d *TaskScheduled) member(EventType) (string, fields) {
	var f fields
	f.resource(d.Resource, d.ResourceType)
	f.text("region", d.Region)
	f.add("parameters", value.String(d.Parameters.JSON()))
	f.number("timeoutInSeconds", d.TimeoutInSeconds)
	f.number("heartbeatInSeconds", d.HeartbeatSeconds)
	f.credentials(d.RoleARN)
	return "taskScheduledEventDetails", f
}

func (d *TaskStarted) member(EventType) (string, fields) {
	var f fields
	f.resource(d.Resource, d.ResourceType)
	return "taskStartedEventDetails", f
}

func (d *TaskSubmitted) member(EventType) (string, fields) {
	var f fields
	f.resource(d.Resource, d.ResourceType)
	f.payload("output", d.Output)
	return "taskSubmittedEventDetails", f
}

func (d *TaskSucceeded) member(EventType) (string, fields) {
	var f fields
	f.resource(d.Resource, d.ResourceType)
	f.payload("output", d.Output)
	return "taskSucceededEventDetails", f
}

func (d *TaskFailed) member(EventType) (string, fields) {
	var f fields
	f.resource(d.Resource, d.ResourceType)
	f.failure(d.Failure)
	return "taskFailedEventDetails", f
}

func (d *TaskTimedOut) member(EventType) (string, fields) {
	var f fields
	f.resource(d.Resource, d.ResourceType)
	f.failure(d.Failure)
	return "taskTimedOutEventDetails", f
}

func (d *LambdaFunctionScheduled) member(EventType) (string, fields) {
	var f fields
	f.text("resource", d.Resource)
	f.payload("input", d.Input)
	f.number("timeoutInSeconds", d.TimeoutInSeconds)
	f.credentials(d.RoleARN)
	return "lambdaFunctionScheduledEventDetails", f
}

func (d *LambdaFunctionSucceeded) member(EventType) (string, fields) {
	var f fields
	f.payload("output", d.Output)
	return "lambdaFunctionSucceededEventDetails", f
}

func (d *LambdaFunctionFailed) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	return "lambdaFunctionFailedEventDetails", f
}

func (d *LambdaFunctionTimedOut) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	return "lambdaFunctionTimedOutEventDetails", f
}

func (d *ActivityScheduled) member(EventType) (string, fields) {
	var f fields
	f.text("resource", d.Resource)
	f.payload("input", d.Input)
	f.number("timeoutInSeconds", d.TimeoutInSeconds)
	f.number("heartbeatInSeconds", d.HeartbeatSeconds)
	return "activityScheduledEventDetails", f
}

func (d *ActivityStarted) member(EventType) (string, fields) {
	var f fields
	f.text("workerName", d.WorkerName)
	return "activityStartedEventDetails", f
}

func (d *ActivitySucceeded) member(EventType) (string, fields) {
	var f fields
	f.payload("output", d.Output)
	return "activitySucceededEventDetails", f
}

func (d *ActivityFailed) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	return "activityFailedEventDetails", f
}

func (d *ActivityTimedOut) member(EventType) (string, fields) {
	var f fields
	f.failure(d.Failure)
	return "activityTimedOutEventDetails", f
}
