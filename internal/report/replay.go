package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// A Replay is a recorded execution that was compared with a definition.
type Replay struct {
	// File is the name of its history.
	File string
	// Verdict says how they compare, such as "same path"; "" where nothing could be replayed.
	Verdict string
	// Differs says that it counts as a difference.
	Differs bool
	// Departure is where the paths part, nil where they do not.
	Departure *ReplayDeparture
	// Execution is what the definition does now, nil where nothing could be replayed. OutputKnown says that no answer was
	// missing; Missing is the state of the first call without one.
	Execution   *simulator.Execution
	OutputKnown bool
	Missing     string
	// Diagnostics are the departure, other data, what could not be replayed, and what is wrong with the history.
	Diagnostics source.Diagnostics
}

// A ReplayDeparture is the first difference of two paths.
type ReplayDeparture struct {
	State         string
	EventID       int64
	Recorded, Now string
	Place         source.Span
}

// ReplaysText writes replays for people, with a line that sums them up.
func ReplaysText(w io.Writer, replays []Replay, style Style) error {
	p := newPrinter(w)
	for i := range replays {
		writeReplay(p, &replays[i], style)
	}
	writeReplayTotals(p, replays, style)
	return p.flush()
}

func writeReplay(p printer, r *Replay, style Style) {
	mark := style.good("same ")
	switch {
	case r.Execution == nil:
		mark = style.bad("ERROR")
	case r.Differs:
		mark = style.bad("DIFF ")
	}
	line := mark + " " + style.bold(oneLine(r.File))
	if r.Execution != nil {
		line += "  " + r.Verdict + style.faint("  "+suite.FormatDuration(r.Execution.Duration()))
	}
	p.printf("%s\n", line)
	if r.Execution != nil {
		for _, l := range wrapPath(r.Execution.Path(), style.width()-pathIndent) {
			p.printf("%s%s\n", strings.Repeat(" ", pathIndent), style.faint(l))
		}
		p.printf("%s%s\n", strings.Repeat(" ", pathIndent), oneLine(replayEnd(r)))
	}
	for i := range r.Diagnostics {
		writeFinding(p, &r.Diagnostics[i], style)
	}
}

// maxOutput bounds the length of an output in text.
const maxOutput = 400

// replayEnd says how the execution ends now.
func replayEnd(r *Replay) string {
	x := r.Execution
	switch {
	case r.Missing != "":
		return fmt.Sprintf("the output now cannot be told: the history has no answer for a call of %q", r.Missing)
	case x.Failure != nil:
		return strings.TrimSpace("now " + strings.ToLower(string(x.Status)) + ": " + x.Failure.Error + " " + clip(x.Failure.Cause, maxOutput))
	case !r.OutputKnown:
		return "the output now cannot be told"
	default:
		return "output now: " + clip(x.Output.JSON(), maxOutput)
	}
}

func writeReplayTotals(p printer, replays []Replay, style Style) {
	same, differ, broken := 0, 0, 0
	for i := range replays {
		switch {
		case replays[i].Execution == nil:
			broken++
		case replays[i].Differs:
			differ++
		default:
			same++
		}
	}
	text := fmt.Sprintf("%d same, %d different", same, differ)
	if broken > 0 {
		text += fmt.Sprintf(", %d not replayed", broken)
	}
	if differ+broken > 0 {
		text = style.bad(text)
	} else {
		text = style.good(text)
	}
	p.printf("%s %s\n", text, style.faint("("+Plural(len(replays), "recorded execution")+")"))
}

type jsonDeparture struct {
	State    string `json:"state"`
	EventID  int64  `json:"eventId"`
	Recorded string `json:"recorded"`
	Now      string `json:"now"`
	File     string `json:"file"`
	Line     int32  `json:"line"`
	Column   int32  `json:"column"`
}

type jsonReplay struct {
	File        string         `json:"file"`
	Verdict     string         `json:"verdict"`
	Differs     bool           `json:"differs"`
	Departure   *jsonDeparture `json:"departure,omitempty"`
	Status      string         `json:"status,omitempty"`
	Path        []string       `json:"path,omitempty"`
	OutputKnown bool           `json:"outputKnown"`
	Output      *value.Value   `json:"output,omitempty"`
	Error       string         `json:"error,omitempty"`
	Cause       string         `json:"cause,omitempty"`
	Diagnostics []jsonFinding  `json:"diagnostics"`
}

// ReplaysJSON writes replays as one JSON object: {"version": 1, "replays": [...]}.
func ReplaysJSON(w io.Writer, replays []Replay) error {
	list := make([]jsonReplay, len(replays))
	for i := range replays {
		list[i] = replays[i].json()
	}
	return writeJSON(w, struct {
		Version int          `json:"version"`
		Replays []jsonReplay `json:"replays"`
	}{jsonVersion, list})
}

func (r *Replay) json() jsonReplay {
	out := jsonReplay{
		File: r.File, Verdict: r.Verdict, Differs: r.Differs, OutputKnown: r.OutputKnown, Diagnostics: jsonFindings(r.Diagnostics),
	}
	if d := r.Departure; d != nil {
		out.Departure = &jsonDeparture{State: d.State, EventID: d.EventID, Recorded: d.Recorded, Now: d.Now}
		if d.Place.IsValid() {
			out.Departure.File, out.Departure.Line, out.Departure.Column = d.Place.File.Name, d.Place.Start.Line, d.Place.Start.Column
		}
	}
	if x := r.Execution; x != nil {
		out.Status, out.Path = string(x.Status), x.Path()
		if r.OutputKnown {
			out.Output = &x.Output
		}
		if x.Failure != nil {
			out.Error, out.Cause = x.Failure.Error, x.Failure.Cause
		}
	}
	return out
}

// ReplaysJUnit writes replays as JUnit XML: one suite, with a test case for each recorded execution.
func ReplaysJUnit(w io.Writer, replays []Replay) error {
	entry := newSuite("replay", 0)
	var out strings.Builder
	for i := range replays {
		r := &replays[i]
		c := junitCase{Name: xmlText(r.File), Classname: entry.Name, Time: noTime}
		switch {
		case r.Execution == nil:
			c.Error = problemOf(r.Diagnostics)
			entry.Errors++
		case r.Differs:
			c.Failure = problemOf(r.Diagnostics)
			entry.Failures++
		}
		if r.Execution != nil {
			fmt.Fprintf(&out, "%s: %s: %s\n", r.File, r.Verdict, strings.Join(r.Execution.Path(), " → "))
		}
		entry.Cases = append(entry.Cases, c)
	}
	entry.Tests = len(entry.Cases)
	entry.Out.Text = xmlText(out.String())
	return writeXML(w, junitSuites{Suites: []junitSuite{entry}})
}
