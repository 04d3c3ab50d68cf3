package layered

import (
	"cmp"
	"slices"
)

// A router turns the positions of items into the coordinates of boxes and links.
type router struct {
	*work
	tops, bottoms []int // of the layers
}

// assignY sets the vertical positions of the layers. A gap is higher where a link runs far to the side in it.
func (w *router) assignY() {
	w.tops, w.bottoms = make([]int, len(w.layers)), make([]int, len(w.layers))
	y := 0
	for i, layer := range w.layers {
		height, slope := 0, 0
		for _, id := range layer {
			it := &w.items[id]
			height = max(height, it.height)
			for _, below := range it.down {
				slope = max(slope, abs(w.items[below].x-it.x))
			}
		}
		w.tops[i], w.bottoms[i] = y, y+height
		y += height
		if i+1 < len(w.layers) {
			y += layerGap + min(slope/8, maxSlope)
		}
	}
	w.d.Height = y
	for box := range w.d.Boxes {
		b, it := &w.d.Boxes[box], &w.items[box]
		b.X = it.x - it.left
		b.Y = (w.tops[it.layer] + w.bottoms[it.layer] - b.Height) / 2
	}
}

func abs(n int) int { return max(n, -n) }

// route sets the lines and labels of all links.
func (w *router) route() {
	below, above := w.ports(false), w.ports(true)
	w.findCorners()
	for _, i := range w.links {
		if !w.outside[i] {
			w.d.Links[i].Points = straight(w.line(i, below, above))
		}
	}
	for i, id := range w.labels {
		if id >= 0 {
			it := &w.items[id]
			w.d.Links[i].Label = Point{it.x - it.left, (w.tops[it.layer] + w.bottoms[it.layer] - it.height) / 2}
		}
	}
	for box := range w.loops {
		w.routeLoops(box)
	}
	w.routeOutside(below, above)
}

// findCorners sets the corners of all items. The lines of many links share items, so that it would take long to visit all of
// them for each link.
func (w *router) findCorners() {
	var path []int
	for id := range w.items {
		w.items[id].corner = -1
	}
	for id := range w.items {
		path = path[:0]
		for at := id; ; at = w.items[at].onward {
			it := &w.items[at]
			if it.corner < 0 && it.trunk && it.onward >= 0 && w.items[it.onward].x == it.x {
				path = append(path, at)
				continue
			}
			if it.corner < 0 {
				it.corner = at
			}
			for _, before := range path {
				w.items[before].corner = it.corner
			}
			break
		}
	}
}

// line returns the points of a link from its start to its end.
func (w *router) line(link int, below, above map[segment]int) []Point {
	l := &w.d.Links[link]
	var through []int
	if w.labels[link] >= 0 {
		through = append(through, w.labels[link])
	}
	for id := w.entries[link]; id >= 0; id = w.items[id].onward {
		through = append(through, id)
		if corner := w.items[id].corner; corner != id {
			through = append(through, corner)
			id = corner
		}
	}
	first, last := l.To, l.From
	if len(through) > 0 {
		first, last = through[0], through[len(through)-1]
	}
	points := w.exit(l.From, first, l.Back, below, above)
	for _, id := range through {
		it := &w.items[id]
		near, far := Point{it.x, w.tops[it.layer]}, Point{it.x, w.bottoms[it.layer]}
		if l.Back {
			near, far = far, near
		}
		points = append(points, near, far)
	}
	end := w.exit(l.To, last, !l.Back, below, above)
	return append(points, end[1], end[0])
}

// exit returns the points from a box to the end of its layer: at its top, or at its bottom, on the way to another item.
func (w *router) exit(box, next int, top bool, below, above map[segment]int) []Point {
	b, layer := &w.d.Boxes[box], w.items[box].layer
	if top {
		x := above[segment{next, box}]
		return []Point{{x, b.Y}, {x, w.tops[layer]}}
	}
	x := below[segment{box, next}]
	return []Point{{x, b.Y + b.Height}, {x, w.bottoms[layer]}}
}

// straight leaves points out that are on the straight line between their neighbors, or equal to one.
func straight(points []Point) []Point {
	out := points[:1]
	for i := 1; i < len(points); i++ {
		p, last := points[i], out[len(out)-1]
		if p == last {
			continue
		}
		if i+1 < len(points) && p.X == last.X && points[i+1].X == p.X {
			continue
		}
		out = append(out, p)
	}
	return out
}

// ports returns where links attach to the top or the bottom of boxes: as near to the next item as the box and the order of
// the links allow.
func (w *router) ports(top bool) map[segment]int {
	ports := map[segment]int{}
	for box := range w.d.Boxes {
		near := slices.Clone(w.neighbors(box, top))
		slices.SortStableFunc(near, func(a, b int) int { return cmp.Compare(w.items[a].pos, w.items[b].pos) })
		for i, x := range w.spread(box, near) {
			s := segment{box, near[i]}
			if top {
				s = segment{near[i], box}
			}
			ports[s] = x
		}
	}
	return ports
}

