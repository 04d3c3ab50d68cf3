package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// ReplaysText writes replays for people, with a line that sums them up.
func ReplaysText(w io.Writer, replays []replay.Comparison, style Style) error {
	p := newPrinter(w)
	for i := range replays {
		writeReplay(p, &replays[i], style)
	}
	writeReplayTotals(p, replays, style)
	return p.flush()
}

func writeReplay(p printer, r *replay.Comparison, style Style) {
	mark := style.good("same ")
	switch {
	case r.Result == nil:
		mark = style.bad("ERROR")
	case r.Differs:
		mark = style.bad("DIFF ")
	}
	line := mark + " " + style.bold(source.OneLine(r.File))
	if r.Result != nil {
		line += "  " + string(r.Result.Verdict)
		if r.Result.EndKnown() {
			line += style.faint("  " + suite.FormatDuration(r.Result.Execution.Duration()))
		}
	}
	p.printf("%s\n", line)
	if r.Result != nil {
		for _, l := range wrapPath(r.Result.Execution.Path(), style.width()-pathIndent) {
			p.printf("%s%s\n", strings.Repeat(" ", pathIndent), style.faint(l))
		}
		p.printf("%s%s\n", strings.Repeat(" ", pathIndent), source.OneLine(replayEnd(r.Result)))
	}
	for i := range r.Diagnostics {
		writeFinding(p, &r.Diagnostics[i], r.Diagnostics[i].Hint, style)
	}
}

// maxOutput limits the length of an output in text.
const maxOutput = 400

// replayEnd describes how the execution ends now.
func replayEnd(r *replay.Result) string {
	x := r.Execution
	switch {
	case r.Unanswered != "":
		return fmt.Sprintf("the output is unknown: the history has no answer for a call of state %q", r.Unanswered)
	case r.Cut > 0:
		return "the output is unknown: the history has no result for a Map Run"
	case !r.EndKnown() && r.History.Ended():
		return "the output is unknown: the recorded execution was aborted"
	case !r.EndKnown():
		return "the output is unknown: the history ends before the execution does"
	case x.Failure != nil:
		return strings.TrimSpace("now " + strings.ToLower(string(x.Status)) + ": " + x.Failure.Error + " " + source.Clip(x.Failure.Cause, maxOutput))
	default:
		return "output now: " + source.Clip(x.Output.JSON(), maxOutput)
	}
}

func writeReplayTotals(p printer, replays []replay.Comparison, style Style) {
	same, differ, broken := 0, 0, 0
	for i := range replays {
		switch {
		case replays[i].Result == nil:
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
	p.printf("%s %s\n", text, style.faint("("+source.Plural(len(replays), "recorded execution")+")"))
}

type jsonDivergence struct {
	State    string `json:"state"`
	EventID  int64  `json:"eventId"`
	Recorded string `json:"recorded"`
	Now      string `json:"now"`
	File     string `json:"file"`
	Line     int32  `json:"line"`
	Column   int32  `json:"column"`
}

type jsonReplay struct {
	File        string          `json:"file"`
	Verdict     string          `json:"verdict"`
	Differs     bool            `json:"differs"`
	Divergence  *jsonDivergence `json:"departure,omitempty"`
	Status      string          `json:"status,omitempty"`
	Path        []string        `json:"path,omitempty"`
	OutputKnown bool            `json:"outputKnown"`
	Output      *value.Value    `json:"output,omitempty"`
	Error       string          `json:"error,omitempty"`
	Cause       string          `json:"cause,omitempty"`
	Diagnostics []jsonFinding   `json:"diagnostics"`
}

// ReplaysJSON writes replays as one JSON object: {"version": 1, "replays": [...]}.
func ReplaysJSON(w io.Writer, replays []replay.Comparison) error {
	list := make([]jsonReplay, len(replays))
	for i := range replays {
		list[i] = replayJSON(&replays[i])
	}
	return writeJSON(w, struct {
		Version int          `json:"version"`
		Replays []jsonReplay `json:"replays"`
	}{jsonVersion, list})
}

func replayJSON(r *replay.Comparison) jsonReplay {
	out := jsonReplay{File: r.File, Differs: r.Differs, Diagnostics: jsonFindings(r.Diagnostics)}
	if r.Result == nil {
		return out
	}
	out.Verdict, out.OutputKnown = string(r.Result.Verdict), r.Result.OutputKnown()
	if d := r.Result.Divergence; d != nil {
		out.Divergence = &jsonDivergence{State: d.State, EventID: d.EventID, Recorded: d.Recorded, Now: d.Now}
		if d.Place.IsValid() {
			out.Divergence.File, out.Divergence.Line, out.Divergence.Column = d.Place.File.Name, d.Place.Start.Line, d.Place.Start.Column
		}
	}
	x := r.Result.Execution
	out.Path = x.Path()
	if !r.Result.EndKnown() {
		return out
	}
	out.Status = string(x.Status)
	if out.OutputKnown {
		out.Output = &x.Output
	}
	if x.Failure != nil {
		out.Error, out.Cause = x.Failure.Error, x.Failure.Cause
	}
	return out
}

// ReplaysJUnit writes replays as JUnit XML: one suite, with a test case for each recorded execution.
func ReplaysJUnit(w io.Writer, replays []replay.Comparison) error {
	entry := newSuite("replay", 0)
	var out strings.Builder
	for i := range replays {
		r := &replays[i]
		c := junitCase{Name: xmlText(r.File), Classname: entry.Name, Time: noTime}
		switch {
		case r.Result == nil:
			c.Error = problemOf(r.Diagnostics)
			entry.Errors++
		case r.Differs:
			c.Failure = problemOf(r.Diagnostics)
			entry.Failures++
		}
		if r.Result != nil {
			fmt.Fprintf(&out, "%s: %s: %s\n", r.File, r.Result.Verdict, strings.Join(r.Result.Execution.Path(), " → "))
		}
		entry.Cases = append(entry.Cases, c)
	}
	entry.Tests = len(entry.Cases)
	entry.Out.Text = xmlText(out.String())
	return writeXML(w, junitSuites{Suites: []junitSuite{entry}})
}
