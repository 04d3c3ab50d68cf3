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
		p.printf("%s\n", x.Output.JSON())
	}
	return p.flush()
}

func statusText(x *simulator.Execution, style Style) string {
	if x.Status == simulator.Succeeded {
		return style.good(string(x.Status))
	}
	return style.bad(string(x.Status))
}

func writeTrace(p printer, x *simulator.Execution, style Style, outer int) {
	for i := range x.Events {
		ev := &x.Events[i]
		indent := strings.Repeat("  ", outer+ev.Frame.Depth())
		kind := string(ev.Type)
		if ev.Failure() != nil {
			kind = style.bad(kind)
		} else {
			kind = style.bold(kind)
		}
		attempt := ""
		if ev.Attempt > 1 {
			attempt = style.notice(fmt.Sprintf(" (attempt %d)", ev.Attempt))
		}
		line := fmt.Sprintf("%10s %s%s%s %s", "+"+suite.FormatDuration(ev.Time.Sub(x.Start)), indent, kind, attempt, source.OneLine(ev.Summary()))
		p.printf("%s\n", strings.TrimRight(line, " "))
		if d, ok := ev.Details.(*simulator.StateExited); ok && d.Inspection != nil {
			writeInspection(p, d, strings.Repeat(" ", traceIndent)+indent, style)
		}
	}
	for i, child := range x.Children {
		p.printf("%10s %s%s\n", "", strings.Repeat("  ", outer), style.faint(fmt.Sprintf("child %d: %s", i, child.ARN)))
		writeTrace(p, child, style, outer+1)
	}
}

// traceIndent is the indentation of lines that belong to an event.
const traceIndent = 13

// writeInspection writes how a state transformed its data: for each stage, named as in TestState, what changed since the one
// before.
func writeInspection(p printer, d *simulator.StateExited, indent string, style Style) {
	last := d.Inspection.Input
	for _, stage := range []struct {
		name string
		v    value.Value
		// apart reports that the stage does not derive from the one before.
		apart bool
	}{
		{"afterInputPath", d.Inspection.AfterInputPath, false},
		{"afterParameters", d.Inspection.AfterParameters, true},
		{"result", d.Inspection.Result, true},
		{"afterResultSelector", d.Inspection.AfterResultSelector, true},
		{"afterResultPath", d.Inspection.AfterResultPath, false},
		{"output", d.Output, false},
	} {
		switch {
		case stage.v.IsUndefined() || value.Equal(stage.v, last):
			continue
		case stage.apart:
			p.printf("%s%s %s\n", indent, style.faint(stage.name+":"), source.OneLine(source.Clip(stage.v.JSON(), maxTraced)))
		default:
			base := last
			if stage.name == "afterResultPath" || stage.name == "output" && d.Inspection.AfterResultPath.IsUndefined() {
				base = d.Inspection.Input
			}
			for _, line := range changes(base, stage.v) {
				p.printf("%s%s %s\n", indent, style.faint(stage.name+":"), source.OneLine(line))
			}
		}
		last = stage.v
	}
	for _, m := range d.Assigned {
		p.printf("%s%s %s\n", indent, style.faint("assign:"), source.OneLine(source.Clip("$"+m.Key+" = "+m.Value.JSON(), maxTraced)))
	}
}

// changes lists the differences between two values: members that were added, removed or changed, or the whole value.
func changes(from, to value.Value) []string {
	if from.Kind() != value.ObjectKind || to.Kind() != value.ObjectKind {
		return []string{source.Clip(to.JSON(), maxTraced)}
	}
	var lines []string
	for _, m := range to.Members() {
		old, ok := from.Get(m.Key)
		switch {
		case !ok:
			lines = append(lines, source.Clip("+ "+m.Key+" = "+m.Value.JSON(), maxTraced))
		case !value.Equal(old, m.Value):
			lines = append(lines, source.Clip("~ "+m.Key+" = "+m.Value.JSON(), maxTraced))
		}
	}
	for _, m := range from.Members() {
		if _, ok := to.Get(m.Key); !ok {
			lines = append(lines, "- "+m.Key)
		}
	}
	if len(lines) > to.Len() {
		return []string{source.Clip(to.JSON(), maxTraced)}
	}
	return lines
}

// maxTraced limits the length of a value in a trace.
const maxTraced = 160

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
