package layered

import (
	"math"
	"slices"
)

// coordinates assigns the horizontal positions of the items of a network.
type coordinates struct{ *network }

// assignX sets the horizontal positions with the method of Brandes and Köpf ("Fast and Simple Horizontal Coordinate
// Assignment", 2001): items are aligned with a median neighbor to vertical blocks, which are then packed. That is done four
// times, from each corner, and the mean of the two middle results is taken: it satisfies every distance that all four do. It
// returns the width.
func (w *coordinates) assignX() int {
	crossing := w.conflicts()
	var results [4][]int
	narrowest, least := 0, math.MaxInt
	for i := range results {
		results[i] = w.aligned(i < 2, i%2 == 0, crossing)
		low, high := w.extent(results[i])
		if high-low < least {
			narrowest, least = i, high-low
		}
	}
	low, high := w.extent(results[narrowest])
	for i := range results {
		from, to := w.extent(results[i])
		shift := low - from
		if i%2 == 1 { // aligned to the right
			shift = high - to
		}
		for id := range results[i] {
			results[i][id] += shift
		}
	}
	for id := range w.items {
		four := [4]int{results[0][id], results[1][id], results[2][id], results[3][id]}
		slices.Sort(four[:])
		w.items[id].x = (four[1] + four[2]) >> 1 // rounds down, for negative numbers as well
	}
	x := make([]int, len(w.items))
	for id := range w.items {
		x[id] = w.items[id].x
	}
	low, high = w.extent(x)
	for id := range w.items {
		w.items[id].x -= low
	}
	return high - low
}

// extent returns the leftmost and the rightmost coordinate of all items.
func (w *coordinates) extent(x []int) (low, high int) {
	low, high = math.MaxInt, math.MinInt
	for id := range w.items {
		low = min(low, x[id]-w.items[id].left)
		high = max(high, x[id]+w.items[id].right)
	}
	return low, high
}

type segment struct{ upper, lower int }

// conflicts returns the segments that cross a piece of a trunk: trunks stay straight, so these don't align their ends.
func (w *coordinates) conflicts() map[segment]bool {
	marked := map[segment]bool{}
	for i := 0; i+1 < len(w.layers); i++ {
		upper, lower := w.layers[i], w.layers[i+1]
		from, scanned := 0, 0
		for pos, id := range lower {
			to := len(upper) - 1
			inner := -1
			if w.items[id].trunk {
				inner = w.trunkAbove(id)
			}
			if inner < 0 && pos < len(lower)-1 {
				continue
			}
			if inner >= 0 {
				to = w.items[inner].pos
			}
			for ; scanned <= pos; scanned++ {
				other := lower[scanned]
				for _, above := range w.items[other].up {
					isInner := w.items[other].trunk && w.items[above].trunk
					if p := w.items[above].pos; !isInner && (p < from || p > to) {
						marked[segment{above, other}] = true
					}
				}
			}
			from = to
		}
	}
	return marked
}

// trunkAbove returns the item of a trunk above another one, -1 for none.
func (w *coordinates) trunkAbove(id int) int {
	for _, above := range w.items[id].up {
		if w.items[above].trunk {
			return above
		}
	}
	return -1
}

// aligned returns coordinates for one of the corners.
func (w *coordinates) aligned(fromTop, fromLeft bool, crossing map[segment]bool) []int {
	root := make([]int, len(w.items))
	for id := range w.items {
		root[id] = id
	}
	for i := range w.layers {
		if !fromTop {
			i = len(w.layers) - 1 - i
		}
		w.alignLayer(w.layers[i], fromTop, fromLeft, crossing, root)
	}
	return w.compact(root, fromLeft)
}

// alignLayer joins the items of a layer to the blocks of their median neighbors, as long as these don't cross.
func (w *coordinates) alignLayer(layer []int, above, fromLeft bool, crossing map[segment]bool, root []int) {
	last := -1
	if !fromLeft {
		last = math.MaxInt
	}
	for i := range layer {
		if !fromLeft {
			i = len(layer) - 1 - i
		}
		id := layer[i]
		for _, near := range w.medians(id, above, fromLeft) {
			pos := w.items[near].pos
			s := segment{near, id}
			if !above {
				s = segment{id, near}
			}
			free := fromLeft && pos > last || !fromLeft && pos < last
			if free && !crossing[s] {
				root[id], last = root[near], pos
				break
			}
		}
	}
}

