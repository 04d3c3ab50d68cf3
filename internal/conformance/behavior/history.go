package behavior

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/value"
)

// A history is the events that are expected.
type history struct {
	rows []row
	// partial says that there may be more events than rows.
	partial bool
}

// A row is one event: its id, the id of the event that led to it, its type, and what counts of its details.
type row struct {
	id, previous int64
	kind         string
	at           time.Duration // since the first event, -1 where it doesn't count
	details      value.Value   // undefined where they don't count
}

// parseHistory reads a history: a line for each event, and a line of three dots where events are left out.
func parseHistory(text string) (*history, error) {
	h := &history{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case line == "...":
			h.partial = true
			continue
		}
		r, err := parseRow(line)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", line, err)
		}
		h.rows = append(h.rows, r)
	}
	return h, nil
}

func parseRow(line string) (row, error) {
	r := row{at: -1}
	details := ""
	if at := strings.Index(line, "{"); at >= 0 {
		line, details = line[:at], line[at:]
	}
	columns := strings.Fields(line)
	var err error
	if n := len(columns); n == 4 && strings.HasPrefix(columns[3], "+") {
		if r.at, err = time.ParseDuration(columns[3][1:]); err != nil {
			return r, err
		}
	} else if n != 3 {
		return r, errors.New("want an id, a previous id, a type, and perhaps a time such as +5s")
	}
	if r.id, err = strconv.ParseInt(columns[0], 10, 64); err != nil {
		return r, err
	}
	if r.previous, err = strconv.ParseInt(columns[1], 10, 64); err != nil {
		return r, err
	}
	r.kind = columns[2]
	if details != "" {
		r.details, err = value.Parse(details)
	}
	return r, err
}

// check compares the events of an answer.
func (h *history) check(events []json.RawMessage, report reporter) {
	if !h.partial && len(events) != len(h.rows) {
		report("want %d events, got %d: %s", len(h.rows), len(events), types(events))
	}
	for _, r := range h.rows {
		if r.id < 1 || int(r.id) > len(events) {
			report("no event %d %s", r.id, r.kind)
			continue
		}
		r.check(parse(events[0]), parse(events[r.id-1]), report)
	}
}

// parse returns an event, undefined where it isn't JSON.
func parse(event json.RawMessage) value.Value {
	v, err := value.Parse(string(event))
	if err != nil {
		return value.Undefined
	}
	return v
}

// timeOf returns the time of an event: text, or seconds since 1970.
func timeOf(event value.Value) (time.Time, bool) {
	v, _ := event.Get("timestamp")
	if v.Kind() == value.NumberKind {
		return time.UnixMilli(int64(math.Round(v.Float() * 1000))), true
	}
	t, err := time.Parse(time.RFC3339Nano, v.Text())
	return t, err == nil
}

func (r row) check(first, ev value.Value, report reporter) {
	kind, _ := ev.Get("type")
	id, _ := ev.Get("id")
	previous, _ := ev.Get("previousEventId")
	if got := fmt.Sprint(id, previous, kind.Text()); got != fmt.Sprint(r.id, r.previous, r.kind) {
		report("want the event %d %d %s, got %s %s %s", r.id, r.previous, r.kind, id, previous, kind.Text())
		return
	}
	if r.at >= 0 {
		start, okStart := timeOf(first)
		at, ok := timeOf(ev)
		if got := at.Sub(start); !ok || !okStart || got != r.at {
			report("event %d %s happens after %s, not after %s", r.id, r.kind, got, r.at)
		}
	}
	details := value.Object()
	for _, m := range ev.Members() {
		if strings.HasSuffix(m.Key, "EventDetails") {
			details = m.Value
		}
	}
	for _, m := range r.details.Members() {
		got, ok := details.Get(m.Key)
		if m.Value.IsNull() && !ok { // null says that the member is absent
			continue
		}
		if !matches(m.Value, parsed(m.Value, got)) {
			report("event %d %s: %s\n    want %s\n    got  %s", r.id, r.kind, m.Key, m.Value, got)
		}
	}
}

// parsed returns the value that a text holds where an object, array or number is expected: payloads are JSON text in events.
func parsed(want, got value.Value) value.Value {
	if want.Kind() == value.StringKind || got.Kind() != value.StringKind {
		return got
	}
	if v, err := value.Parse(got.Text()); err == nil {
		return v
	}
	return got
}

// types returns the types of events, for messages.
func types(events []json.RawMessage) string {
	var names []string
	for _, event := range events {
		var ev struct{ Type string }
		if json.Unmarshal(event, &ev) != nil {
			ev.Type = "?"
		}
		names = append(names, ev.Type)
	}
	return strings.Join(names, " ")
}
