package graph

import "github.com/aslcheck/aslcheck/internal/graph/layered"

// The sizes of boxes in pixels.
const (
	// Padding is the space between the border of a box and its text.
	Padding = 12
	// TitleHeight, LineHeight and LabelHeight are the heights of the lines of text.
	TitleHeight = 18
	LineHeight  = 15
	LabelHeight = 16
	// FrameTitle is the height of the name of a frame.
	FrameTitle = 18

	// boldSize is the size of ordinary text that takes as much space as a title, which is bold.
	boldSize    = TitleSize + 1
	dotSize     = 16
	minWidth    = 96
	maxTitle    = 230
	maxDetail   = 230
	maxLabel    = 200
	frameGap    = 12
	frameInset  = 10
	badgeGap    = 10
	verticalPad = 6
	labelPad    = 4
	margin      = 12
)

// Layout sets the coordinates of everything, and the texts that are cut to their width. The graph begins at 0, 0.
func (g *Graph) Layout() {
	g.place()
	g.Width, g.Height = g.Width+2*margin, g.Height+2*margin
	g.shift(margin, margin)
	g.X, g.Y = 0, 0
}

// The bundles: links to the same state that errors take, and others.
const (
	ordinary = 1
	caught   = 2
)

// place sets the coordinates in the graph, which begins at 0, 0, and sets those of inner graphs relative to their box.
func (g *Graph) place() {
	index := make(map[*State]int, len(g.States))
	d := layered.Drawing{Boxes: make([]layered.Box, len(g.States)), Links: make([]layered.Link, len(g.Links))}
	for i, st := range g.States {
		st.size()
		index[st] = i
		d.Boxes[i] = layered.Box{Width: st.Width, Height: st.Height}
	}
	for i, l := range g.Links {
		l.size()
		d.Links[i] = layered.Link{
			From: index[l.From], To: index[l.To], LabelWidth: l.LabelWidth, LabelHeight: l.LabelHeight, Bundle: ordinary, Main: true,
		}
		if l.Kind == CatchLink {
			d.Links[i].Bundle, d.Links[i].Main = caught, false
		}
	}
	d.Place()
	for i, st := range g.States {
		st.X, st.Y = d.Boxes[i].X, d.Boxes[i].Y
	}
	for i, l := range g.Links {
		l.Points, l.LabelAt, l.Back = d.Links[i].Points, d.Links[i].Label, d.Links[i].Back
	}
	g.Width, g.Height = d.Width, d.Height
}

// size sets the size of a box by its texts, and that of a container by its frames.
func (s *State) size() {
	if s.Kind == Start || s.Kind == End {
		s.Width, s.Height = dotSize, dotSize
		return
	}
	s.Title = Cut(s.Name, boldSize, maxTitle)
	s.Detail = Cut(s.FullDetail, DetailSize, maxDetail)
	title := Width(s.Title, boldSize)
	if s.Retry != "" {
		title += badgeGap + s.RetryWidth()
	}
	s.Width = max(title, Width(s.Detail, DetailSize), Width(s.Note, DetailSize))
	s.Width = max(s.Width+2*Padding, minWidth)
	s.Height = s.HeaderHeight()
	if len(s.Graphs) == 0 {
		return
	}
	x, tallest := frameGap, 0
	for _, inner := range s.Graphs {
		inner.place()
		inner.X, inner.Y = x, s.Height
		inner.shiftContent(frameInset, FrameTitle+frameInset)
		inner.Width = max(inner.Width+2*frameInset, Width(inner.Name, DetailSize)+2*frameInset)
		inner.Height += FrameTitle + 2*frameInset
		x += inner.Width + frameGap
		tallest = max(tallest, inner.Height)
	}
	if spare := s.Width - x; spare > 0 { // the title is wider than the frames
		for _, inner := range s.Graphs {
			inner.X += spare / 2
		}
	}
	s.Width = max(s.Width, x)
	s.Height += tallest + frameGap
}

// HeaderHeight returns the height of the texts of a box.
func (s *State) HeaderHeight() int {
	height := TitleHeight + 2*verticalPad
	if s.FullDetail != "" {
		height += LineHeight
	}
	if s.Note != "" {
		height += LineHeight
	}
	return height
}

// RetryWidth returns the width of the badge for Retry.
func (s *State) RetryWidth() int { return Width(s.Retry, DetailSize) + 2*labelPad }

// size sets the label of a link.
func (l *Link) size() {
	l.Label = Cut(l.Full, DetailSize, maxLabel)
	l.LabelWidth, l.LabelHeight = 0, 0
	if l.Mark.Hit() && l.Full != "" {
		l.Label += " · " + Times(l.Mark.Count)
	}
	if l.Label != "" {
		l.LabelWidth, l.LabelHeight = Width(l.Label, DetailSize)+2*labelPad, LabelHeight
	}
}

// shift moves the graph with all that is in it, and makes the coordinates of inner graphs absolute.
func (g *Graph) shift(dx, dy int) {
	g.X, g.Y = g.X+dx, g.Y+dy
	g.shiftContent(dx, dy)
	for _, st := range g.States {
		for _, inner := range st.Graphs {
			inner.shiftAll(st.X, st.Y)
		}
	}
}

// shiftAll moves an inner graph to where its box is.
func (g *Graph) shiftAll(dx, dy int) {
	x, y := g.X+dx, g.Y+dy
	g.X, g.Y = 0, 0
	g.shift(x, y)
}

// shiftContent moves the states and links of the graph itself.
func (g *Graph) shiftContent(dx, dy int) {
	for _, st := range g.States {
		st.X, st.Y = st.X+dx, st.Y+dy
	}
	for _, l := range g.Links {
		for i := range l.Points {
			l.Points[i].X += dx
			l.Points[i].Y += dy
		}
		l.LabelAt.X += dx
		l.LabelAt.Y += dy
	}
}
