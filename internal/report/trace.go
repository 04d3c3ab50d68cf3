package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// Trace writes an execution for people: every event with its virtual time, indented by nesting.
func Trace(w io.Writer, x *simulator.Execution, style Style) error {
	p := newPrinter(w)
	writeTrace(p, x, style, 0)
	p.printf("%s after %s of virtual time\n", statusText(x, style), suite.FormatDuration(x.Duration()))
	switch {
	case x.Failure != nil && x.Failure.Cause != "":
		p.printf("%s: %s\n", source.OneLine(x.Failure.Error), source.OneLine(x.Failure.Cause))
	case x.Failure != nil && x.Failure.Error != "":
		p.printf("%s\n", source.OneLine(x.Failure.Error))
	case x.Failure != nil: // a bare Fail has neither
	default:
		p.write(x.Output.JSON(), "\n")
	}
	return p.flush()
}

func statusText(x *simulator.Execution, style Style) string {
	if x.Status == simulator.Succeeded {
		return style.good(string(x.Status))
	}
	return style.bad(string(x.Status))
}

// The limits of a trace that isn't verbose: the characters of a payload where the width is unknown, of a value that changed, and
// the child executions of each execution.
const (
	maxSummary        = 100
	maxTraced         = 160
	MaxTracedChildren = 20
	// maxWritten is how many characters of a payload are written to be cut to the columns of a terminal.
	maxWritten = 10_000
)

func writeTrace(p printer, x *simulator.Execution, style Style, outer int) {
	for i := range x.Events {
		ev := &x.Events[i]
		indent := strings.Repeat("  ", outer+ev.Frame.Depth())
		p.printf("%s\n", traceLine(x, ev, indent, style))
		if d, ok := ev.Details.(*simulator.StateExited); ok && d.Inspection != nil {
			writeInspection(p, ev, d, strings.Repeat(" ", traceIndent)+indent, style)
		}
	}
	children := x.Children
	if !style.Verbose {
		children = children[:min(len(children), MaxTracedChildren)]
	}
	indent := strings.Repeat("  ", outer)
	for i, child := range children {
		p.printf("%10s %s%s\n", "", indent, style.faint(fmt.Sprintf("child %d: %s", i, child.ARN)))
		writeTrace(p, child, style, outer+1)
	}
	if more := len(x.Children) - len(children) + x.MoreChildren; more > 0 {
		p.printf("%10s %s%s\n", "", indent, style.faint(source.Plural(more, "more child execution")+"; --verbose shows all"))
	}
}

// traceLine is the line of an event, cut to the columns of the terminal.
func traceLine(x *simulator.Execution, ev *simulator.Event, indent string, style Style) string {
	kind := style.bold(string(ev.Type))
	if ev.Failure() != nil {
		kind = style.bad(string(ev.Type))
	}
	plain := indent + iteration(ev)
	attempt := ""
	if ev.Attempt > 1 {
		attempt = fmt.Sprintf(" (attempt %d)", ev.Attempt)
	}
	before := fmt.Sprintf("%10s %s", "+"+suite.FormatDuration(ev.Time.Sub(x.Start)), plain)
	most := maxSummary
	switch {
	case style.Verbose:
		most = 0
	case style.Width > 0:
		most = max(maxWritten, style.Width)
	}
	summary := source.OneLine(ev.Summary(most))
	if !style.Verbose && style.Width > 0 {
		summary = source.ClipColumns(summary, style.Width-source.Columns(before)-len(ev.Type)-len(attempt)-1)
	}
	if attempt != "" {
		kind += style.notice(attempt)
	}
	return strings.TrimRight(before+kind+" "+summary, " ")
}

