package jsonata

// room is where the parser puts the nodes that expressions have most of, and what it gathers before it knows how much there
// will be. Nodes come from chunks, which is what makes parsing cheap.
type room struct {
	names     chunks[Name]
	variables chunks[Variable]
	literals  chunks[Literal]
	paths     chunks[shortPath]
	binaries  chunks[Binary]
	calls     chunks[Call]

	open  []Node // the lists that are not complete yet, one after the other
	lists []Node // free for complete lists
}

// shortPath is a path with room for the steps that most have.
type shortPath struct {
	Path
	steps [3]Step
}

// chunks hands out values of one type, each chunk twice the size of the last.
type chunks[T any] struct {
	free []T
	size int
}

const (
	maxChunk   = 32 // values of the largest chunk
	smallLists = 8  // nodes of all lists of a small expression
)

// put returns the address at which v is kept.
func (c *chunks[T]) put(v T) *T {
	if len(c.free) == 0 {
		c.size = min(2*c.size+1, maxChunk)
		c.free = make([]T, c.size)
	}
	kept := &c.free[0]
	c.free = c.free[1:]
	*kept = v
	return kept
}

// path returns a new path of one step.
func (r *room) path(of origin, step Step) *Path {
	p := r.paths.put(shortPath{Path: Path{origin: of}})
	p.steps[0] = step
	p.Steps = p.steps[:1:len(p.steps)]
	return &p.Path
}

// push adds a node to the innermost list.
func (r *room) push(n Node) {
	if r.open == nil {
		r.open = make([]Node, 0, smallLists)
	}
	r.open = append(r.open, n)
}

// take ends a list that began after the outer ones, and returns it; nil for an empty one.
func (r *room) take(outer int) []Node {
	n := len(r.open) - outer
	if n == 0 {
		return nil
	}
	if len(r.lists) < n {
		r.lists = make([]Node, max(n, smallLists))
	}
	list := r.lists[:n:n]
	r.lists = r.lists[n:]
	copy(list, r.open[outer:])
	r.open = r.open[:outer]
	return list
}

// takePairs is take for keys and values in turn.
func (r *room) takePairs(outer int) []Pair {
	list := r.open[outer:]
	if len(list) < 2 {
		r.open = r.open[:outer]
		return nil
	}
	pairs := make([]Pair, len(list)/2)
	for i := range pairs {
		pairs[i] = Pair{list[2*i], list[2*i+1]}
	}
	r.open = r.open[:outer]
	return pairs
}
