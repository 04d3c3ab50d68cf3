package replay

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// maxDifferences limits how many differences of payloads are listed.
const maxDifferences = 10

// payloads compares the arguments of calls and the end of the execution.
func (c *comparison) payloads() {
	for _, t := range c.was.tracks {
		now := c.now.byKey[t.key]
		if now == nil {
			continue
		}
		steps, _ := c.steps(t)
		for i := range min(len(steps), len(now.steps)) {
			c.payload(&steps[i], &now.steps[i])
			if len(c.replay.Differences) >= maxDifferences {
				return
			}
		}
	}
}

// compared are the payloads that are compared, by the event and the member that holds them.
var compared = map[simulator.EventType]struct{ what, key string }{
	simulator.TaskScheduledEvent:           {"the arguments of the call", "parameters"},
	simulator.LambdaFunctionScheduledEvent: {"the input of the call", "input"},
	simulator.ActivityScheduledEvent:       {"the input of the call", "input"},
	simulator.ExecutionSucceededEvent:      {"the output", "output"},
	simulator.ExecutionFailedEvent:         {"the cause", "cause"},
}

// payload compares what two equal steps carry.
func (c *comparison) payload(was, now *step) {
	p, ok := compared[was.event.Type]
	a, recorded := was.event.Details.Get(p.key)
	b, _ := now.event.Details.Get(p.key)
	if !ok || !recorded {
		return
	}
	if text := c.difference(payloadOf(a), payloadOf(b), ""); text != "" {
		c.replay.Differences = append(c.replay.Differences, Difference{
			State: was.state, EventID: was.event.ID, What: p.what, Text: text, Event: was.event.Span, Place: c.place(was.state),
		})
	}
}

// difference returns where two values differ first, "" where they do not.
func (c *comparison) difference(was, now value.Value, path string) string {
	switch {
	case was.Kind() == value.ObjectKind && now.Kind() == value.ObjectKind:
		return c.objects(was, now, path)
	case was.Kind() == value.ArrayKind && now.Kind() == value.ArrayKind && was.Len() == now.Len():
		for i, elem := range was.Elems() {
			if text := c.difference(elem, now.At(i), fmt.Sprintf("%s[%d]", path, i)); text != "" {
				return text
			}
		}
		return ""
	case was.Kind() == value.StringKind && now.Kind() == value.StringKind:
		if c.sameText(was.Text(), now.Text()) {
			return ""
		}
	case value.Equal(was, now):
		return ""
	case now.Kind() == value.StringKind:
		if parsed, err := value.Parse(now.Text()); err == nil && parsed.Kind() == was.Kind() {
			return c.difference(was, parsed, path)
		}
	}
	return fmt.Sprintf("%s was %s, now %s", pathName(path), brief(was), brief(now))
}

func (c *comparison) objects(was, now value.Value, path string) string {
	for _, m := range was.Members() {
		other, ok := now.Get(m.Key)
		if !ok {
			return fmt.Sprintf("%s is missing, was %s", pathName(path+"."+m.Key), brief(m.Value))
		}
		if text := c.difference(m.Value, other, path+"."+m.Key); text != "" {
			return text
		}
	}
	for _, m := range now.Members() {
		if _, ok := was.Get(m.Key); !ok {
			return fmt.Sprintf("%s is new: %s", pathName(path+"."+m.Key), brief(m.Value))
		}
	}
	return ""
}

func pathName(path string) string {
	if path == "" {
		return "the value"
	}
	return strings.TrimPrefix(path, ".")
}

// maxBrief limits the length of a value in a difference.
const maxBrief = 120

func brief(v value.Value) string { return source.Clip(v.JSON(), maxBrief) }

// changing are texts that differ from run to run: times, UUIDs, and the ids of events in causes, which depend on how branches
// and iterations interleave.
var changing = regexp.MustCompile(
	`\(entered at the event id #\d+\)|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`)

// sameText compares texts but for what differs from run to run: times, UUIDs, task tokens, placeholders, and names of the execution
// that the recording does not say.
func (c *comparison) sameText(was, now string) bool {
	if was == now || changing.ReplaceAllString(was, "*") == changing.ReplaceAllString(now, "*") {
		return true
	}
	if asl.HasPlaceholder(now) {
		return true // replaced at deployment
	}
	for _, token := range c.tokens {
		if strings.Contains(now, token) {
			return true
		}
	}
	x := c.replay.Execution
	return c.replay.History.ARN == "" && (strings.Contains(now, x.ARN) || now == x.Name)
}
