package replay

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// TestFile returns a test file of one case that does what was recorded: the recorded answers as mocks, and the path and
// the end as expectations; definition is how the file names the definition. What happens now is expected where the path is the same, since times and names in an output
// differ from run to run; where it is another one, the recorded end is.
func (h *History) TestFile(r *Result, def *asl.Definition, definition, name string) value.Value {
	var file, c value.ObjectBuilder
	file.Set("definition", value.String(definition))
	if !h.Start.IsZero() {
		file.Set("start", value.String(h.Start.UTC().Format(time.RFC3339Nano)))
	}
	c.Set("name", value.String(name))
	c.Set("input", h.Input)
	if context, ok := h.context(r.Execution); ok && readsContext(def) {
		c.Set("context", context)
	}
	tasks := record(h.Events)
	if answers := tasks.mocks(); len(answers) > 0 {
		c.Set("mocks", value.Object(answers...))
	}
	c.Set("expect", h.expectations(r, tasks))
	file.Set("cases", value.Array(c.Object()))
	return file.Object()
}

// context returns what the context object said of the execution, where the definition reads it.
func (h *History) context(x *simulator.Execution) (value.Value, bool) {
	if h.Name == "" || x == nil {
		return value.Undefined, false
	}
	execution := value.Object(
		value.Member{Key: "Id", Value: value.String(x.ARN)}, value.Member{Key: "Name", Value: value.String(h.Name)})
	return value.Object(value.Member{Key: "Execution", Value: execution}), true
}

// mocks returns the answers by state, in the order of the calls. Inside of Map states each is tied to its iteration, so
// that the order of time does not matter.
func (r *trackSet) mocks() []value.Member {
	var calls []*outcome
	for _, list := range r.outcomes {
		calls = append(calls, list...)
	}
	slices.SortFunc(calls, func(a, b *outcome) int { return int(a.scheduled.ID - b.scheduled.ID) })
	var states []string
	answers := map[string][]value.Value{}
	for _, o := range calls {
		if answers[o.state] == nil {
			states = append(states, o.state)
		}
		answers[o.state] = append(answers[o.state], o.answer())
	}
	members := make([]value.Member, len(states))
	for i, state := range states {
		members[i] = value.Member{Key: state, Value: value.Array(answers[state]...)}
		if len(answers[state]) == 1 {
			members[i].Value = answers[state][0]
		}
	}
	return members
}

// maxWrittenBeats limits how many heartbeats of a call a test file lists.
const maxWrittenBeats = 1000

// answer returns the outcome as a test file writes it.
func (o *outcome) answer() value.Value {
	call := simulator.Call{Timeout: o.seconds("timeoutInSeconds"), Heartbeat: o.seconds("heartbeatInSeconds")}
	if call.Timeout == 0 {
		call.Timeout = maxDelay // what timed out never gets its answer
	}
	reply := o.reply(&call)
	if len(reply.Heartbeats) > maxWrittenBeats {
		reply.Heartbeats = nil
	}
	v := mocks.AnswerValue(&mocks.Answer{Times: 1, Reply: reply})
	if len(o.indexes) > 0 {
		v = v.With("when", value.String("$call.iteration = "+strings.ReplaceAll(fmt.Sprint(o.indexes), " ", ", ")))
	}
	return v
}

// expectations returns what the case expects.
func (h *History) expectations(r *Result, tasks *trackSet) value.Value {
	var b value.ObjectBuilder
	var path []value.Value
	for _, s := range tasks.tracks[0].steps {
		if kind, name, _ := strings.Cut(s.what, " "); strings.HasSuffix(kind, "StateEntered") {
			path = append(path, value.String(name))
		}
	}
	status, output, failure := h.Recorded()
	if r.Divergence == nil && r.Cut == 0 && status != "" {
		status, output = r.Execution.Status, r.Execution.Output
		if r.Execution.Failure != nil {
			failure = *r.Execution.Failure
		}
	}
	b.Set("path", value.Array(path...))
	switch status {
	case simulator.Succeeded:
		b.Set("outputIs", output)
	case simulator.Failed:
		b.Set("error", value.String(failure.Error))
		if failure.Cause != "" {
			b.Set("cause", value.String(failure.Cause))
		}
	case "":
		b.Set("path", value.Array(append(path, value.String("..."))...))
	default:
		b.Set("status", value.String(strings.ToLower(string(status))))
	}
	return b.Object()
}

// readsContext reports whether a definition reads the context object.
func readsContext(def *asl.Definition) bool {
	text := def.File.Text
	return strings.Contains(text, "$$.") || strings.Contains(text, "$states.context")
}
