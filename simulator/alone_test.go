package simulator_test

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/simulator"
)

// TestOnlyStateInside runs a state in the Map of a Parallel state alone, by its name and by its path.
func TestOnlyStateInside(t *testing.T) {
	const states = `
StartAt: Both
States:
  Both:
    Type: Parallel
    End: true
    Branches:
      - {StartAt: Other, States: {Other: {Type: Succeed}}}
      - StartAt: Each
        States:
          Each:
            Type: Map
            End: true
            ItemProcessor:
              StartAt: Ship
              States:
                Ship: {Type: Pass, Parameters: {"id.$": $.order}, Next: Note}
                Note: {Type: Fail}
`
	for _, name := range []string{"Ship", "Both/Each/Ship"} {
		x := simulate(t, states, `{}`, `{"order": 7}`, simulator.Config{Alone: simulator.Alone{OnlyState: name}})
		if x.Output.JSON() != `{"id":7}` || strings.Join(x.Path(), " ") != "Ship" {
			t.Errorf("%s: %s with %s on %q", name, x.Status, x.Output.JSON(), x.Path())
		}
	}
}

// TestOnlyMapRun runs a distributed Map alone, whose children run to their ends.
func TestOnlyMapRun(t *testing.T) {
	const states = `
StartAt: Each
States:
  Each:
    Type: Map
    Next: Never
    ItemProcessor:
      ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}
      StartAt: First
      States:
        First: {Type: Pass, Next: Second}
        Second: {Type: Pass, Result: done, End: true}
  Never: {Type: Fail}
`
	x := simulate(t, states, `{}`, `[1, 2]`, simulator.Config{Alone: simulator.Alone{OnlyState: "Each"}})
	if x.Output.JSON() != `["done","done"]` {
		t.Errorf("%s with %s", x.Status, x.Output.JSON())
	}
}

// TestTrialRetry makes one attempt: AWS's answer for a matching Retrier is RETRIABLE with the wait IntervalSeconds × BackoffRate^n.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionErrorDetails.html
func TestTrialRetry(t *testing.T) {
	const states = `
StartAt: B
States:
  B: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage", Parameters: {}, Retry: [{ErrorEquals: [Busy], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 2}], Next: C}
  C: {Type: Fail}
`
	for count, want := range map[int]string{0: "3s", 1: "6s", 2: "none"} {
		x := simulate(t, states, `{B: {throw: {error: Busy}}}`, `{}`, simulator.Config{
			Alone: simulator.Alone{OnlyState: "B", RetrierRetryCount: count, Trial: &simulator.Trial{}},
		})
		got := "none"
		if x.Alone.Retry != nil {
			got = x.Alone.Retry.Delay.String()
		}
		if got != want || x.Failure.Error != "Busy" || x.Duration() != 0 {
			t.Errorf("after %d retries: a wait of %s and %v, want %s", count, got, x.Failure, want)
		}
	}
}
