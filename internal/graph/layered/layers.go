package layered

import (
	"cmp"
	"slices"
)

// breakCycles marks the links that close a loop, seen from box 0: those that lead to a box on the way to their start.
func (w *work) breakCycles() {
	out := make([][]int, len(w.d.Boxes))
	for _, i := range w.links {
		out[w.d.Links[i].From] = append(out[w.d.Links[i].From], i)
	}
	const fresh, open, done = 0, 1, 2
	state := make([]uint8, len(w.d.Boxes))
	next := make([]int, len(w.d.Boxes))
	for root := range w.d.Boxes {
		if state[root] != fresh {
			continue
		}
		state[root] = open
		for stack := []int{root}; len(stack) > 0; {
			box := stack[len(stack)-1]
			if next[box] == len(out[box]) {
				state[box] = done
				stack = stack[:len(stack)-1]
				continue
			}
			link := &w.d.Links[out[box][next[box]]]
			next[box]++
			switch state[link.To] {
			case open:
				link.Back = true
			case fresh:
				state[link.To] = open
				stack = append(stack, link.To)
			}
		}
	}
}

// assignLayers gives each box the first layer that all its links allow, and then moves those down that have more links below
// than above.
func (w *work) assignLayers() {
	above, below := make([][]int, len(w.d.Boxes)), make([][]int, len(w.d.Boxes))
	waiting := make([]int, len(w.d.Boxes))
	for _, i := range w.links {
		upper, lower := w.ends(i)
		below[upper] = append(below[upper], i)
		above[lower] = append(above[lower], i)
		waiting[lower]++
	}
	var order []int
	for box := range w.d.Boxes {
		if waiting[box] == 0 {
			order = append(order, box)
		}
	}
	for i := 0; i < len(order); i++ {
		for _, link := range below[order[i]] {
			_, lower := w.ends(link)
			w.layerOf[lower] = max(w.layerOf[lower], w.layerOf[order[i]]+w.span(link))
			if waiting[lower]--; waiting[lower] == 0 {
				order = append(order, lower)
			}
		}
	}
	for _, box := range slices.Backward(order) {
		if len(below[box]) <= len(above[box]) {
			continue
		}
		_, lower := w.ends(below[box][0])
		layer := w.layerOf[lower] - w.span(below[box][0])
		for _, link := range below[box] {
			_, lower := w.ends(link)
			layer = min(layer, w.layerOf[lower]-w.span(link))
		}
		w.layerOf[box] = layer
	}
	first := slices.Min(w.layerOf)
	for box := range w.layerOf {
		w.layerOf[box] -= first
	}
}

// A trunk is the common end of the links of a bundle: the items in the layers between first and the target.
type trunk struct {
	target, bundle int
	back           bool
}

// trunkOf returns the trunk that a link joins.
func (w *work) trunkOf(link int) (trunk, bool) {
	l := &w.d.Links[link]
	return trunk{l.To, l.Bundle, l.Back}, l.Bundle != 0
}

// between returns the layers that a link passes, without that of its label.
func (w *work) between(link int) (first, last int) {
	upper, lower := w.ends(link)
	first, last = w.layerOf[upper]+1, w.layerOf[lower]-1
	switch {
	case w.d.Links[link].LabelWidth == 0:
	case w.d.Links[link].Back:
		last--
	default:
		first++
	}
	return first, last
}

// limit chooses the links that run outside: the longest, until the others need few enough dummy items.
func (w *work) limit() {
	allowed := max(minDummies, maxDummies*len(w.d.Boxes))
	longest := map[trunk]int{}
	total := 0
	length := func(link int) int {
		first, last := w.between(link)
		return max(last-first+1, 0)
	}
	for _, i := range w.links {
		t, bundled := w.trunkOf(i)
		n := length(i)
		if bundled {
			n = max(n-longest[t], 0)
			longest[t] += n
		}
		total += n
	}
	if total <= allowed {
		return
	}
	byLength := slices.Clone(w.links)
	slices.SortStableFunc(byLength, func(a, b int) int { return cmp.Compare(length(b), length(a)) })
	for _, i := range byLength {
		if total <= allowed {
			return
		}
		w.outside[i] = true
		t, bundled := w.trunkOf(i)
		if !bundled {
			total -= length(i)
		} else if longest[t] > 0 {
			total -= longest[t]
			longest[t] = 0
		}
	}
	// A trunk is either inside or outside as a whole.
	for _, i := range w.links {
		if t, bundled := w.trunkOf(i); bundled && longest[t] == 0 && length(i) > 0 {
			w.outside[i] = true
		}
	}
}

