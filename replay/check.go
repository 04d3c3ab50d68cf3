package replay

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// redriven is the event from which on an execution runs again after its end.
const redriven = simulator.EventType("ExecutionRedriven")

// finish puts the events in order, checks that they are one execution, and takes from them what is known.
func (p *parser) finish(files []*source.File) {
	h := p.history
	slices.SortStableFunc(h.Events, func(a, b Event) int { return cmp.Compare(a.ID, b.ID) })
	if len(h.Events) == 0 {
		at := source.Span{}
		if len(files) > 0 {
			at = files[0].Span(0, 0)
		}
		p.report(at, source.Error, "the history has no events")
		return
	}
	first := h.Events[0].ID
	for i := range h.Events {
		ev := &h.Events[i]
		switch want := first + int64(i); {
		case ev.ID < want:
			p.report(ev.Span, source.Error, "two events have the id %d", ev.ID)
			return
		case ev.ID > want:
			p.report(ev.Span, source.Error, "event %d is missing before this one: a page of the history is missing", want)
			return
		}
		if ev.PreviousID >= ev.ID {
			p.report(ev.Span, source.Error, "event %d has the later event %d as its previous event", ev.ID, ev.PreviousID)
		}
	}
	p.times()
	p.cutRedrive()
	p.started()
}

// Whole reports a history whose first pages are missing.
func (h *History) Whole() source.Diagnostics {
	if len(h.Events) == 0 || h.Events[0].ID == 1 {
		return nil
	}
	p := &parser{history: h}
	p.report(h.Events[0].Span, source.Error, "the history starts with event %d: the pages before it are missing", h.Events[0].ID)
	return p.diagnostics
}

// cutRedrive leaves out what came after a redrive, which cannot be replayed.
func (p *parser) cutRedrive() {
	for i := range p.history.Events {
		if ev := &p.history.Events[i]; ev.Type == redriven {
			p.report(ev.Span, source.Warning, "the execution was redriven here: only the events before are replayed")
			p.history.Events = p.history.Events[:i]
			return
		}
	}
}

// started takes what the first event says.
func (p *parser) started() {
	h := p.history
	if len(h.Events) == 0 || h.Events[0].Type != simulator.ExecutionStartedEvent {
		return
	}
	ev := &h.Events[0]
	if h.Start.IsZero() {
		h.Start = ev.Time
	}
	if input, ok := ev.Details.Get("input"); ok && h.Input.IsUndefined() {
		h.Input = payloadOf(input)
	}
	if role, ok := ev.Details.Get("roleArn"); ok && h.Role == "" {
		h.Role = role.Text()
	}
}

// describe takes the members of DescribeExecution.
func (p *parser) describe(n *source.Node) {
	h := p.history
	for _, field := range []struct {
		key string
		to  *string
	}{{"executionArn", &h.ARN}, {"name", &h.Name}, {"stateMachineArn", &h.MachineARN}} {
		if at := n.Get(field.key); at != nil && at.Kind == source.String {
			*field.to = at.Text
		}
	}
	if h.Name == "" && h.ARN != "" {
		h.Name = h.ARN[strings.LastIndexByte(h.ARN, ':')+1:]
	}
	if input := n.Get("input"); input != nil && input.Kind == source.String {
		v, err := value.Parse(input.Text)
		if err != nil {
			p.report(input.Span, source.Error, "\"input\" must be JSON text: %s", err)
		}
		h.Input = v
	}
	if start := n.Get("startDate"); start != nil {
		if at := p.time(start); !at.IsZero() {
			h.Start = at
		}
	}
}

// layouts are the forms of times besides that of RFC 3339.
var layouts = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700", "2006-01-02 15:04:05.999999999Z07:00"}

// maxEpoch is the end of the year 9999.
const maxEpoch = 253402300799

// time reads a time: text, or seconds since 1970; the zero time where it is neither.
func (p *parser) time(n *source.Node) time.Time {
	if n == nil {
		return time.Time{}
	}
	switch n.Kind {
	case source.Number:
		seconds, err := strconv.ParseFloat(n.Text, 64)
		if err == nil && seconds > 0 && seconds < maxEpoch {
			whole, part := math.Modf(seconds)
			return time.Unix(int64(whole), int64(math.Round(part*1e6))*1000).UTC()
		}
	case source.String:
		for _, layout := range layouts {
			if at, err := time.Parse(layout, n.Text); err == nil {
				return at.UTC()
			}
		}
	default:
	}
	if p.badTime == nil {
		p.badTime = n
	}
	return time.Time{}
}

// times warns of times that cannot be read.
func (p *parser) times() {
	p.history.NoTimes = true
	for i := range p.history.Events {
		if !p.history.Events[i].Time.IsZero() {
			p.history.NoTimes = false
		}
	}
	if p.badTime != nil {
		p.report(p.badTime.Span, source.Warning, "invalid time %q: unknown delays count as 0", p.badTime.Text)
	}
}

// payloadOf returns the value of a payload, which the service gives as JSON text. What is not text, or not JSON, is taken as
// it is: histories are often made readable before they are kept.
func payloadOf(v value.Value) value.Value {
	if v.Kind() != value.StringKind {
		return v
	}
	parsed, err := value.Parse(v.Text())
	if err != nil {
		return v
	}
	return parsed
}
