package suite

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/internal/teststate"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// RuleUnmet is the name under which failed expectations are reported.
const RuleUnmet = "unmet-expectation"

// expectations reads the section "expect" of a case. A case that says nothing of a failure expects success.
func (p *parser) expectations(n *source.Node, c *TestCase) []Expectation {
	var list []Expectation
	if n.Get("status") == nil && n.Get("error") == nil && n.Get("cause") == nil {
		list = append(list, &statusExpectation{at: at{span: c.Span}, want: simulator.Succeeded})
	}
	if n == nil || len(n.Members) == 0 {
		if c.Skip == "" {
			p.silent = append(p.silent, c.Span)
		}
		return list
	}
	for i := range n.Members {
		p.checkVacuous(&n.Members[i])
		if e := p.expectation(&n.Members[i], c); e != nil {
			list = append(list, e)
		}
	}
	return list
}

func (p *parser) expectation(m *source.Member, c *TestCase) Expectation {
	place, v := at{m.KeySpan, m.Value}, m.Value
	switch m.Key {
	case "status":
		return &statusExpectation{at: place, want: statuses[v.Text]}
	case "output":
		return &valueExpectation{at: place, what: "the output differs", want: query.Constant(v), subset: true, get: outputOf}
	case "outputIs":
		return &valueExpectation{at: place, what: "the output differs", want: query.Constant(v), get: outputOf}
	case "golden":
		return p.goldenExpectation(v)
	case "outputSchema":
		return p.schemaExpectation(place, v)
	case "variables":
		return &valueExpectation{at: place, what: "the variables differ", want: query.Constant(v), subset: true, get: variablesOf}
	case "error":
		return &textExpectation{at: place, what: "error", want: v.Text, get: func(f *simulator.Failure) string { return f.Error }}
	case "cause":
		if v.Kind == source.Object {
			return &valueExpectation{at: place, what: "the cause differs", want: query.Constant(v), subset: true, get: causeOf}
		}
		return &textExpectation{at: place, what: "cause", want: v.Text, get: func(f *simulator.Failure) string { return f.Cause }}
	case "time":
		return p.timeExpectation(place, v)
	case "inspection":
		if c.Config.OnlyState == "" {
			p.report(m.KeySpan, "\"inspection\" needs a case with \"state\"")
		}
		return &valueExpectation{at: place, what: "the inspection differs", want: query.Constant(v), subset: true, get: inspectionOf}
	default:
		return p.pathExpectation(place, m)
	}
}

func (p *parser) pathExpectation(place at, m *source.Member) Expectation {
	switch m.Key {
	case "path":
		return &pathExpectation{at: place, want: p.stateNames(m.Value)}
	case "pathIncludes":
		return &visitExpectation{at: place, states: p.stateNames(m.Value), want: true}
	case "pathExcludes":
		return &visitExpectation{at: place, states: p.stateNames(m.Value), want: false}
	case "retries":
		return p.retryExpectation(m)
	case "calls":
		return p.callExpectation(m)
	case "events":
		p.checkEvents(m.Value)
		return &eventExpectation{at: place, want: texts(m.Value)}
	case "that":
		return p.queryExpectation(m)
	case "s3":
		return &objectExpectation{at: place, node: m.Value}
	default:
		p.report(m.KeySpan, "unknown key %q in \"expect\"", m.Key)
		return nil
	}
}

func texts(n *source.Node) []string {
	list := make([]string, len(n.Items))
	for i, item := range n.Items {
		list[i] = item.Text
	}
	return list
}

// stateNames returns the names of states, without "...".
func (p *parser) stateNames(n *source.Node) []string {
	for _, item := range n.Items {
		if item.Text != AnyStates {
			p.checkState(item.Text, item.Span)
		}
	}
	return texts(n)
}

// at is the location of an expectation in the test file, and the value that is expected; nil if it has no location.
type at struct {
	span source.Span
	node *source.Node
}

// unmet returns the finding of an expectation.
func (a at) unmet(run *Run, state string, lines []string, format string, args ...any) source.Diagnostics {
	detail := lines
	if around := run.history(state); len(around) > 0 {
		detail = append(append(slices.Clone(lines), "history:"), around...)
	}
	return source.Diagnostics{{
		Span: a.span, Severity: source.Error, Rule: RuleUnmet,
		Message: fmt.Sprintf(format, args...), Detail: strings.Join(detail, "\n"),
	}}
}

// maxHistory is how many events a message shows.
const maxHistory = 8

// maxSummary is how many characters of a payload a message shows.
const maxSummary = 100

// history returns the last events, or those of one state, a line each. It returns them once: further messages about the
// same case don't repeat them.
func (r *Run) history(state string) []string {
	if r.shown[state] {
		return nil
	}
	if r.shown == nil {
		r.shown = map[string]bool{}
	}
	r.shown[state] = true
	if state == "" {
		return History(r.Execution, "")
	}
	if r.events == nil {
		r.events = map[string][]*simulator.Event{}
		for i := range r.Execution.Events {
			if ev := &r.Execution.Events[i]; ev.State != nil {
				r.events[ev.State.Head().Name] = append(r.events[ev.State.Head().Name], ev)
			}
		}
	}
	return historyOf(r.Execution, r.events[state])
}