// addItems makes the items of all boxes, links and labels.
func (w *work) addItems() {
	w.limit()
	w.layers = make([][]int, slices.Max(w.layerOf)+1)
	for box := range w.d.Boxes {
		b := &w.d.Boxes[box]
		left := b.Width / 2
		it := item{box: box, layer: w.layerOf[box], left: left, right: b.Width - left, height: b.Height}
		if loops := w.loops[box]; len(loops) > 0 {
			it.right += loopWidth
			widest := 0
			for _, link := range loops {
				widest = max(widest, w.d.Links[link].LabelWidth)
			}
			it.right += widest
			it.height = max(it.height, loopHeight(w.d, loops))
		}
		w.add(it)
	}
	trunks := map[trunk]map[int]int{}
	for _, i := range w.links {
		if w.outside[i] {
			w.addLabelOnly(i)
		} else {
			w.addChain(i, trunks)
		}
	}
}

func (w *network) add(it item) int {
	w.items = append(w.items, it)
	id := len(w.items) - 1
	w.layers[it.layer] = append(w.layers[it.layer], id)
	return id
}

// addLabelOnly makes the item of the label of a link that runs outside.
func (w *work) addLabelOnly(link int) {
	l := &w.d.Links[link]
	if l.LabelWidth == 0 {
		return
	}
	upper, lower := w.ends(link)
	if l.Back {
		w.labels[link] = w.addLabel(l, w.layerOf[lower]-1)
		w.join(w.labels[link], lower, false)
	} else {
		w.labels[link] = w.addLabel(l, w.layerOf[upper]+1)
		w.join(upper, w.labels[link], false)
	}
}

func (w *work) addLabel(l *Link, layer int) int {
	left := l.LabelWidth / 2
	return w.add(item{box: -1, layer: layer, left: left, right: l.LabelWidth - left, height: l.LabelHeight})
}

// join adds a segment between two items, once.
func (w *network) join(upper, lower int, main bool) {
	if slices.Contains(w.items[upper].down, lower) {
		return
	}
	w.items[upper].down = append(w.items[upper].down, lower)
	w.items[lower].up = append(w.items[lower].up, upper)
	if main {
		w.items[upper].mainDown = append(w.items[upper].mainDown, lower)
		w.items[lower].mainUp = append(w.items[lower].mainUp, upper)
	}
}

// addChain makes the items of one link, from its start to its end, up to where it joins its trunk.
func (w *work) addChain(link int, trunks map[trunk]map[int]int) {
	l := &w.d.Links[link]
	main := l.Main && !l.Back
	down := 1
	if l.Back {
		down = -1
	}
	connect := func(from, to int) {
		if l.Back {
			from, to = to, from
		}
		w.join(from, to, main)
	}
	last := l.From
	w.entries[link] = -1
	if l.LabelWidth > 0 {
		w.labels[link] = w.addLabel(l, w.layerOf[l.From]+down)
		connect(last, w.labels[link])
		last = w.labels[link]
	}
	t, bundled := w.trunkOf(link)
	shared := trunks[t]
	if bundled && shared == nil {
		shared = map[int]int{}
		trunks[t] = shared
	}
	for layer := w.items[last].layer + down; layer != w.layerOf[l.To]; layer += down {
		id, joins := shared[layer]
		if !joins {
			id = w.add(item{box: -1, layer: layer, trunk: true, onward: -1})
			if bundled {
				shared[layer] = id
			}
		}
		connect(last, id)
		if w.entries[link] < 0 {
			w.entries[link] = id
		} else {
			w.items[last].onward = id
		}
		if last = id; joins {
			return
		}
	}
	connect(last, l.To)
}
