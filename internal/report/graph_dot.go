package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/source"
)

// dotHead is the first line of a graph in the language of Graphviz.
const dotHead = "// written by aslcheck graph"

// GraphDOT writes a graph in the language of Graphviz. https://graphviz.org/doc/info/lang.html
func GraphDOT(w io.Writer, pic Picture) error {
	d := dot{printer: newPrinter(w), ids: map[*graph.State]string{}}
	d.printf("%s\ndigraph {\n", dotHead)
	d.printf("  compound=true; rankdir=TB; fontname=\"sans-serif\"; fontsize=11;\n")
	d.printf("  node [shape=box, style=\"rounded\", fontname=\"sans-serif\", fontsize=11];\n")
	d.printf("  edge [fontname=\"sans-serif\", fontsize=10];\n")
	d.graph(pic.Graph, "  ")
	d.printf("}\n")
	return d.flush()
}

// A dot writes a graph for Graphviz.
type dot struct {
	printer
	ids map[*graph.State]string
}

// dotText escapes text for a quoted string. Graphviz reads entities of HTML in it, and a backslash as an escape.
func dotText(lines ...string) string {
	parts := make([]string, len(lines))
	for i, line := range lines {
		parts[i] = dotEscapes.Replace(source.OneLine(strings.ToValidUTF8(line, "\uFFFD")))
	}
	return `"` + strings.Join(parts, `\n`) + `"`
}

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "&", "&amp;", "#", "&#35;")

// dotColors returns the attributes of a mark.
func dotColors(m graph.Mark, style string) string {
	switch {
	case m.Failed:
		return `, color="#cf222e", penwidth=3`
	case m.Missed():
		return `, color="#cf222e", style="` + style + `dashed"`
	case m.Hit():
		return `, color="#1a7f37", penwidth=2`
	default:
		return ""
	}
}

func (d *dot) graph(g *graph.Graph, indent string) {
	for _, st := range g.States {
		d.state(st, indent)
	}
	for _, l := range g.Links {
		attributes := "label=" + dotText(linkLabel(l))
		if l.Kind == graph.CatchLink {
			attributes += `, style="dashed"`
		}
		if len(l.To.Graphs) > 0 {
			attributes += ", lhead=" + dotText("cluster_"+d.ids[l.To])
		}
		if len(l.From.Graphs) > 0 && l.From != l.To {
			attributes += ", ltail=" + dotText("cluster_"+d.ids[l.From])
		}
		d.printf("%s%s -> %s [%s%s];\n", indent, d.anchor(l.From), d.anchor(l.To), attributes, dotColors(l.Mark, ""))
	}
}

// anchor returns the node that a link to a state leads to: that of the state, or one inside of it.
func (d *dot) anchor(st *graph.State) string {
	for len(st.Graphs) > 0 {
		st = st.Graphs[0].States[0]
	}
	return d.ids[st]
}

func (d *dot) state(st *graph.State, indent string) {
	id := fmt.Sprintf("n%d", len(d.ids))
	d.ids[st] = id
	lines := []string{st.Name}
	for _, text := range []string{st.FullDetail, st.Retry, st.Note} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	switch {
	case st.Kind == graph.Start:
		d.printf("%s%s [label=\"\", tooltip=\"start\", shape=circle, style=filled, fillcolor=black, width=0.15];\n", indent, id)
	case st.Kind == graph.End:
		d.printf("%s%s [label=\"\", tooltip=\"end\", shape=doublecircle, style=filled, fillcolor=black, width=0.12];\n", indent, id)
	case len(st.Graphs) > 0:
		d.printf("%ssubgraph %s {\n%s  label=%s; style=\"rounded\"%s;\n", indent, dotText("cluster_"+id), indent, dotText(lines...),
			strings.ReplaceAll(dotColors(st.Mark, "rounded,"), ", ", "; "))
		for i, inner := range st.Graphs {
			d.printf("%s  subgraph %s {\n%s    label=%s; style=\"dotted\"; color=\"gray\"; penwidth=1;\n", indent, dotText(fmt.Sprintf("cluster_%s_%d", id, i)), indent, dotText(inner.Name))
			d.graph(inner, indent+"    ")
			d.printf("%s  }\n", indent)
		}
		d.printf("%s}\n", indent)
	default:
		shape := ""
		if st.Kind == "choice" {
			shape = ", shape=hexagon"
		}
		d.printf("%s%s [label=%s%s%s];\n", indent, id, dotText(lines...), shape, dotColors(st.Mark, "rounded,"))
	}
}