// medians returns the one or two neighbors in the middle, the one to try first before the other. Those of main links
// come before others. A piece of a trunk has its continuation instead.
func (w *coordinates) medians(id int, above, fromLeft bool) []int {
	near := w.items[id].mainDown
	if above {
		near = w.items[id].mainUp
	}
	if len(near) == 0 {
		near = w.neighbors(id, above)
	}
	if w.items[id].trunk {
		for _, other := range near {
			if w.items[other].trunk {
				return []int{other}
			}
		}
	}
	if len(near) < 2 {
		return near
	}
	sorted := slices.Clone(near)
	slices.SortFunc(sorted, func(a, b int) int { return w.items[a].pos - w.items[b].pos })
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle : middle+1]
	}
	pair := sorted[middle-1 : middle+1]
	if !fromLeft {
		slices.Reverse(pair)
	}
	return pair
}

// distance returns how far the centers of two items next to each other are apart at least.
func (w *coordinates) distance(left, right int) int {
	gap := lineGap
	if w.items[left].box >= 0 && w.items[right].box >= 0 {
		gap = boxGap
	}
	return w.items[left].right + gap + w.items[right].left
}

// A neighbor is a block next to another one, and how far they are apart at least.
type neighbor struct{ to, least int }

// blocks returns, of each block, the blocks after and before it, and the order from left to right.
func (w *coordinates) blocks(root []int) (after, before [][]neighbor, order []int) {
	after, before = make([][]neighbor, len(w.items)), make([][]neighbor, len(w.items))
	waiting := make([]int, len(w.items))
	for _, layer := range w.layers {
		for i := 1; i < len(layer); i++ {
			a, b, least := root[layer[i-1]], root[layer[i]], w.distance(layer[i-1], layer[i])
			after[a] = append(after[a], neighbor{b, least})
			before[b] = append(before[b], neighbor{a, least})
			waiting[b]++
		}
	}
	for id := range w.items {
		if root[id] == id && waiting[id] == 0 {
			order = append(order, id)
		}
	}
	for i := 0; i < len(order); i++ {
		for _, next := range after[order[i]] {
			if waiting[next.to]--; waiting[next.to] == 0 {
				order = append(order, next.to)
			}
		}
	}
	return after, before, order
}

// compact packs the blocks: first each to one side as far as the blocks there allow, and then back as far as the blocks on the
// other side allow, so that no block is farther from its neighbors than necessary.
func (w *coordinates) compact(root []int, fromLeft bool) []int {
	after, before, order := w.blocks(root)
	x := make([]int, len(w.items))
	if fromLeft {
		for _, id := range order {
			for _, n := range before[id] {
				x[id] = max(x[id], x[n.to]+n.least)
			}
		}
		for _, id := range slices.Backward(order) {
			x[id] = max(x[id], lowest(x, after[id], x[id]))
		}
	} else {
		for _, id := range slices.Backward(order) {
			for _, n := range after[id] {
				x[id] = min(x[id], x[n.to]-n.least)
			}
		}
		for _, id := range order {
			x[id] = min(x[id], highest(x, before[id], x[id]))
		}
	}
	for id := range w.items {
		x[id] = x[root[id]]
	}
	return x
}

// lowest returns how far right a block can go; none is the answer without blocks after it.
func lowest(x []int, after []neighbor, none int) int {
	if len(after) == 0 {
		return none
	}
	free := math.MaxInt
	for _, n := range after {
		free = min(free, x[n.to]-n.least)
	}
	return free
}

// highest returns how far left a block can go; none is the answer without blocks before it.
func highest(x []int, before []neighbor, none int) int {
	if len(before) == 0 {
		return none
	}
	free := math.MinInt
	for _, n := range before {
		free = max(free, x[n.to]+n.least)
	}
	return free
}
