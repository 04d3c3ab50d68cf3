package report

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/source"
)

// mermaidHead is the first line of a graph as Mermaid.
const mermaidHead = "%% written by aslcheck graph"

// GraphMermaid writes a graph as a flowchart of Mermaid, which GitHub and GitLab show in Markdown.
// https://mermaid.js.org/syntax/flowchart.html
func GraphMermaid(w io.Writer, pic Picture) error {
	m := mermaid{printer: newPrinter(w), ids: map[*graph.State]string{}}
	m.printf("%s\nflowchart TD\n", mermaidHead)
	m.graph(pic.Graph, "  ")
	m.styles()
	return m.flush()
}

// A mermaid writes a flowchart.
type mermaid struct {
	printer
	ids     map[*graph.State]string
	links   int
	classes []string
}

// mermaidText escapes every character that is not a letter, a digit or a space: the syntax knows Markdown, HTML and directives.
func mermaidText(s string) string {
	var b strings.Builder
	for _, r := range source.OneLine(strings.ToValidUTF8(s, "\uFFFD")) {
		if r == ' ' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}

// lines returns the texts of a box, one below the other.
func (m *mermaid) lines(st *graph.State) string {
	parts := []string{mermaidText(st.Name)}
	for _, text := range []string{st.FullDetail, st.Retry, st.Note} {
		if text != "" {
			parts = append(parts, mermaidText(text))
		}
	}
	return strings.Join(parts, "<br/>")
}

// shapes are the brackets of the kinds that don't have those of a rectangle.
var mermaidShapes = map[graph.Kind][2]string{
	graph.Start: {"((", "))"}, graph.End: {"(((", ")))"}, "choice": {"{{", "}}"}, "succeed": {"([", "])"}, "fail": {"([", "])"}, "wait": {"(", ")"},
}

func (m *mermaid) graph(g *graph.Graph, indent string) {
	for _, st := range g.States {
		m.state(st, indent)
	}
	for _, l := range g.Links {
		arrow := "-->"
		if l.Kind == graph.CatchLink {
			arrow = "-.->"
		}
		label := ""
		if l.Full != "" {
			label = `|"` + mermaidText(linkLabel(l)) + `"|`
		}
		m.printf("%s%s %s%s %s\n", indent, m.ids[l.From], arrow, label, m.ids[l.To])
		switch {
		case l.Mark.Missed():
			m.classes = append(m.classes, fmt.Sprintf("linkStyle %d stroke:#cf222e,stroke-dasharray:4 3", m.links))
		case l.Mark.Hit():
			m.classes = append(m.classes, fmt.Sprintf("linkStyle %d stroke:#1a7f37,stroke-width:3px", m.links))
		}
		m.links++
	}
}

func (m *mermaid) state(st *graph.State, indent string) {
	id := fmt.Sprintf("n%d", len(m.ids))
	m.ids[st] = id
	if class := strings.TrimSpace(markClass(st.Mark)); class != "" {
		m.classes = append(m.classes, "class "+id+" "+class[strings.LastIndexByte(class, ' ')+1:])
	}
	if len(st.Graphs) > 0 {
		m.printf("%ssubgraph %s[\"%s\"]\n", indent, id, m.lines(st))
		for i, inner := range st.Graphs {
			m.printf("%s  subgraph %sg%d[\"%s\"]\n", indent, id, i, mermaidText(inner.Name))
			m.graph(inner, indent+"    ")
			m.printf("%s  end\n", indent)
		}
		m.printf("%send\n", indent)
		return
	}
	shape, ok := mermaidShapes[st.Kind]
	if !ok {
		shape = [2]string{"[", "]"}
	}
	text := m.lines(st)
	if st.Kind == graph.Start || st.Kind == graph.End {
		text = string(st.Kind)
	}
	m.printf("%s%s%s\"%s\"%s\n", indent, id, shape[0], text, shape[1])
}

// styles writes the colors of what is marked.
func (m *mermaid) styles() {
	if len(m.classes) == 0 {
		return
	}
	m.printf("  classDef hit stroke:#1a7f37,stroke-width:3px\n")
	m.printf("  classDef missed stroke:#cf222e,stroke-dasharray:5 3\n")
	m.printf("  classDef failed stroke:#cf222e,stroke-width:4px\n")
	for _, line := range m.classes {
		m.printf("  %s\n", line)
	}
}

// linkLabel returns the whole text of a link, with its count.
func linkLabel(l *graph.Link) string {
	if l.Full != "" && l.Mark.Hit() {
		return l.Full + " · " + graph.Times(l.Mark.Count)
	}
	return l.Full
}
