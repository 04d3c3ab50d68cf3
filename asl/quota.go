package asl

// The quotas of Step Functions for a definition and its executions. They belong to the service, not to the States
// Language, and none of them can be raised on request.
// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const (
	// MaxDefinitionBytes is how large a definition is at most.
	MaxDefinitionBytes = 1 << 20
	// MaxNameLength is how many characters the name of a state machine, state, variable or execution has at most.
	MaxNameLength = 80
	// MaxLabelLength is how many characters the Label of a distributed Map has at most.
	MaxLabelLength = 40
	// MaxEvents is how many events the history of a Standard execution has at most. Express workflows have no such limit.
	MaxEvents = 25_000
	// MaxStandardSeconds and MaxExpressSeconds are how long an execution runs at most: a year and five minutes.
	MaxStandardSeconds = 365 * 24 * 60 * 60
	MaxExpressSeconds  = 5 * 60
	// MaxPayloadBytes is how large the input and output of an execution, a state and a task are at most, as UTF-8.
	MaxPayloadBytes = 256 << 10
	// MaxVariableBytes is how large a workflow variable is at most, and MaxAllVariablesBytes all of an execution together.
	// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
	MaxVariableBytes     = 256 << 10
	MaxAllVariablesBytes = 10 << 20
	// MaxErrorLength and MaxCauseLength are how many characters of an error and its cause the service keeps.
	MaxErrorLength = 256
	MaxCauseLength = 32_768
	// MaxSeconds is the largest number that TimeoutSeconds, HeartbeatSeconds, Seconds and IntervalSeconds take.
	MaxSeconds = 99_999_999
	// MaxInlineConcurrency and MaxDistributedConcurrency are how many items of a Map run in parallel without MaxConcurrency.
	// https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html
	MaxInlineConcurrency      = 40
	MaxDistributedConcurrency = 10_000
	// MaxItems is the largest number that the field of this name takes ("Maximum value is 100000000", measured).
	MaxItems = 100_000_000
)
