// Package layered places boxes in layers, so that links run from the top to the bottom. It knows nothing of state machines.
//
// It is the method of Sugiyama, Tagawa and Toda. Links that close a loop are turned around. Each box gets a layer below those
// of the boxes that lead to it. A link that spans several layers is cut into pieces by dummy items, one in each layer that it
// passes, so that it reserves space between the boxes there and never crosses one. Sweeps over the layers then order the items
// of each to reduce crossings, and the method of Brandes and Köpf assigns coordinates in which long links are straight.
//
// Two things differ from the textbook. The label of a link is an item with a size in the layer after its start, so that a
// label overlaps nothing. And links with the same bundle that lead to the same box join one trunk: the number of dummy items
// stays linear where every state has a Catcher that leads to the same handler.
//
// All coordinates are integers: the same boxes give the same drawing on every machine.
//
//	d := layered.Drawing{
//		Boxes: []layered.Box{{Width: 80, Height: 30}, {Width: 80, Height: 30}},
//		Links: []layered.Link{{From: 0, To: 1}},
//	}
//	d.Place()
package layered
