// Package graph is the picture of a state machine before anybody draws it: states as boxes, transitions as links, with the words
// that are on them, and where each of them is.
//
// New reads a definition. Every machine is a Graph of its own: the branches of a Parallel state and the processor of a Map state
// are graphs inside the box of the state, and links never leave their graph. Cover and Follow mark what a coverage profile or an
// execution reached. Layout computes the coordinates, the inner graphs first, since they decide how large their box is. Package
// layered does the geometry of one graph.
//
// The package writes nothing: package report has the formats. All texts are free of control characters and of marks that change
// the direction of text, but not escaped.
//
//	g := graph.New(def)
//	g.Follow(def, execution)
//	g.Layout()
//	for _, st := range g.States {
//		fmt.Println(st.Path, st.X, st.Y)
//	}
package graph
