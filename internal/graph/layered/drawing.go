package layered

// A Point is a location in a drawing; Y grows downwards.
type Point struct{ X, Y int }

// A Box is a rectangle to place.
type Box struct {
	Width, Height int
	// X and Y are the top left corner; Place sets them.
	X, Y int
}

// A Link leads from the bottom of one box to the top of another, or from the right side of a box to the same box.
type Link struct {
	// From and To are indexes of boxes.
	From, To int
	// LabelWidth and LabelHeight are the size of the label; 0 for none.
	LabelWidth, LabelHeight int
	// Main links are kept straight before others, unless they close a loop.
	Main bool
	// Bundle joins links to the same box; 0 joins none.
	Bundle int

	// Place sets the fields below.

	// Points are the line. Two points with the same X or the same Y are joined by a straight line, others by a curve that
	// leaves both of them vertically.
	Points []Point
	// Label is the top left corner of the label.
	Label Point
	// Back reports whether the link closes a loop. It then runs from the top of a box up to the bottom of another one.
	Back bool
}

// A Drawing is boxes with links between them. Box 0 is at the top if it can be reached from no other box.
type Drawing struct {
	Boxes []Box
	Links []Link
	// Width and Height are the size that Place needs. All coordinates are within it.
	Width, Height int
}

// The distances between items, in pixels.
const (
	boxGap   = 30
	lineGap  = 14
	layerGap = 22
	// maxSlope is how much a gap between layers grows for links that run far to the side.
	maxSlope = 44
	// loopWidth is the space for a link from a box to itself.
	loopWidth = 26
	portGap   = 12
	portInset = 12
)

// The limits for large drawings. maxDummies is how many dummy items there are for each box at most; where links would need
// more, the longest run outside of all boxes.
const (
	maxDummies     = 16
	minDummies     = 4_000
	sweepBudget    = 300_000
	maxSweeps      = 24
	transposeLimit = 30_000
)

// Place sets the coordinates of all boxes and links.
func (d *Drawing) Place() {
	if len(d.Boxes) == 0 {
		d.Width, d.Height = 0, 0
		return
	}
	w := newWork(d)
	w.breakCycles()
	w.assignLayers()
	w.addItems()
	w.order()
	d.Width = (&coordinates{&w.network}).assignX()
	r := &router{work: w}
	r.assignY()
	r.route()
}

// An item is what has a position in a layer: a box, a piece of a link, or a label.
type item struct {
	box   int // -1 for a dummy
	layer int
	// x is the center of what links attach to; left and right are how far the item reaches from there.
	x, left, right int
	height         int
	pos            int
	up, down       []int
	// trunk says that the item is a piece of a line, which should be straight.
	trunk bool
	// onward is the next item of the line on the way to the end of the link, -1 where that is the box. corner is the last item
	// from here on with the same x.
	onward, corner int
	// mainUp and mainDown are those of up and down that belong to main links.
	mainUp, mainDown []int
}

// A work is the state of Place.
type work struct {
	d *Drawing
	// links are the indexes of the links that are not loops of one box.
	links []int
	// labels are the items of the labels of the links, entries the first items of their lines; -1 for none.
	labels, entries []int
	// outside are the links that run outside of all boxes.
	outside []bool
	layerOf []int   // of each box
	loops   [][]int // links from a box to itself
	network
}

// A network is the items with their order in the layers.
type network struct {
	items  []item
	layers [][]int
}

func newWork(d *Drawing) *work {
	w := &work{
		d: d, labels: make([]int, len(d.Links)), entries: make([]int, len(d.Links)), outside: make([]bool, len(d.Links)),
		layerOf: make([]int, len(d.Boxes)), loops: make([][]int, len(d.Boxes)),
	}
	for i := range d.Links {
		l := &d.Links[i]
		l.Points, l.Back = nil, false
		w.labels[i] = -1
		if l.From == l.To {
			w.loops[l.From] = append(w.loops[l.From], i)
		} else {
			w.links = append(w.links, i)
		}
	}
	return w
}

// ends returns the upper and the lower box of a link.
func (w *work) ends(link int) (upper, lower int) {
	l := &w.d.Links[link]
	if l.Back {
		return l.To, l.From
	}
	return l.From, l.To
}

// span returns how many layers a link needs at least.
func (w *work) span(link int) int {
	if w.d.Links[link].LabelWidth > 0 {
		return 2
	}
	return 1
}
