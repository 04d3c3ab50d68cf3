package asl

import "github.com/aslcheck/aslcheck/source"

// A Task calls a function, a service or an activity.
type Task struct {
	Header
	Transition
	Dataflow
	Payload
	Recovery

	Resource Field[string]
	// ARN is the Resource taken apart; zero where it is not set.
	ARN         Resource
	Credentials Tree
	// The seconds may be JSONata expressions; the paths are of JSONPath.
	TimeoutSeconds, HeartbeatSeconds         Field[int64]
	TimeoutSecondsPath, HeartbeatSecondsPath Field[string]
}

// Sent returns the field with what the task sends; nil when it sends its input.
func (t *Task) Sent() *Tree {
	switch {
	case t.Language == JSONata && t.Arguments.Set:
		return &t.Arguments
	case t.Language == JSONPath && t.Parameters.Set:
		return &t.Parameters
	default:
		return nil
	}
}

// Kind returns "Task".
func (*Task) Kind() string { return "Task" }

func (*Task) isState() {}

func taskTable() *table[Task] {
	resource := text("Resource", func(t *Task) *Field[string] { return &t.Resource }).required()
	resource.read = func(d *decoder, t *Task, m *source.Member, f *traits, lang Language) {
		d.text(&t.Resource, m, f, lang)
		t.ARN = ParseResource(t.Resource.Value)
	}
	return newTable("a Task state",
		headerFields[Task](),
		transitionFields(func(t *Task) *Transition { return &t.Transition }),
		inputFields(func(t *Task) *Dataflow { return &t.Dataflow }),
		payloadFields(func(t *Task) *Payload { return &t.Payload }),
		[]field[Task]{
			resource,
			object("Credentials", func(t *Task) *Tree { return &t.Credentials }).orExpression().evaluated(InputStage, Template),
			integer("TimeoutSeconds", func(t *Task) *Field[int64] { return &t.TimeoutSeconds }).orExpression().from(1, maxSeconds).evaluated(InputStage, Scalar),
			text("TimeoutSecondsPath", func(t *Task) *Field[string] { return &t.TimeoutSecondsPath }).only(JSONPath).evaluated(InputStage, ReferencePath),
			integer("HeartbeatSeconds", func(t *Task) *Field[int64] { return &t.HeartbeatSeconds }).orExpression().from(1, maxSeconds).evaluated(InputStage, Scalar),
			text("HeartbeatSecondsPath", func(t *Task) *Field[string] { return &t.HeartbeatSecondsPath }).only(JSONPath).evaluated(InputStage, ReferencePath),
		},
		resultFields(func(t *Task) *Payload { return &t.Payload }),
		outputFields(func(t *Task) *Dataflow { return &t.Dataflow }),
		recoveryFields(func(t *Task) *Recovery { return &t.Recovery }),
	).needsOneOf("Next", "End").
		excludes("TimeoutSeconds", "TimeoutSecondsPath").
		excludes("HeartbeatSeconds", "HeartbeatSecondsPath")
}
