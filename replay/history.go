package replay

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// RuleInvalidHistory is the name under which findings about a recorded execution are reported.
const RuleInvalidHistory = "invalid-history"

// A History is the recording of an execution: the output of GetExecutionHistory and, optionally, of DescribeExecution. It is read-only after parsing.
// https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
type History struct {
	// Files are the pages in the order in which they were given.
	Files []*source.File
	// Events are in the order of their ids, which are 1, 2, 3 and so on.
	Events []Event
	// Input is what the execution was started with, undefined where the recording does not say.
	Input value.Value
	// Start is when it started, the zero time where that is not known. NoTimes says that no event has a time.
	Start   time.Time
	NoTimes bool
	// ARN, Name and MachineARN identify the execution, "" where they are not known. Role is the ARN of its role.
	ARN, Name, MachineARN, Role string
}

// A Event is one recorded event.
type Event struct {
	ID, PreviousID int64
	Type           simulator.EventType
	// Time is the zero time where it is not known.
	Time time.Time
	// Details are the members of the event's details, an empty object without any.
	Details value.Value
	// Span is the location of the event.
	Span source.Span
}

// maxHistory limits the number of events; the service allows half as many.
const maxHistory = 50_000

// Parse reads a recorded execution: one file, or several pages of it. A file holds {"events": [...]}, a list of
// such pages, or a list of events, and may hold the members of DescribeExecution, too.
func Parse(files ...*source.File) (*History, source.Diagnostics) {
	h := &History{Files: files}
	p := &parser{history: h}
	for _, file := range files {
		root, diagnostics := source.ParseJSON(file)
		p.diagnostics = append(p.diagnostics, diagnostics...)
		if root != nil && !diagnostics.HasErrors() {
			p.file(root)
		}
	}
	if !p.diagnostics.HasErrors() {
		p.finish(files)
	}
	return h, p.diagnostics.Sorted()
}

// Describe takes the answer of DescribeExecution.
func (h *History) Describe(file *source.File) source.Diagnostics {
	root, diagnostics := source.ParseJSON(file)
	p := &parser{history: h, diagnostics: diagnostics}
	if root != nil && !diagnostics.HasErrors() {
		if root.Get("executionArn") == nil && root.Get("input") == nil {
			p.report(root.Span, source.Error, "this is not the output of DescribeExecution: it has no \"executionArn\"")
		}
		p.describe(root)
	}
	return p.diagnostics.Sorted()
}

// Continues reports whether the first event of h is the one after the last of before: both are pages of one execution.
func (h *History) Continues(before *History) bool {
	return len(h.Events) > 0 && len(before.Events) > 0 && h.Events[0].ID > 1 && h.Events[0].ID == before.Events[len(before.Events)-1].ID+1
}

// Ended reports whether the recording goes to the end of the execution.
func (h *History) Ended() bool {
	return len(h.Events) > 0 && slices.Contains(ends, h.Events[len(h.Events)-1].Type)
}

// ends are the events that end an execution.
var ends = []simulator.EventType{
	simulator.ExecutionSucceededEvent, simulator.ExecutionFailedEvent, simulator.ExecutionTimedOutEvent, simulator.ExecutionAbortedEvent,
}

type parser struct {
	history     *History
	diagnostics source.Diagnostics
	badTime     *source.Node
}

func (p *parser) report(at source.Span, severity source.Severity, format string, args ...any) {
	p.diagnostics.Add(source.Diagnostic{
		Span: at, Severity: severity, Rule: RuleInvalidHistory, Message: fmt.Sprintf(format, args...),
	})
}

// file reads the pages of one file.
func (p *parser) file(root *source.Node) {
	switch {
	case root.Kind == source.Object:
		p.page(root)
	case root.Kind != source.Array:
		p.report(root.Span, source.Error, "a history must be an object with \"events\", not %s", source.WithArticle(root.Kind.String()))
	case len(root.Items) > 0 && root.Items[0].Get("events") != nil:
		for _, page := range root.Items {
			p.page(page)
		}
	default:
		p.events(root)
	}
}

func (p *parser) page(n *source.Node) {
	events := n.Get("events")
	switch {
	case events == nil && n.Get("executionArn") != nil:
		p.report(n.Span, source.Error, "this is the output of DescribeExecution: also give the history, or use --describe")
	case events == nil:
		p.report(n.Span, source.Error, "this is not the output of GetExecutionHistory: it has no \"events\"")
	case events.Kind != source.Array:
		p.report(events.Span, source.Error, "\"events\" must be an array, not %s", source.WithArticle(events.Kind.String()))
	default:
		p.events(events)
	}
	p.describe(n)
}

func (p *parser) events(list *source.Node) {
	if len(list.Items)+len(p.history.Events) > maxHistory {
		p.report(list.Span, source.Error, "the history has more than %d events, more than any execution can have", maxHistory)
		return
	}
	for _, n := range list.Items {
		if ev, ok := p.event(n); ok {
			p.history.Events = append(p.history.Events, ev)
		}
	}
}

func (p *parser) event(n *source.Node) (Event, bool) {
	ev := Event{Span: n.Span, Details: value.Object()}
	if n.Kind != source.Object {
		p.report(n.Span, source.Error, "an event must be an object, not %s", source.WithArticle(n.Kind.String()))
		return ev, false
	}
	kind := n.Get("type")
	if kind == nil || kind.Kind != source.String {
		p.report(n.Span, source.Error, "the event has no \"type\"")
		return ev, false
	}
	ev.Type = simulator.EventType(kind.Text)
	var ok bool
	if ev.ID, ok = p.number(n, "id"); !ok {
		return ev, false
	}
	if n.Get("previousEventId") != nil {
		if ev.PreviousID, ok = p.number(n, "previousEventId"); !ok {
			return ev, false
		}
	}
	ev.Time = p.time(n.Get("timestamp"))
	for i := range n.Members {
		if m := &n.Members[i]; strings.HasSuffix(m.Key, "EventDetails") && m.Value.Kind == source.Object {
			ev.Details = query.Constant(m.Value)
		}
	}
	return ev, true
}

// number reads an id.
func (p *parser) number(n *source.Node, key string) (int64, bool) {
	at := n.Get(key)
	if at == nil {
		p.report(n.Span, source.Error, "the event has no %q", key)
		return 0, false
	}
	if at.Kind == source.Number {
		if id, ok := value.Number(at.Text).Int(); ok && id >= 0 && id <= maxHistory {
			return id, true
		}
	}
	p.report(at.Span, source.Error, "%q must be a whole number from 0 to %d", key, maxHistory)
	return 0, false
}
