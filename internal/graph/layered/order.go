package layered

import (
	"cmp"
	"slices"
)

// order sorts the items of each layer so that few links cross.
func (w *network) order() {
	segments := 0
	for i := range w.items {
		segments += len(w.items[i].down)
	}
	sweeps := min(maxSweeps, sweepBudget/(segments+len(w.items)+1))
	var best [][]int
	fewest := -1
	for _, mirrored := range []bool{false, true} {
		w.initial(mirrored)
		layers, crossings := w.improve(sweeps, segments <= transposeLimit)
		if fewest < 0 || crossings < fewest {
			best, fewest = layers, crossings
		}
		if fewest == 0 || sweeps < 4 {
			break
		}
	}
	w.layers = best
	w.renumber()
}

// initial orders the layers as a search from the top finds the items.
func (w *network) initial(mirrored bool) {
	seen := make([]bool, len(w.items))
	for i := range w.layers {
		w.layers[i] = w.layers[i][:0]
	}
	for root := range w.items {
		if seen[root] || len(w.items[root].up) > 0 {
			continue
		}
		seen[root] = true
		for stack := []int{root}; len(stack) > 0; {
			id := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			layer := w.items[id].layer
			w.layers[layer] = append(w.layers[layer], id)
			down := w.items[id].down
			for i := range down {
				next := down[len(down)-1-i]
				if mirrored {
					next = down[i]
				}
				if !seen[next] {
					seen[next] = true
					stack = append(stack, next)
				}
			}
		}
	}
	w.renumber()
}

func (w *network) renumber() {
	for _, layer := range w.layers {
		for pos, id := range layer {
			w.items[id].pos = pos
		}
	}
}

// improve sweeps down and up over the layers and returns the best order that it saw.
func (w *network) improve(sweeps int, transpose bool) (best [][]int, crossings int) {
	crossings = w.crossings()
	best = clone(w.layers)
	for sweep, stale := 0, 0; sweep < sweeps && stale < 5 && crossings > 0; sweep++ {
		downwards := sweep%2 == 0
		for i := range w.layers {
			if !downwards {
				i = len(w.layers) - 1 - i
			}
			w.sortLayer(w.layers[i], downwards, sweep%4 >= 2)
		}
		if transpose {
			w.transpose()
		}
		stale++
		if now := w.crossings(); now < crossings {
			best, crossings, stale = clone(w.layers), now, 0
		}
	}
	return best, crossings
}

func clone(layers [][]int) [][]int {
	out := make([][]int, len(layers))
	for i := range layers {
		out[i] = slices.Clone(layers[i])
	}
	return out
}

// neighbors returns the items above or below an item.
func (w *network) neighbors(id int, above bool) []int {
	if above {
		return w.items[id].up
	}
	return w.items[id].down
}

// precision is the factor of positions, so that their means are integers.
const precision = 1 << 10

// sortLayer sorts a layer by the positions of the neighbors above or below: by their mean, or by their median. Items without
// neighbors there keep their position. turned puts equal items in reverse order, which leads out of local minima.
func (w *network) sortLayer(layer []int, above, turned bool) {
	type keyed struct{ id, key int }
	list := make([]keyed, 0, len(layer))
	fixed := make([]bool, len(layer))
	for pos, id := range layer {
		near := w.neighbors(id, above)
		if len(near) == 0 {
			fixed[pos] = true
			continue
		}
		list = append(list, keyed{id, w.center(near, turned)})
	}
	if turned {
		slices.Reverse(list)
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return cmp.Compare(a.key, b.key) })
	next := 0
	for pos := range layer {
		if !fixed[pos] {
			layer[pos] = list[next].id
			next++
		}
		w.items[layer[pos]].pos = pos
	}
}

// center returns the mean or the median of the positions of items.
func (w *network) center(ids []int, mean bool) int {
	if mean || len(ids) < 3 {
		sum := 0
		for _, id := range ids {
			sum += w.items[id].pos
		}
		return sum * precision / len(ids)
	}
	positions := w.positions(ids)
	middle := len(positions) / 2
	if len(positions)%2 == 1 {
		return positions[middle] * precision
	}
	return (positions[middle-1] + positions[middle]) * precision / 2
}

func (w *network) positions(ids []int) []int {
	positions := make([]int, len(ids))
	for i, id := range ids {
		positions[i] = w.items[id].pos
	}
	slices.Sort(positions)
	return positions
}

// maxTransposes limits the passes over all layers.
const maxTransposes = 4

// transpose exchanges items next to each other while that reduces crossings.
func (w *network) transpose() {
	for range maxTransposes {
		improved := false
		for _, layer := range w.layers {
			for pos := 1; pos < len(layer); pos++ {
				left, right := layer[pos-1], layer[pos]
				now := w.pair(left, right)
				if now == 0 {
					continue
				}
				if w.pair(right, left) < now {
					layer[pos-1], layer[pos] = right, left
					w.items[right].pos, w.items[left].pos = pos-1, pos
					improved = true
				}
			}
		}
		if !improved {
			return
		}
	}
}

// pair returns how often the links of two items cross if one is left of the other.
func (w *network) pair(left, right int) int {
	return w.inversions(w.items[left].up, w.items[right].up) + w.inversions(w.items[left].down, w.items[right].down)
}

// inversions counts the pairs in which the neighbor of the left item is right of the neighbor of the right item.
func (w *network) inversions(left, right []int) int {
	if len(left) == 0 || len(right) == 0 {
		return 0
	}
	count := 0
	if len(left)*len(right) <= smallPairs {
		for _, a := range left {
			for _, b := range right {
				if w.items[a].pos > w.items[b].pos {
					count++
				}
			}
		}
		return count
	}
	j, b := 0, w.positions(right)
	for _, p := range w.positions(left) {
		for j < len(b) && b[j] < p {
			j++
		}
		count += j
	}
	return count
}

// smallPairs is how many pairs of links are compared one by one.
const smallPairs = 64

// crossings counts how often links cross.
func (w *network) crossings() int {
	total := 0
	var tree []int
	for i := 0; i+1 < len(w.layers); i++ {
		total += w.layerCrossings(w.layers[i], len(w.layers[i+1]), &tree)
	}
	return total
}

// layerCrossings counts the crossings below a layer with a tree of sums over the positions in the layer below.
func (w *network) layerCrossings(layer []int, width int, tree *[]int) int {
	*tree = append((*tree)[:0], make([]int, width+1)...)
	total, seen := 0, 0
	for _, id := range layer {
		down := w.items[id].down
		for _, to := range down { // count links that end right of this one
			before := 0
			for i := w.items[to].pos + 1; i > 0; i -= i & -i {
				before += (*tree)[i]
			}
			total += seen - before
		}
		for _, to := range down {
			for i := w.items[to].pos + 1; i <= width; i += i & -i {
				(*tree)[i]++
			}
		}
		seen += len(down)
	}
	return total
}
