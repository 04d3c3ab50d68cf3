package graph

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/graph/layered"
	"github.com/aslcheck/aslcheck/source"
)

// parse returns the laid out graph of a definition.
func parse(tb testing.TB, name, text string) *Graph {
	tb.Helper()
	def, _ := asl.Parse(source.NewFile(name, text))
	g := New(def)
	g.Layout()
	return g
}

// A rect is a box or a label.
type rect struct{ x, y, width, height int }

func (r rect) overlaps(o rect) bool {
	return r.x < o.x+o.width && o.x < r.x+r.width && r.y < o.y+o.height && o.y < r.y+r.height
}

func (r rect) contains(o rect) bool {
	return r.x <= o.x && r.y <= o.y && o.x+o.width <= r.x+r.width && o.y+o.height <= r.y+r.height
}

func (s *State) rect() rect { return rect{s.X, s.Y, s.Width, s.Height} }
func (g *Graph) rect() rect { return rect{g.X, g.Y, g.Width, g.Height} }
func (l *Link) rect() rect  { return rect{l.LabelAt.X, l.LabelAt.Y, l.LabelWidth, l.LabelHeight} }

// A pointF is a point on a curve.
type pointF struct{ x, y float64 }

// flatten returns straight pieces of a line, whose curves are those of the SVG.
func flatten(points []layered.Point) []pointF {
	out := []pointF{{float64(points[0].X), float64(points[0].Y)}}
	for i := 1; i < len(points); i++ {
		a, b := pointF{float64(points[i-1].X), float64(points[i-1].Y)}, pointF{float64(points[i].X), float64(points[i].Y)}
		if a.x == b.x || a.y == b.y {
			out = append(out, b)
			continue
		}
		middle := (a.y + b.y) / 2
		out = append(out, bezier(a, pointF{a.x, middle}, pointF{b.x, middle}, b)...)
	}
	return out
}

const bezierPieces = 16

func bezier(a, b, c, d pointF) []pointF {
	var out []pointF
	for i := 1; i <= bezierPieces; i++ {
		t := float64(i) / bezierPieces
		u := 1 - t
		p, q, r, s := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
		out = append(out, pointF{p*a.x + q*b.x + r*c.x + s*d.x, p*a.y + q*b.y + r*c.y + s*d.y})
	}
	return out
}

// crosses reports whether a line has a point inside a box.
func crosses(line []pointF, r rect) bool {
	for i := 1; i < len(line); i++ {
		const steps = 8
		for s := range steps + 1 {
			t := float64(s) / steps
			x, y := line[i-1].x+(line[i].x-line[i-1].x)*t, line[i-1].y+(line[i].y-line[i-1].y)*t
			if x > float64(r.x) && x < float64(r.x+r.width) && y > float64(r.y) && y < float64(r.y+r.height) {
				return true
			}
		}
	}
	return false
}

// Faults of a drawing.
type faults struct{ boxes, overlaps, foreign, labels, outside int }

func (f faults) any() bool { return f.overlaps+f.foreign+f.labels+f.outside > 0 }

func (f *faults) add(g *Graph) {
	g.Walk(func(g *Graph) {
		f.boxes += len(g.States)
		for i, a := range g.States {
			if !g.rect().contains(a.rect()) {
				f.outside++
			}
			for _, b := range g.States[i+1:] {
				if a.rect().overlaps(b.rect()) {
					f.overlaps++
				}
			}
			for j, inner := range a.Graphs {
				if !a.rect().contains(inner.rect()) {
					f.outside++
				}
				for _, other := range a.Graphs[j+1:] {
					if inner.rect().overlaps(other.rect()) {
						f.overlaps++
					}
				}
			}
		}
		f.addLinks(g)
	})
}

