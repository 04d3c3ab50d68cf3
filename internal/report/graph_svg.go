package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/internal/graph/layered"
	"github.com/aslcheck/aslcheck/source"
)

// A Picture is the graph of a state machine, laid out, and its name.
type Picture struct {
	Name  string
	Graph *graph.Graph
	// Prefix is what all ids of elements begin with, so that a page can have several graphs.
	Prefix string
}

// svgHead is the beginning of a graph as SVG.
const svgHead = `<svg xmlns="http://www.w3.org/2000/svg" class="aslcheck-graph"`

// GraphSVG writes a graph as an SVG file: a document of its own that adapts to dark and light.
func GraphSVG(w io.Writer, pic Picture) error {
	p := newPrinter(w)
	g := pic.Graph
	p.printf(svgHead+` width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-label="%s">`+"\n",
		g.Width, g.Height, g.Width, g.Height, svgText("State machine "+pic.Name))
	p.printf("<style>\n%s</style>\n", GraphStyle)
	p.printf(`<rect class="ground" width="%d" height="%d"/>`+"\n", g.Width, g.Height)
	svg{p, pic.Prefix}.graph(g)
	p.printf("</svg>\n")
	return p.flush()
}

// GraphSVGElement writes a graph as an <svg> element for an HTML page that has GraphStyle.
func GraphSVGElement(w io.Writer, pic Picture) error {
	p := newPrinter(w)
	g := pic.Graph
	p.printf(`<svg class="aslcheck-graph" width="%d" height="%d" viewBox="0 0 %d %d" role="group" aria-label="%s">`+"\n",
		g.Width, g.Height, g.Width, g.Height, svgText("State machine "+pic.Name))
	svg{p, pic.Prefix}.graph(g)
	p.printf("</svg>\n")
	return p.flush()
}

