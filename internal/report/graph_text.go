package report

import (
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/source"
)

// GraphText writes a graph for a terminal: a line for each state, in the order in which the states follow each other, and below
// it an arrow for each transition. States inside Map and Parallel states are indented.
func GraphText(w io.Writer, pic Picture, style Style) error {
	t := &graphText{printer: newPrinter(w), style: style}
	t.graph(pic.Graph, 0)
	t.printf("%s, %s\n", source.Plural(t.states, "state"), source.Plural(t.links, "transition"))
	return t.flush()
}

// A graphText writes a graph as text.
type graphText struct {
	printer
	style         Style
	states, links int
}

// indentStep is the indentation of each level of nesting, maxIndent its limit.
const (
	indentStep = 4
	maxIndent  = 32
)

func (t *graphText) graph(g *graph.Graph, depth int) {
	indent := strings.Repeat(" ", min(depth*indentStep, maxIndent))
	order, position := flow(g)
	out := map[*graph.State][]*graph.Link{}
	for _, l := range g.Links {
		out[l.From] = append(out[l.From], l)
	}
	for _, st := range order {
		if st.Kind == graph.Start || st.Kind == graph.End {
			continue
		}
		t.states++
		t.state(st, indent)
		for _, inner := range st.Graphs {
			t.line(indent+"  ", "", inner.Name, "")
			t.graph(inner, depth+1)
		}
		for _, l := range out[st] {
			t.links++
			t.link(l, indent, position)
		}
	}
}

// line writes a sign, a text and a note, cut to the width.
func (t *graphText) line(indent, sign, text, note string) {
	width := t.style.width() - source.Columns(indent)
	if sign != "" {
		width -= signWidth
	}
	if note != "" {
		note = "  " + cutColumns(note, max(width/2, width-source.Columns(text))-2)
	}
	t.printf("%s%s%s%s\n", indent, sign, cutColumns(text, width-source.Columns(note)), t.style.faint(note))
}

// signWidth is the number of columns of a sign such as "✓ ".
const signWidth = 2

// cutColumns cuts a text to a number of columns of a terminal, without blanks before the ellipsis.
func cutColumns(text string, columns int) string {
	cut := source.ClipColumns(text, columns)
	if cut == text {
		return text
	}
	return strings.TrimRight(strings.TrimSuffix(cut, "…"), " ") + "…"
}

func (t *graphText) state(st *graph.State, indent string) {
	note := st.FullDetail
	if st.Retry != "" {
		note += "  " + st.Retry
	}
	sign := ""
	switch {
	case st.Mark.Failed:
		sign = t.style.bad("✗ ")
	case st.Mark.Missed():
		sign = t.style.bad("○ ")
	case st.Mark.Hit():
		sign = t.style.good("✓ ")
	}
	if st.Note != "" {
		note += "  " + st.Note
	}
	t.line(indent, sign, st.Name, note)
}

// link writes an arrow: down to a later state, up to an earlier one.
func (t *graphText) link(l *graph.Link, indent string, position map[*graph.State]int) {
	arrow := "→ "
	switch {
	case position[l.To] <= position[l.From]:
		arrow = "↑ "
	case l.Kind == graph.CatchLink:
		arrow = "⇢ "
	}
	label := l.Full
	switch l.Kind {
	case graph.CatchLink:
		label = "catch " + l.Full
	case graph.StartLink, graph.NextLink, graph.EndLink, graph.RuleLink, graph.DefaultLink:
	}
	target := boxName(l.To)
	note := ""
	switch {
	case l.Mark.Missed():
		note = "  ○ not taken"
	case l.Mark.Hit():
		note = "  " + graph.Times(l.Mark.Count)
	}
	width := t.style.width() - source.Columns(indent) - 2 - source.Columns(arrow) - source.Columns(note)
	target = cutColumns(target, width*2/3)
	if label != "" {
		label = cutColumns(label, width-source.Columns(target)-1) + " "
	}
	if l.Mark.Missed() {
		note = t.style.bad(note)
	}
	t.printf("%s  %s%s%s%s\n", indent, label, arrow, target, note)
}

// flow orders the states so that each comes after those that lead to it, except for loops, and soon after one of them.
func flow(g *graph.Graph) ([]*graph.State, map[*graph.State]int) {
	out := map[*graph.State][]*graph.State{}
	for _, l := range g.Links {
		out[l.From] = append(out[l.From], l.To)
	}
	var order []*graph.State
	seen := map[*graph.State]bool{}
	next := map[*graph.State]int{}
	for _, root := range g.States {
		if seen[root] {
			continue
		}
		seen[root] = true
		var done []*graph.State
		for stack := []*graph.State{root}; len(stack) > 0; {
			st := stack[len(stack)-1]
			if i := next[st]; i < len(out[st]) {
				next[st]++
				if to := out[st][len(out[st])-1-i]; !seen[to] {
					seen[to] = true
					stack = append(stack, to)
				}
				continue
			}
			done = append(done, st)
			stack = stack[:len(stack)-1]
		}
		for i := range done {
			order = append(order, done[len(done)-1-i])
		}
	}
	position := map[*graph.State]int{}
	for i, st := range order {
		position[st] = i
	}
	return order, position
}
