package layered

import (
	"slices"
	"testing"
)

func drawing(boxes int, links ...[2]int) *Drawing {
	d := &Drawing{}
	for range boxes {
		d.Boxes = append(d.Boxes, Box{Width: 80, Height: 30})
	}
	for _, l := range links {
		d.Links = append(d.Links, Link{From: l[0], To: l[1], Main: true})
	}
	return d
}

func TestChainIsStraight(t *testing.T) {
	d := drawing(3, [2]int{0, 1}, [2]int{1, 2})
	d.Place()
	for i := 1; i < 3; i++ {
		if d.Boxes[i].X != d.Boxes[0].X || d.Boxes[i].Y <= d.Boxes[i-1].Y+30 {
			t.Errorf("box %d is at %d, %d", i, d.Boxes[i].X, d.Boxes[i].Y)
		}
	}
	want := []Point{{40, 30}, {40, d.Boxes[1].Y}}
	if !slices.Equal(d.Links[0].Points, want) {
		t.Errorf("the line has the points %v, want %v", d.Links[0].Points, want)
	}
	if d.Width != 80 || d.Height != d.Boxes[2].Y+30 {
		t.Errorf("the drawing is %d × %d", d.Width, d.Height)
	}
}

func TestLoopRunsUp(t *testing.T) {
	d := drawing(3, [2]int{0, 1}, [2]int{1, 2}, [2]int{2, 0})
	d.Place()
	l := d.Links[2]
	if first, last := l.Points[0], l.Points[len(l.Points)-1]; !l.Back || first.Y != d.Boxes[2].Y || last.Y != 30 {
		t.Errorf("the link back has the points %v", l.Points)
	}
}

func TestLinkToItself(t *testing.T) {
	d := drawing(2, [2]int{0, 0}, [2]int{0, 0}, [2]int{0, 1})
	d.Links[0].LabelWidth, d.Links[0].LabelHeight = 50, 16
	d.Place()
	for _, l := range d.Links[:2] {
		for _, p := range l.Points {
			if p.X < 80 || p.Y < d.Boxes[0].Y {
				t.Errorf("the loop has the points %v", l.Points)
			}
		}
	}
	if d.Width < 80+loopWidth+50 {
		t.Errorf("the label is outside of a width of %d", d.Width)
	}
}

func TestNoCrossings(t *testing.T) {
	// Two chains whose boxes are listed in turn, in the order that crosses.
	d := drawing(7, [2]int{0, 1}, [2]int{0, 2}, [2]int{1, 4}, [2]int{2, 3}, [2]int{3, 5}, [2]int{4, 6})
	d.Place()
	if (d.Boxes[1].X < d.Boxes[2].X) != (d.Boxes[4].X < d.Boxes[3].X) || (d.Boxes[4].X < d.Boxes[3].X) != (d.Boxes[6].X < d.Boxes[5].X) {
		t.Errorf("the chains cross: %v", d.Boxes)
	}
}

func TestBundleSharesTrunk(t *testing.T) {
	const n = 40
	d := &Drawing{}
	for range n {
		d.Boxes = append(d.Boxes, Box{Width: 80, Height: 30})
	}
	for i := range n - 1 {
		d.Links = append(d.Links, Link{From: i, To: i + 1}, Link{From: i, To: n - 1, Bundle: 1, LabelWidth: 40, LabelHeight: 16})
	}
	w := newWork(d)
	w.breakCycles()
	w.assignLayers()
	w.addItems()
	if len(w.items) > 5*n {
		t.Errorf("%d boxes with one handler need %d items", n, len(w.items))
	}
}

func TestEmpty(t *testing.T) {
	d := &Drawing{Width: 1}
	d.Place()
	if d.Width != 0 || d.Height != 0 {
		t.Errorf("an empty drawing is %d × %d", d.Width, d.Height)
	}
}

// TestManyLinks has so many long links that some run outside of all boxes; each still ends at its boxes.
func TestManyLinks(t *testing.T) {
	const n = 600
	d := drawing(n)
	for i := range n - 1 {
		d.Links = append(d.Links, Link{From: i, To: i + 1}, Link{From: i, To: (i*7919 + 13) % n, LabelWidth: 30, LabelHeight: 16})
	}
	d.Place()
	for i := range d.Links {
		l := &d.Links[i]
		if l.From == l.To {
			continue
		}
		first, last := l.Points[0], l.Points[len(l.Points)-1]
		from, to := d.Boxes[l.From], d.Boxes[l.To]
		if l.Back {
			first, last, from, to = last, first, to, from
		}
		if first.Y != from.Y+from.Height || last.Y != to.Y || first.X < from.X || first.X > from.X+80 || last.X < to.X || last.X > to.X+80 {
			t.Fatalf("link %d from %v to %v has the points %v", i, from, to, l.Points)
		}
		for _, p := range l.Points {
			if p.X < 0 || p.X > d.Width || p.Y < 0 || p.Y > d.Height {
				t.Fatalf("link %d leaves the drawing: %v", i, l.Points)
			}
		}
	}
}