func (f *faults) addLinks(g *Graph) {
	for i, l := range g.Links {
		line := flatten(l.Points)
		for _, st := range g.States {
			if st != l.From && st != l.To && crosses(line, st.rect()) {
				f.foreign++
			}
			if l.Label != "" && st.rect().overlaps(l.rect()) {
				f.labels++
			}
		}
		if l.Label == "" {
			continue
		}
		if !g.rect().contains(l.rect()) || Width(l.Label, DetailSize) > l.LabelWidth {
			f.outside++
		}
		for _, other := range g.Links[i+1:] {
			if other.Label != "" && l.rect().overlaps(other.rect()) {
				f.labels++
			}
		}
	}
}

// corpusGraphs returns the graphs of all definitions of the corpus.
func corpusGraphs(t *testing.T) map[string]*Graph {
	t.Helper()
	graphs := map[string]*Graph{}
	for path, text := range corpus.Definitions(t) {
		graphs[path] = parse(t, path, text)
	}
	return graphs
}

// TestCorpusGeometry draws every definition of the corpus: nothing overlaps, and no line crosses a box that it doesn't belong to.
func TestCorpusGeometry(t *testing.T) {
	var all faults
	for path, g := range corpusGraphs(t) {
		var f faults
		f.add(g)
		if f.any() {
			t.Errorf("%s: %+v", path, f)
		}
		all.add(g)
	}
	t.Logf("lint corpus: %+v", all)
}

// TestLargeGeometry draws made-up definitions of many shapes.
func TestLargeGeometry(t *testing.T) {
	for _, n := range []int{3, 10, 50, 200, 500} {
		for name, make := range shapes {
			t.Run(fmt.Sprintf("%s/%d", name, n), func(t *testing.T) {
				var f faults
				f.add(parse(t, "large.asl.json", make(n)))
				if f.any() {
					t.Errorf("%+v", f)
				}
			})
		}
	}
}

// shapes are definitions of n states.
var shapes = map[string]func(n int) string{
	"chain":   func(n int) string { return definition(n, func(i int) []int { return []int{i + 1} }, false) },
	"handler": func(n int) string { return definition(n, func(i int) []int { return []int{i + 1} }, true) },
	"ladder": func(n int) string {
		return definition(n, func(i int) []int { return []int{i + 1, i + 2, i - 3} }, true)
	},
	"tree": func(n int) string { return definition(n, func(i int) []int { return []int{2*i + 1, 2*i + 2} }, false) },
	"scattered": func(n int) string {
		return definition(n, func(i int) []int { return []int{i + 1, (i*7919 + 13) % n} }, true)
	},
}

// definition returns a definition in which state i leads to the states with the numbers that next gives. With caught, each also
// leads to the last state when it fails.
func definition(n int, next func(i int) []int, caught bool) string {
	var b bytes.Buffer
	b.WriteString(`{"StartAt": "State 0", "States": {`)
	for i := range n {
		if i > 0 {
			b.WriteString(",\n")
		}
		var to []int
		for _, j := range next(i) {
			if j >= 0 && j < n && i < n-1 {
				to = append(to, j)
			}
		}
		switch {
		case len(to) == 0:
			fmt.Fprintf(&b, `"State %d": {"Type": "Succeed"}`, i)
		case len(to) == 1 && caught:
			fmt.Fprintf(&b, `"State %d": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "State %d",
				"Catch": [{"ErrorEquals": ["States.ALL"], "Next": "State %d"}]}`, i, to[0], n-1)
		case len(to) == 1:
			fmt.Fprintf(&b, `"State %d": {"Type": "Pass", "Next": "State %d"}`, i, to[0])
		default:
			fmt.Fprintf(&b, `"State %d": {"Type": "Choice", "Choices": [`, i)
			for k, j := range to[:len(to)-1] {
				if k > 0 {
					b.WriteString(", ")
				}
				fmt.Fprintf(&b, `{"Variable": "$.x", "NumericEquals": %d, "Next": "State %d"}`, k, j)
			}
			fmt.Fprintf(&b, `], "Default": "State %d"}`, to[len(to)-1])
		}
	}
	b.WriteString("}}")
	return b.String()
}