// iteration returns the indexes of the iterations that an event is in, such as "[0] ", "" outside of Maps. The events of iterations
// name theirs themselves.
func iteration(ev *simulator.Event) string {
	if _, ok := ev.Details.(*simulator.MapIteration); ok {
		return ""
	}
	var b strings.Builder
	for _, i := range ev.Frame.Indexes() {
		fmt.Fprintf(&b, "[%d]", i)
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	return b.String()
}

// traceIndent is the indentation of lines that belong to an event.
const traceIndent = 13

// writeInspection writes how a state transformed its data: for each stage, named as in TestState, what changed since the one
// before.
func writeInspection(p printer, ev *simulator.Event, d *simulator.StateExited, indent string, style Style) {
	last := d.Inspection.Input
	clip := clipper{style, source.Columns(indent)}
	arguments := "afterParameters"
	if ev.State != nil && ev.State.Head().Language == asl.JSONata {
		arguments = "afterArguments"
	}
	for _, stage := range []struct {
		name string
		v    value.Value
		// apart reports that the stage does not derive from the one before.
		apart bool
	}{
		{"afterInputPath", d.Inspection.AfterInputPath, false},
		{arguments, d.Inspection.AfterParameters, true},
		{"result", d.Inspection.Result, true},
		{"afterResultSelector", d.Inspection.AfterResultSelector, true},
		{"afterResultPath", d.Inspection.AfterResultPath, false},
		{"output", d.Output, false},
	} {
		switch {
		case stage.v.IsUndefined() || value.Equal(stage.v, last):
			continue
		case stage.apart:
			p.printf("%s%s %s\n", indent, style.faint(stage.name+":"), clip.text(stage.name, clip.json(stage.v)))
		default:
			base := last
			if stage.name == "afterResultPath" || stage.name == "output" && d.Inspection.AfterResultPath.IsUndefined() {
				base = d.Inspection.Input
			}
			for _, line := range clip.changes(base, stage.v) {
				p.printf("%s%s %s\n", indent, style.faint(stage.name+":"), clip.text(stage.name, line))
			}
		}
		last = stage.v
	}
	for _, m := range d.Assigned {
		p.printf("%s%s %s\n", indent, style.faint("assign:"), clip.text("assign", "$"+m.Key+" = "+clip.json(m.Value)))
	}
}

// A clipper cuts the data of a stage to the columns that are left beside an indentation.
type clipper struct {
	style  Style
	indent int
}

func (c clipper) text(stage, text string) string {
	text = source.OneLine(text)
	switch {
	case c.style.Verbose:
		return text
	case c.style.Width > 0:
		return source.ClipColumns(text, c.style.Width-c.indent-len(stage)-len(": "))
	default:
		return source.Clip(text, maxTraced)
	}
}

// json is the text of a value, as far as it may be shown.
func (c clipper) json(v value.Value) string {
	switch {
	case c.style.Verbose:
		return v.JSON()
	case c.style.Width > 0:
		return v.Head(max(maxWritten, c.style.Width) * utf8.UTFMax)
	default:
		return source.Clip(v.Head((maxTraced+1)*utf8.UTFMax), maxTraced)
	}
}

// changes lists the differences between two values: members that were added, removed or changed, or the whole value.
func (c clipper) changes(from, to value.Value) []string {
	if from.Kind() != value.ObjectKind || to.Kind() != value.ObjectKind {
		return []string{c.json(to)}
	}
	var lines []string
	same := value.SharedMembers(from, to)
	for _, m := range to.Members()[same:] {
		old, ok := from.Get(m.Key)
		switch {
		case !ok:
			lines = append(lines, "+ "+m.Key+" = "+c.json(m.Value))
		case !value.Equal(old, m.Value):
			lines = append(lines, "~ "+m.Key+" = "+c.json(m.Value))
		}
	}
	for _, m := range from.Members()[same:] {
		if _, ok := to.Get(m.Key); !ok {
			lines = append(lines, "- "+m.Key)
		}
	}
	if len(lines) > to.Len() {
		return []string{c.json(to)}
	}
	return lines
}

// ExecutionJSON writes the result of an execution as one JSON object.
func ExecutionJSON(w io.Writer, x *simulator.Execution) error {
	members := []value.Member{
		{Key: "version", Value: value.Int(jsonVersion)},
		{Key: "name", Value: value.String(x.Name)},
		{Key: "executionArn", Value: value.String(x.ARN)},
		{Key: "status", Value: value.String(string(x.Status))},
		{Key: "input", Value: x.Input},
	}
	if x.Failure != nil {
		members = append(members,
			value.Member{Key: "error", Value: value.String(x.Failure.Error)},
			value.Member{Key: "cause", Value: value.String(x.Failure.Cause)})
	} else {
		members = append(members, value.Member{Key: "output", Value: x.Output})
	}
	path := x.Path()
	names := make([]value.Value, len(path))
	for i, name := range path {
		names[i] = value.String(name)
	}
	members = append(members,
		value.Member{Key: "path", Value: value.Array(names...)},
		value.Member{Key: "virtualSeconds", Value: value.Float(x.Duration().Seconds())},
		value.Member{Key: "variables", Value: value.Object(x.Variables...)})
	_, err := w.Write(append(value.Object(members...).AppendCompact(nil), '\n'))
	return err
}