// inside returns between which positions links attach to a box.
func (w *router) inside(box int) (low, high int) {
	b := &w.d.Boxes[box]
	inset := min(portInset, b.Width/2)
	return b.X + inset, b.X + b.Width - inset
}

// spread returns a position on a box for the link to each of the items, in their order.
func (w *router) spread(box int, near []int) []int {
	low, high := w.inside(box)
	gap := portGap
	if len(near) > 1 {
		gap = min(gap, (high-low)/(len(near)-1))
	}
	xs := make([]int, len(near))
	for i, id := range near {
		xs[i] = min(max(w.wish(box, id), low+i*gap), high)
		if i > 0 {
			xs[i] = max(xs[i], xs[i-1]+gap)
		}
	}
	for i := range slices.Backward(xs) {
		xs[i] = min(xs[i], high-(len(xs)-1-i)*gap)
	}
	return xs
}

// wish returns where a link to an item attaches to a box best: where it is straight. For two boxes that is the same position, seen
// from both.
func (w *router) wish(box, id int) int {
	x := w.items[id].x
	if w.items[id].box < 0 {
		return x
	}
	low, high := w.inside(box)
	otherLow, otherHigh := w.inside(id)
	low, high = max(low, otherLow), min(high, otherHigh)
	if low > high {
		return x
	}
	return min(max((x+w.items[box].x)/2, low), high)
}

// The sizes of a link from a box to itself.
const (
	loopStep = 6
	loopGap  = 4
)

// loopHeight returns the height that a box with links to itself needs.
func loopHeight(d *Drawing, loops []int) int {
	height := 0
	for _, link := range loops {
		height += max(d.Links[link].LabelHeight, 2*loopStep) + loopGap
	}
	return height
}

// routeLoops draws the links of a box to itself on its right side, one below the other.
func (w *router) routeLoops(box int) {
	b := &w.d.Boxes[box]
	y := b.Y + (b.Height-loopHeight(w.d, w.loops[box]))/2
	for _, link := range w.loops[box] {
		l := &w.d.Links[link]
		height := max(l.LabelHeight, 2*loopStep)
		middle, right := y+height/2, b.X+b.Width
		l.Back = true
		from, to := min(max(middle-loopStep, b.Y), b.Y+b.Height), min(max(middle+loopStep, b.Y), b.Y+b.Height)
		l.Points = []Point{{right, from}, {right + loopWidth - loopGap, from}, {right + loopWidth - loopGap, to}, {right, to}}
		l.Label = Point{right + loopWidth, middle - l.LabelHeight/2}
		y += height + loopGap
	}
}

// maxLanes limits the lanes outside; further links share them.
const maxLanes = 32

// routeOutside draws the links for which there was no space: from a box into the gap between layers, to a lane right of all
// boxes, and back in the gap at the other box.
func (w *router) routeOutside(below, above map[segment]int) {
	lanes := map[trunk]int{}
	right := w.d.Width
	for _, i := range w.links {
		if !w.outside[i] {
			continue
		}
		l := &w.d.Links[i]
		key := trunk{l.To, l.Bundle, l.Back}
		lane, ok := lanes[key]
		if !ok {
			lane = len(lanes) % maxLanes
			lanes[key] = lane
		}
		x := right + boxGap + lane*portGap
		w.d.Width = max(w.d.Width, x+portGap)
		upper, lower := w.ends(i)
		out, in := w.downTo(i, upper, below), w.upTo(i, lower, above)
		from, to := out[len(out)-1], in[len(in)-1]
		fromGap, toGap := from.Y+layerGap/2, to.Y-layerGap/2
		slices.Reverse(in)
		l.Points = straight(slices.Concat(out, []Point{{from.X, fromGap}, {x, fromGap}, {x, toGap}, {to.X, toGap}}, in))
		if l.Back {
			slices.Reverse(l.Points)
		}
	}
}

// downTo returns the points from a box to the end of its layer, or of that of the label.
func (w *router) downTo(link, box int, below map[segment]int) []Point {
	b, layer := &w.d.Boxes[box], w.items[box].layer
	x := b.X + b.Width - min(portInset, b.Width)/2
	label := w.labels[link]
	if label < 0 || w.d.Links[link].Back {
		return []Point{{x, b.Y + b.Height}, {x, w.bottoms[layer]}}
	}
	it := &w.items[label]
	x = below[segment{box, label}]
	return []Point{{x, b.Y + b.Height}, {x, w.bottoms[layer]}, {it.x, w.tops[it.layer]}, {it.x, w.bottoms[it.layer]}}
}

// upTo is downTo for the lower end of a link.
func (w *router) upTo(link, box int, above map[segment]int) []Point {
	b, layer := &w.d.Boxes[box], w.items[box].layer
	x := b.X + b.Width - min(portInset, b.Width)/2
	label := w.labels[link]
	if label < 0 || !w.d.Links[link].Back {
		return []Point{{x, b.Y}, {x, w.tops[layer]}}
	}
	it := &w.items[label]
	x = above[segment{label, box}]
	return []Point{{x, b.Y}, {x, w.tops[layer]}, {it.x, w.bottoms[it.layer]}, {it.x, w.tops[it.layer]}}
}
