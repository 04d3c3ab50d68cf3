package replay

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// Rule is the name under which differences between a recording and the definition are reported.
const Rule = "replay"

// A Verdict is the result of comparing a recording with a definition.
type Verdict string

// The verdicts. Differs means that the path is the same, but the arguments of a call or the result differ. Partial means
// that nothing differs in the part that could be replayed.
const (
	SamePath Verdict = "same path"
	Differs  Verdict = "same path, other data"
	Diverges Verdict = "diverges"
	Partial  Verdict = "same path in part"
)

// A Result is the comparison of a recording with a definition.
type Result struct {
	History *History
	Verdict Verdict
	// Execution is what the definition does with the recorded answers.
	Execution *simulator.Execution
	// Divergence is the first difference of the paths; nil if they are the same.
	Divergence *Divergence
	// Differences are differences in the arguments of calls and in the result, on the same path.
	Differences []Difference
	// Unanswered is the state of the first call that was not recorded, "" without one: then the output is unreliable.
	Unanswered string
	// Notes say what could not be replayed.
	Notes source.Diagnostics
	// Cut is the last event that was compared, 0 for all of them.
	Cut int64
	// open says that a call has no answer because the recording ends before.
	open bool
}

// A Divergence is the first difference of two paths.
type Divergence struct {
	// State is the state at or after which they diverge, EventID the recorded event that does not happen now.
	State   string
	EventID int64
	// Recorded and Now say what happened and what happens.
	Recorded, Now string
	// Place is the location in the definition that decides it, Event that of the recorded event.
	Place, Event source.Span
}

// A Difference is a payload that is not the recorded one.
type Difference struct {
	State   string
	EventID int64
	// What names the payload; Text says where it differs first.
	What, Text   string
	Place, Event source.Span
}

// Config says how a recording is replayed.
type Config struct {
	// Simulator names the execution where the recording does not, and says which kind it is; its handlers are not used.
	Simulator simulator.Config
	// Objects are what ItemReaders read, which no recording holds. If it is nil, Map Runs that read objects end as recorded.
	Objects simulator.ObjectStore
	// PathOnly leaves payloads out of the comparison.
	PathOnly bool
}

// Replay runs a program with the answers of the recording and compares what happens. The diagnostics say why a recording
// cannot be replayed at all; the Result is nil then.
func (h *History) Replay(ctx context.Context, program *simulator.Program, cfg Config) (*Result, source.Diagnostics, error) {
	if h == nil || program == nil {
		return nil, nil, errors.New("replay: the history or the program is nil")
	}
	if found := h.replayable(); found.HasErrors() {
		return nil, found, nil
	}
	def := program.Definition()
	tasks := newRecordedTasks(h, def, cfg.Objects)
	x, err := program.Run(ctx, h.Input, h.config(cfg.Simulator, tasks))
	if err != nil {
		return nil, nil, fmt.Errorf("replay %s: %w", h.file(), err)
	}
	r := &Result{History: h, Execution: x, Notes: h.lost()}
	r.takeNotes(tasks)
	c := &comparison{replay: r, def: def, was: tasks.tracks, now: record(historyOf(x.Events)), tokens: tasks.tokens, open: !h.Ended() || aborted(h)}
	c.paths()
	if r.Divergence == nil && !cfg.PathOnly {
		c.payloads()
	}
	switch {
	case r.Divergence != nil:
		r.Verdict = Diverges
	case len(r.Differences) > 0:
		r.Verdict = Differs
	case r.Cut > 0 || !h.Ended():
		r.Verdict = Partial
	default:
		r.Verdict = SamePath
	}
	return r, nil, nil
}

// replayable reports what makes a replay impossible.
func (h *History) replayable() source.Diagnostics {
	found := h.Whole()
	p := &parser{history: h}
	switch {
	case len(h.Events) == 0:
		at := source.Span{}
		if len(h.Files) > 0 {
			at.File = h.Files[0]
		}
		p.report(at, source.Error, "the history has no events")
	case h.Input.IsUndefined():
		p.report(h.Events[0].Span, source.Error, "the input of the execution is not recorded: add the output of DescribeExecution, or record the history with execution data")
	}
	return append(found, p.diagnostics...)
}