// History returns the last events of an execution, or of one of its states, a line each.
func History(x *simulator.Execution, state string) []string {
	var events []*simulator.Event
	for i := range x.Events {
		ev := &x.Events[i]
		if state == "" || ev.State != nil && ev.State.Head().Name == state {
			events = append(events, ev)
		}
	}
	return historyOf(x, events)
}

// historyOf returns the last ones of some events, a line each.
func historyOf(x *simulator.Execution, events []*simulator.Event) []string {
	omitted := max(len(events)-maxHistory, 0)
	var lines []string
	if omitted > 0 {
		lines = append(lines, fmt.Sprintf("  … %d earlier", omitted))
	}
	for _, ev := range events[omitted:] {
		lines = append(lines, fmt.Sprintf("  #%-4d %8s  %s %s",
			ev.ID, "+"+FormatDuration(ev.Time.Sub(x.Start)), ev.Type, ev.Summary(maxSummary)))
	}
	return lines
}

type statusExpectation struct {
	at
	want simulator.Status
}

// Check implements Expectation.
func (e *statusExpectation) Check(run *Run) source.Diagnostics {
	x := run.Execution
	if x.Status == e.want {
		return nil
	}
	var lines []string
	if x.Failure != nil {
		lines = []string{"error: " + orNone(x.Failure.Error), "cause: " + orNone(source.Clip(x.Failure.Cause, maxShown))}
	}
	return e.acceptWord(run, strings.ToLower(string(x.Status)), e.unmet(run, "", lines, "the execution should have %s, but %s", ended(e.want), ended(x.Status)))
}

func orNone(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}

func ended(s simulator.Status) string {
	switch s {
	case simulator.Succeeded:
		return "succeeded"
	case simulator.TimedOut:
		return "timed out"
	case simulator.Aborted:
		return "been aborted"
	case simulator.Failed:
		return "failed"
	default:
		return string(s)
	}
}

// A valueExpectation compares a JSON value of the run.
type valueExpectation struct {
	at
	what   string
	want   value.Value
	subset bool
	get    func(*Run) value.Value
}

// Check implements Expectation.
func (e *valueExpectation) Check(run *Run) source.Diagnostics {
	got := e.get(run)
	lines := Differences(e.want, got, e.subset)
	if len(lines) == 0 {
		return nil
	}
	if e.subset {
		got = prune(e.want, got)
	}
	return e.accept(run, got, e.unmet(run, "", lines, "%s from the expectation", e.what))
}

func outputOf(run *Run) value.Value { return run.Execution.Output }

// inspectionOf returns the stages of the data of the state that runs alone, as TestState shows them.
func inspectionOf(run *Run) value.Value {
	st := run.Case.File.Definition.Find(run.Case.Config.OnlyState)
	return teststate.InspectionData(st, run.Execution)
}

func variablesOf(run *Run) value.Value { return value.Object(run.Execution.Variables...) }

func causeOf(run *Run) value.Value {
	if run.Execution.Failure == nil {
		return value.Undefined
	}
	v, err := value.Parse(run.Execution.Failure.Cause)
	if err != nil {
		return value.String(run.Execution.Failure.Cause)
	}
	return v
}

// A textExpectation compares the error or the cause.
type textExpectation struct {
	at
	what, want string
	get        func(*simulator.Failure) string
}

// Check implements Expectation.
func (e *textExpectation) Check(run *Run) source.Diagnostics {
	if run.Execution.Failure == nil {
		return e.unmet(run, "", nil, "the execution should have failed with the %s %q, but %s", e.what, e.want, ended(run.Execution.Status))
	}
	if got := e.get(run.Execution.Failure); got != e.want {
		want, shown := aroundDifference(e.want, got)
		return e.accept(run, value.String(got), e.unmet(run, "", nil, "the %s should be %q, but is %q", e.what, want, shown))
	}
	return nil
}

// A timeExpectation limits the virtual time of the execution.
type timeExpectation struct {
	at
	limits
}

func (p *parser) timeExpectation(place at, n *source.Node) Expectation {
	e := &timeExpectation{at: place, limits: p.limits(n)}
	if e.low == 0 && e.high == noLimit {
		p.reportVacuous(place.span, "time")
	}
	return e
}

// Check implements Expectation.
func (e *timeExpectation) Check(run *Run) source.Diagnostics {
	got := run.Execution.Duration()
	if e.has(got) {
		return nil
	}
	unmet := func(limit string, want time.Duration) source.Diagnostics {
		return e.unmet(run, "", LongestStates(run.Execution), "the execution should take %s%s, but takes %s", limit, FormatDuration(want), FormatDuration(got))
	}
	switch {
	case e.low == e.high:
		return e.acceptWord(run, FormatDuration(got), unmet("", e.low))
	case got < e.low:
		return unmet("at least ", e.low)
	default:
		return unmet("at most ", e.high)
	}
}
