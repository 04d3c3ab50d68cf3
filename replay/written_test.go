package replay_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/value"
)

// written returns a history with one event in each line: seconds since the start, type, and the member with the details. Ids
// count from 1, and each event follows from the one before unless the seconds end with another id, as in 12<5.
func written(tb testing.TB, lines string) *replay.History {
	tb.Helper()
	start := time.Date(2026, time.February, 3, 4, 0, 0, 0, time.UTC)
	var events []string
	for line := range strings.Lines(lines) {
		fields := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(fields) < 2 {
			continue
		}
		id := len(events) + 1
		seconds, previous, other := strings.Cut(fields[0], "<")
		if !other {
			previous = strconv.Itoa(id - 1)
		}
		since, err := time.ParseDuration(seconds + "s")
		if err != nil {
			tb.Fatal(err)
		}
		details := ""
		if len(fields) == 3 {
			details = ", " + fields[2]
		}
		events = append(events, fmt.Sprintf(`{"id": %d, "previousEventId": %s, "timestamp": %q, "type": %q%s}`,
			id, previous, start.Add(since).Format(time.RFC3339Nano), fields[1], details))
	}
	return parseHistory(tb, `{"events": [`+strings.Join(events, ",\n")+`]}`)
}

const (
	startedWith = `ExecutionStarted "executionStartedEventDetails": {"input": "{\"ids\":[1,2]}"}`
	queueCall   = `"resourceType": "sqs", "resource": "sendMessage"`
)

// distributed returns a definition with a distributed Map that has more fields, and a Task after it.
func distributed(fields string) string {
	return `{"StartAt": "Each", "States": {
  "Each": {"Type": "Map", ` + fields + `, "Next": "Tell", "ItemProcessor": {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    "StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "End": true}}}},
  "Tell": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "q", "MessageBody.$": "$"}, "End": true}}}`
}

// runOf returns a history of such a definition: the events after the start of the Map Run, what Tell is called with, and its
// answer.
func runOf(tb testing.TB, end string) *replay.History {
	tb.Helper()
	return written(tb, `
0 `+startedWith+`
0 MapStateEntered "stateEnteredEventDetails": {"name": "Each", "input": "{\"ids\":[1,2]}"}
0 MapStateStarted "mapStateStartedEventDetails": {"length": 2}
0 MapRunStarted "mapRunStartedEventDetails": {"mapRunArn": "arn:aws:states:us-east-1:123456789012:mapRun:m/Each:1"}
`+end)
}

// unread makes the number of items that of a Map with an ItemReader, which the service shows as 0.
func unread(h *replay.History) { h.Events[2].Details = value.MustParse(`{"length": 0}`) }

// told returns the events of Tell that is called with a body and succeeds with 7.
func told(body string) string {
	return `
9 TaskStateEntered "stateEnteredEventDetails": {"name": "Tell", "input": "{}"}
9 TaskScheduled "taskScheduledEventDetails": {` + queueCall + `, "parameters": "{\"QueueUrl\":\"q\",\"MessageBody\":` + strings.ReplaceAll(body, `"`, `\"`) + `}"}
9 TaskStarted "taskStartedEventDetails": {` + queueCall + `}
9 TaskSucceeded "taskSucceededEventDetails": {` + queueCall + `, "output": "7"}
9 TaskStateExited "stateExitedEventDetails": {"name": "Tell", "output": "7"}
9 ExecutionSucceeded "executionSucceededEventDetails": {"output": "7"}
`
}

// exitedWith returns the good end of the Map Run, and the output of its state.
func exitedWith(output string) string {
	return `
9 MapRunSucceeded
9 MapStateSucceeded
9 MapStateExited "stateExitedEventDetails": {"name": "Each", "output": "` + strings.ReplaceAll(output, `"`, `\"`) + `"}`
}