// config names the execution as it was.
func (h *History) config(cfg simulator.Config, tasks *recordedTasks) simulator.Config {
	cfg.Tasks, cfg.Objects, cfg.Recording = tasks, tasks.objects, tasks
	cfg.Observers = append(slices.Clip(cfg.Observers), tasks.observe)
	if !h.Start.IsZero() {
		cfg.Start = h.Start
	}
	if h.Name != "" {
		cfg.Execution = h.Name
	}
	if h.Role != "" {
		cfg.Role = h.Role
	}
	arn := h.MachineARN
	if arn == "" {
		arn = h.ARN
	}
	// arn:partition:states:region:account:stateMachine:name
	if parts := strings.Split(arn, ":"); len(parts) > machinePart && parts[0] == "arn" {
		cfg.Partition, cfg.Region, cfg.Account, cfg.Machine = parts[1], parts[3], parts[4], parts[machinePart]
	}
	return cfg
}

// machinePart is the index of the name of the state machine in ARNs.
const machinePart = 6

// lost warns of payloads that the recording does not have.
func (h *History) lost() source.Diagnostics {
	p := &parser{history: h}
	for i := range h.Events {
		ev := &h.Events[i]
		for _, key := range []string{"output", "input"} {
			about, _ := ev.Details.Get(key + "Details")
			if cut, _ := about.Get("truncated"); cut.Bool() {
				p.report(ev.Span, source.Warning, "the %s of event %d is truncated: data that depends on it may differ", key, ev.ID)
			}
		}
		if _, ok := ev.Details.Get("output"); !ok && isTaskEnd(string(ev.Type)) && strings.HasSuffix(string(ev.Type), "Succeeded") {
			p.report(ev.Span, source.Warning, "the output of event %d is not recorded: null is used instead", ev.ID)
		}
	}
	return p.diagnostics
}

// takeNotes takes what could not be replayed, and ends the comparison after a Map Run whose result is not known.
func (r *Result) takeNotes(tasks *recordedTasks) {
	r.Unanswered = tasks.unanswered
	r.open = tasks.open && (!r.History.Ended() || aborted(r.History))
	if cut := tasks.cut; cut != nil {
		r.Cut = cut.started.ID
		tasks.notes.report(cut.started.Span, source.Warning,
			"the result of the Map Run of state %q is not in the history: nothing after event %d is compared", cut.state, r.Cut)
	}
	r.Notes = append(r.Notes, tasks.notes.diagnostics...)
}

// EndKnown reports whether it is known how the execution ends: every call and Map Run has a recorded answer.
func (r *Result) EndKnown() bool { return r.Unanswered == "" && r.Cut == 0 && !r.open }

// OutputKnown reports whether the output is known: the execution succeeds, and its end is known.
func (r *Result) OutputKnown() bool { return r.EndKnown() && r.Execution.Failure == nil }

// Recorded returns how the recorded execution ended, "" where the recording does not say, with its output, or its error
// and cause.
func (h *History) Recorded() (simulator.Status, value.Value, simulator.Failure) {
	if !h.Ended() {
		return "", value.Undefined, simulator.Failure{}
	}
	ev := &h.Events[len(h.Events)-1]
	output, _ := ev.Details.Get("output")
	cause, _ := ev.Details.Get("cause")
	failure := simulator.Failure{Error: ev.detail("error"), Cause: textOf(cause)}
	switch ev.Type {
	case simulator.ExecutionSucceededEvent:
		return simulator.Succeeded, payloadOf(output), failure
	case simulator.ExecutionTimedOutEvent:
		return simulator.TimedOut, value.Undefined, failure
	case simulator.ExecutionAbortedEvent:
		return simulator.Aborted, value.Undefined, failure
	default:
		return simulator.Failed, value.Undefined, failure
	}
}
