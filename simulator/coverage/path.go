package coverage

import (
	"encoding/binary"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
)

// A Path is a way through one machine: the definition itself, a branch of a Parallel state or the processor of a Map state,
// each by itself. It runs from the first state to an end. One that goes back to a state that it came through before ends there,
// so that a loop counts once, however often it is taken.
type Path struct {
	// States are the indexes of its states among the points of the definition. A path that goes back has the state twice.
	States []int `json:"states"`
	// Count is how often it was taken.
	Count int64 `json:"count"`
}

// GoesBack reports whether the path ends where a loop begins again, and not at an end.
func (p *Path) GoesBack() bool {
	last := len(p.States) - 1
	return last > 0 && slices.Contains(p.States[:last], p.States[last])
}

// pathKey is the identity of a path with these states.
func pathKey(states []int) string {
	var b []byte
	for _, i := range states {
		b = binary.AppendUvarint(b, uint64(i))
	}
	return string(b)
}

// MaxPaths is the number of paths of a definition up to which they are counted: each decision that follows another one
// multiplies it.
const MaxPaths = 10_000

// maxPathStates limits the states of all paths together: 10,000 paths may be long.
const maxPathStates = 1_000_000

// pathsOf lists the paths of all machines of a definition in the order of the file, and reports whether that are all. The states
// have the given indexes.
func pathsOf(def *asl.Definition, index map[asl.State]int) (paths []Path, all bool) {
	f := &pathFinder{index: index, on: map[int]bool{}}
	def.Walk(func(m *asl.Machine) {
		if st := m.State(m.StartAt.Value); st != nil && !f.full {
			f.steps = stepsOf(m)
			f.follow(st)
		}
	})
	if f.full {
		return nil, false
	}
	return f.paths, true
}

// A pathFinder walks through machines, depth first.
type pathFinder struct {
	index  map[asl.State]int
	steps  map[asl.State]*step // of the machine that it walks through
	paths  []Path
	states int // those of all paths
	way    []int
	on     map[int]bool // the states of way
	full   bool
}

// follow goes on with a state. Every state that it goes to is on a path, so that the work is limited by the lengths of the paths.
func (f *pathFinder) follow(st asl.State) {
	i := f.index[st]
	if f.on[i] {
		f.add(append(slices.Clone(f.way), i))
		return
	}
	f.way, f.on[i] = append(f.way, i), true
	if f.steps[st].ends {
		f.add(slices.Clone(f.way))
	}
	for _, next := range f.steps[st].to {
		if !f.full && !f.steps[next].stuck {
			f.follow(next)
		}
	}
	f.way, f.on[i] = f.way[:len(f.way)-1], false
}

func (f *pathFinder) add(states []int) {
	if len(f.paths) == MaxPaths || f.states+len(states) > maxPathStates {
		f.full = true
		return
	}
	f.paths = append(f.paths, Path{States: states})
	f.states += len(states)
}

// A step is where a state leads.
type step struct {
	// to are the states that may follow, each once, and from those that it may follow.
	to, from []asl.State
	// ends says that its machine may end with it.
	ends bool
	// stuck says that no path goes through it: each way from it leads to states that don't exist.
	stuck bool
	// open counts the states of to that aren't stuck.
	open int
}

// stepsOf returns the steps of a machine by their states.
func stepsOf(m *asl.Machine) map[asl.State]*step {
	steps := make(map[asl.State]*step, len(m.States))
	for _, st := range m.States {
		steps[st] = &step{}
	}
	var stuck []asl.State
	for _, st := range m.States {
		s := steps[st]
		var names []string
		names, s.ends = successors(st)
		for _, name := range names {
			if next := m.State(name); next != nil {
				s.to = append(s.to, next)
				steps[next].from = append(steps[next].from, st)
			}
		}
		if s.open = len(s.to); s.open == 0 && !s.ends {
			stuck = append(stuck, st)
		}
	}
	for ; len(stuck) > 0; stuck = stuck[1:] {
		s := steps[stuck[0]]
		s.stuck = true
		for _, before := range s.from {
			b := steps[before]
			if b.open--; b.open == 0 && !b.ends {
				stuck = append(stuck, before)
			}
		}
	}
	return steps
}

// successors returns the names of the states that may follow a state, each once, and whether its machine may end with it.
func successors(st asl.State) (names []string, ends bool) {
	known := map[string]bool{}
	add := func(f asl.Field[string]) {
		if f.Set && !known[f.Value] {
			known[f.Value] = true
			names = append(names, f.Value)
		}
	}
	if next := asl.Next(st); next != nil {
		add(next.Next)
		ends = next.End.Value
	}
	switch st := st.(type) {
	case *asl.Choice:
		for _, rule := range st.Choices.Value {
			add(rule.Next)
		}
		add(st.Default)
	case *asl.Succeed, *asl.Fail:
		ends = true
	case *asl.Task, *asl.Pass, *asl.Wait, *asl.Parallel, *asl.Map, *asl.Unknown:
	}
	if r := asl.Recover(st); r != nil {
		for _, catcher := range r.Catch.Value {
			add(catcher.Next)
		}
	}
	return names, ends
}

// A walker follows one thread of control through its machine.
type walker struct {
	way []int
	at  map[int]int // where a state is in way
}

// enter goes to a state, and returns the path that ends there because it goes back, nil if it doesn't.
func (w *walker) enter(i int) []int {
	at, known := w.at[i]
	if !known {
		w.at[i] = len(w.way)
		w.way = append(w.way, i)
		return nil
	}
	back := append(slices.Clone(w.way), i)
	for _, left := range w.way[at+1:] {
		delete(w.at, left)
	}
	w.way = w.way[:at+1]
	return back
}

// countPaths counts the paths that the threads of an execution took. A thread that fails or is aborted in the middle took none.
func (c *Counter) countPaths(x *simulator.Execution) {
	walkers := map[*simulator.Frame]*walker{}
	for i := range x.Events {
		ev := &x.Events[i]
		at, own := c.states[ev.State]
		if !own {
			continue
		}
		w := walkers[ev.Frame]
		ended := false
		switch d := ev.Details.(type) {
		case *simulator.StateEntered:
			if w == nil {
				w = &walker{at: map[int]int{}}
				walkers[ev.Frame] = w
			}
			if back := w.enter(at); back != nil {
				c.paths[pathKey(back)]++
			}
			_, ended = ev.State.(*asl.Fail)
		case *simulator.StateExited:
			ended = d.Via.Step == simulator.ByEnd
		default:
		}
		if ended && w != nil {
			c.paths[pathKey(w.way)]++
			delete(walkers, ev.Frame)
		}
	}
}