// svgText escapes text for the content and the attributes of elements. Characters that XML forbids become spaces.
func svgText(s string) string {
	return svgEscapes.Replace(strings.Map(func(r rune) rune {
		if r == '\uFFFE' || r == '\uFFFF' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(source.OneLine(s), "\uFFFD")))
}

// svgEscapes also has the character that begins a command in a log of CI.
var svgEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;", "#", "&#35;")

// svgLines escapes texts that are below each other.
func svgLines(lines []string) string {
	escaped := make([]string, len(lines))
	for i, line := range lines {
		escaped[i] = svgText(line)
	}
	return strings.Join(escaped, "&#10;")
}

// An svg writes the elements of a graph.
type svg struct {
	printer
	prefix string
}

func (s svg) id(id string) string { return svgText(s.prefix + id) }

// graph writes the links, those that were taken last, and then the boxes.
func (s svg) graph(g *graph.Graph) {
	for _, taken := range []bool{false, true} {
		for _, l := range g.Links {
			if l.Mark.Hit() == taken {
				s.link(l)
			}
		}
	}
	for _, st := range g.States {
		s.state(st)
	}
}

// markClass returns the classes of a mark.
func markClass(m graph.Mark) string {
	class := ""
	switch {
	case m.Missed():
		class = " missed"
	case m.Hit():
		class = " hit"
	}
	if m.Failed {
		class += " failed"
	}
	return class
}

func (s svg) link(l *graph.Link) {
	class := "link link-" + string(l.Kind) + markClass(l.Mark)
	if l.Back {
		class += " back"
	}
	s.printf(`<g class="%s" id="%s" data-from="%s" data-to="%s"><title>%s</title>`, class, s.id(l.ID), s.id(l.From.ID), s.id(l.To.ID), svgLines(linkTitle(l)))
	s.printf(`<path class="line" d="%s"/>`, curve(l.Points, l.From == l.To))
	s.printf(`<path class="arrow" d="%s"/>`, tip(l.Points))
	if l.Label != "" {
		s.printf(`<rect class="label-ground" x="%d" y="%d" width="%d" height="%d" rx="3"/>`, l.LabelAt.X, l.LabelAt.Y, l.LabelWidth, l.LabelHeight)
		s.printf(`<text class="label" x="%d" y="%d">%s</text>`, l.LabelAt.X+l.LabelWidth/2, l.LabelAt.Y+l.LabelHeight-labelBase, svgText(l.Label))
	}
	s.printf("</g>\n")
}

// linkTitle is the text that a browser shows when the mouse is over a link.
func linkTitle(l *graph.Link) []string {
	var parts []string
	switch l.Kind {
	case graph.CatchLink:
		parts = append(parts, "Catch "+l.Full)
	case graph.DefaultLink:
		parts = append(parts, "Default")
	case graph.RuleLink:
		parts = append(parts, fmt.Sprintf("rule %d: %s", l.Index+1, l.Full))
	case graph.StartLink, graph.NextLink, graph.EndLink:
	}
	from, to := boxName(l.From), boxName(l.To)
	parts = append(parts, from+" → "+to)
	if l.Mark.Known {
		parts = append(parts, l.Mark.String())
	}
	return parts
}

func boxName(st *graph.State) string {
	if st.Kind == graph.Start || st.Kind == graph.End {
		return string(st.Kind)
	}
	return st.Name
}

// The baselines of texts, in pixels above the bottom of their line.
const (
	labelBase = 4
	titleBase = 5
	lineBase  = 4
)

// curve returns the path of a line: a curve between points that are neither above nor beside each other. It begins at the end of
// the link, so that the dashes of links that join are at the same locations.
func curve(points []layered.Point, loop bool) string {
	points = slices.Clone(points)
	slices.Reverse(points)
	var b strings.Builder
	for i, p := range points {
		switch {
		case i == 0:
			fmt.Fprintf(&b, "M%d %d", p.X, p.Y)
		case loop || p.X == points[i-1].X || p.Y == points[i-1].Y:
			fmt.Fprintf(&b, "L%d %d", p.X, p.Y)
		default:
			middle := (p.Y + points[i-1].Y) / 2
			fmt.Fprintf(&b, "C%d %d %d %d %d %d", points[i-1].X, middle, p.X, middle, p.X, p.Y)
		}
	}
	return b.String()
}

// tip returns the path of the tip at the end of a line.
func tip(points []layered.Point) string {
	if len(points) < 2 {
		return ""
	}
	const length, half = 7, 4
	end, before := points[len(points)-1], points[len(points)-2]
	switch {
	case end.Y == before.Y && end.X < before.X:
		return fmt.Sprintf("M%d %dl%d %dv%dz", end.X, end.Y, length, -half, 2*half)
	case end.Y < before.Y:
		return fmt.Sprintf("M%d %dl%d %dh%dz", end.X, end.Y, -half, length, 2*half)
	default:
		return fmt.Sprintf("M%d %dl%d %dh%dz", end.X, end.Y, -half, -length, 2*half)
	}
}

func (s svg) state(st *graph.State) {
	class := "state kind-" + string(st.Kind) + markClass(st.Mark)
	if st.Kind == graph.Start || st.Kind == graph.End {
		s.dot(st, class)
		return
	}
	s.printf(`<g class="%s" id="%s" data-path="%s"><title>%s</title>`, class, s.id(st.ID), svgText(st.Path), svgLines(stateTitle(st)))
	s.printf(`<rect class="box" x="%d" y="%d" width="%d" height="%d" rx="6"/>`, st.X, st.Y, st.Width, st.Height)
	s.printf(`<rect class="stripe" x="%d" y="%d" width="4" height="%d" rx="2"/>`, st.X, st.Y+stripeInset, st.HeaderHeight()-2*stripeInset)
	y := st.Y + textTop + graph.TitleHeight
	s.printf(`<text class="title" x="%d" y="%d">%s</text>`, st.X+graph.Padding, y-titleBase, svgText(st.Title))
	if st.Detail != "" {
		y += graph.LineHeight
		s.printf(`<text class="detail" x="%d" y="%d">%s</text>`, st.X+graph.Padding, y-lineBase, svgText(st.Detail))
	}
	if st.Note != "" {
		y += graph.LineHeight
		s.printf(`<text class="note" x="%d" y="%d">%s</text>`, st.X+graph.Padding, y-lineBase, svgText(st.Note))
	}
	if st.Retry != "" {
		width := st.RetryWidth()
		x := st.X + st.Width - graph.Padding/2 - width
		s.printf(`<g class="retry%s"><title>%s</title><rect x="%d" y="%d" width="%d" height="%d" rx="7"/><text x="%d" y="%d">%s</text></g>`,
			markClass(st.RetryMark), svgText("Retry "+st.RetryDetail), x, st.Y+textTop+1, width, graph.LineHeight,
			x+width/2, st.Y+textTop+graph.LineHeight-3, svgText(st.Retry))
	}
	s.printf("\n")
	for _, inner := range st.Graphs {
		s.printf(`<g class="frame"><rect class="frame-ground" x="%d" y="%d" width="%d" height="%d" rx="4"/>`, inner.X, inner.Y, inner.Width, inner.Height)
		s.printf(`<text class="frame-title" x="%d" y="%d">%s</text>`+"\n", inner.X+stripeInset, inner.Y+graph.FrameTitle-labelBase, svgText(inner.Name))
		s.graph(inner)
		s.printf("</g>\n")
	}
	s.printf("</g>\n")
}

// The distances in a box, in pixels.
const (
	textTop     = 6
	stripeInset = 8
)

// dot writes the start or the end of a machine.
func (s svg) dot(st *graph.State, class string) {
	x, y, radius := st.X+st.Width/2, st.Y+st.Height/2, st.Width/2
	s.printf(`<g class="%s" id="%s"><title>%s</title><circle class="dot" cx="%d" cy="%d" r="%d"/>`, class, s.id(st.ID), st.Kind, x, y, radius-1)
	if st.Kind == graph.End {
		s.printf(`<circle class="core" cx="%d" cy="%d" r="%d"/>`, x, y, radius-4)
	}
	s.printf("</g>\n")
}

// stateTitle is the text that a browser shows when the mouse is over a state.
func stateTitle(st *graph.State) []string {
	parts := []string{st.Path}
	if st.FullDetail != "" {
		parts = append(parts, st.FullDetail)
	}
	if st.Note != "" {
		parts = append(parts, st.Note)
	}
	return parts
}
