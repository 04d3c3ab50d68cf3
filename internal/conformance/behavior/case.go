package behavior

import (
	"encoding/json"

	"github.com/aslcheck/aslcheck/value"
)

// A Case is one behavior: what an engine gets, and what the service answers.
type Case struct {
	// Topic is the path of the file without its extension, Name is the name of the case in it.
	Topic, Name string
	// Text says what the case shows, Source where the answer comes from.
	Text, Source string
	Request      Request
	expected     expected
}

// ID returns the name of the case in the whole suite.
func (c *Case) ID() string { return c.Topic + ": " + c.Name }

// A Request is what an engine gets, as JSON.
type Request struct {
	Name       string          `json:"name"`
	Definition json.RawMessage `json:"definition"`
	Input      json.RawMessage `json:"input"`
	// Answers are the answers of tasks, by the name of a state.
	Answers json.RawMessage `json:"answers,omitempty"`
	// Objects are the objects of S3, by "bucket/key".
	Objects map[string]string `json:"objects,omitempty"`
	// Children are the definitions of child executions, by the name that an answer has under "call".
	Children map[string]json.RawMessage `json:"children,omitempty"`
	Settings
}

// Settings say how an execution is started. The zero value starts a Standard execution.
type Settings struct {
	// Type is STANDARD or EXPRESS.
	Type string `json:"type,omitempty"`
	// Synchronous says that an Express execution was started with StartSyncExecution.
	Synchronous bool `json:"synchronous,omitempty"`
	// Names are those of the state machine, the execution and the role.
	StateMachine string `json:"stateMachine,omitempty"`
	Execution    string `json:"execution,omitempty"`
	Role         string `json:"role,omitempty"`
}

// An Answer is what an engine returns, as JSON. An engine leaves out what it does not have.
type Answer struct {
	// Status is SUCCEEDED, FAILED, TIMED_OUT or ABORTED, Output the output as JSON text.
	Status string  `json:"status"`
	Output *string `json:"output,omitempty"`
	Error  *string `json:"error,omitempty"`
	Cause  *string `json:"cause,omitempty"`
	// Events are those of GetExecutionHistory.
	Events []json.RawMessage `json:"events,omitempty"`
	// Seconds is the time that the execution took.
	Seconds *float64 `json:"seconds,omitempty"`
	// Written are the objects of S3 that the execution wrote, by "bucket/key".
	Written map[string]string `json:"written,omitempty"`
	// Unsupported says why the engine cannot run the definition, "" where it can.
	Unsupported string `json:"unsupported,omitempty"`
}

// expected is what the service answers.
type expected struct {
	status string
	output value.Value
	// err and cause are undefined where they don't count, null where there is none.
	err, cause value.Value
	seconds    value.Value
	// text is the output to the letter, "" where its spelling does not count.
	text    string
	history *history
	written map[string]string
}

// An Aspect is a part of an answer. Aspects are counted apart, because most engines have no history.
type Aspect string

// The aspects of an answer.
const (
	// Outcome is the status, with the output or the name of the error.
	Outcome Aspect = "outcome"
	// Cause is the text of the cause.
	Cause Aspect = "cause"
	// Text is the output to the letter: the order of members, and how numbers are written.
	Text Aspect = "text"
	// History is the events.
	History Aspect = "history"
	// Time is the seconds that the execution takes.
	Time Aspect = "time"
	// Objects is what the execution writes to S3.
	Objects Aspect = "objects"
)

// Aspects returns all aspects, in the order in which reports show them.
func Aspects() []Aspect { return []Aspect{Outcome, Cause, Text, History, Time, Objects} }

// Has reports whether the case says something about an aspect.
func (c *Case) Has(a Aspect) bool {
	switch a {
	case Cause:
		return !c.expected.cause.IsUndefined()
	case Text:
		return c.expected.text != ""
	case History:
		return c.expected.history != nil
	case Time:
		return !c.expected.seconds.IsUndefined()
	case Objects:
		return len(c.expected.written) > 0
	default:
		return true
	}
}
