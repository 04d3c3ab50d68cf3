package coverage

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// A Counter counts the points of one definition. It is not safe for concurrent use.
type Counter struct {
	def    *asl.Definition
	points []Point
	index  map[key]int
	// states are the states of the definition with the indexes of their points; those of others, which a task may run, do not count.
	states map[asl.State]int
	// paths are the counts of paths by their keys.
	paths map[string]int64
}

type key struct {
	kind  Kind
	state string
	index int
}

// New returns a counter with all counts at 0.
func New(def *asl.Definition) *Counter {
	c := &Counter{def: def, points: points(def), index: map[key]int{}, states: map[asl.State]int{}, paths: map[string]int64{}}
	for i := range c.points {
		p := &c.points[i]
		c.index[key{p.Kind, p.State, p.Index}] = i
	}
	for _, st := range def.States() {
		c.states[st] = c.index[key{State, asl.Path(st), 0}]
	}
	return c
}

func (c *Counter) hit(kind Kind, st asl.State, index int) {
	at, own := c.states[st]
	if !own {
		return
	}
	if i, ok := c.index[key{kind, c.points[at].State, index}]; ok {
		c.points[i].Count++
	}
}

// Count adds what an execution of the definition reached, with the children of its Map Runs.
func (c *Counter) Count(x *simulator.Execution) {
	started := withChildren(x)
	for i := range x.Events {
		ev := &x.Events[i]
		if ev.State == nil {
			continue
		}
		c.countEvent(ev)
		if st, ok := ev.State.(*asl.Map); ok {
			c.countItems(ev, st, started)
		}
		c.countBranch(x, ev)
	}
	c.countPaths(x)
	for _, child := range x.Children {
		c.countChild(child)
	}
}

// countChild counts an execution that a Map Run or a task started. One of another definition has no points here.
func (c *Counter) countChild(child *simulator.Execution) {
	if child.Status == simulator.Failed || child.Status == simulator.TimedOut {
		for i := range child.Events {
			if f := child.Events[i].Frame; f != nil {
				c.hit(MapFailed, f.State, 0)
				break
			}
		}
	}
	c.Count(child)
}

// countEvent counts what one event shows by itself.
func (c *Counter) countEvent(ev *simulator.Event) {
	if ev.Retrier >= 0 {
		c.hit(Retried, ev.State, int(ev.Retrier))
	}
	if ev.Exhausted >= 0 {
		c.hit(Exhausted, ev.State, int(ev.Exhausted))
	}
	switch d := ev.Details.(type) {
	case *simulator.StateEntered:
		c.hit(State, ev.State, 0)
	case *simulator.StateExited:
		c.countExit(ev.State, d.Via)
	case *simulator.TaskTimedOut, *simulator.LambdaFunctionTimedOut, *simulator.ActivityTimedOut:
		c.hit(TimeoutReached, ev.State, 0)
	case *simulator.MapIteration:
		if ev.Type == simulator.MapIterationFailedEvent && ev.Frame != nil {
			c.hit(MapFailed, ev.Frame.State, 0)
		}
	default:
	}
}

// exits are the kinds of transitions by how they leave a state.
var exits = map[simulator.Step]Kind{
	simulator.ByNext: Next, simulator.ByEnd: End, simulator.ByRule: Rule, simulator.ByDefault: Default, simulator.ByCatch: Catch,
}

func (c *Counter) countExit(st asl.State, via simulator.Transition) {
	c.hit(exits[via.Step], st, int(via.Index))
}

// withChildren returns the Map states whose runs started executions.
func withChildren(x *simulator.Execution) map[asl.State]bool {
	states := map[asl.State]bool{}
	for _, child := range x.Children {
		for i := range child.Events {
			if f := child.Events[i].Frame; f != nil {
				states[f.State] = true
			}
		}
	}
	return states
}

// hasItems reports whether an inline Map state starts with items.
func hasItems(ev *simulator.Event) bool {
	d, ok := ev.Details.(*simulator.MapStateStarted)
	return ok && d.Length > 0
}

// countItems counts the start of a Map state, with or without items. That of a Map Run is known when the run has started.
func (c *Counter) countItems(ev *simulator.Event, st *asl.Map, withChildren map[asl.State]bool) {
	start := simulator.MapStateStartedEvent
	if st.Distributed() {
		start = simulator.MapRunStartedEvent
	}
	switch {
	case ev.Type != start:
	case hasItems(ev) || withChildren[ev.State]:
		c.hit(MapItems, ev.State, 0)
	default:
		c.hit(MapEmpty, ev.State, 0)
	}
}

// countBranch counts the branch whose last event made the Parallel state fail, or start again.
func (c *Counter) countBranch(x *simulator.Execution, ev *simulator.Event) {
	failed := ev.Type == simulator.ParallelStateFailedEvent || ev.Type == simulator.ParallelStateStartedEvent && ev.Attempt > 1
	if ev.PreviousID == 0 || !failed {
		return
	}
	for f := x.Events[ev.PreviousID-1].Frame; f != nil; f = f.Outer {
		if f.State == ev.State {
			c.hit(BranchFailed, f.State, f.Index)
			return
		}
	}
}

// Definition returns the points with their counts so far.
func (c *Counter) Definition() Definition {
	paths, all := pathsOf(c.def, c.states)
	for i := range paths {
		paths[i].Count = c.paths[pathKey(paths[i].States)]
	}
	return Definition{
		Name: c.def.Name(), Fingerprint: fingerprint(c.points, paths), Content: content(c.def), Points: append([]Point(nil), c.points...),
		Paths: paths, TooManyPaths: !all,
	}
}

// content tells definitions apart that have the same points but other conditions, paths or resources. Placeholders count as
// they are in the file.
func content(def *asl.Definition) string {
	root := def.Root
	if def.Origin != nil {
		root = def.Origin.Root
	} else if def.File != nil {
		if tree, found := source.Parse(def.File); !found.HasErrors() {
			root = tree
		}
	}
	if root == nil {
		return ""
	}
	text, err := json.Marshal(query.Constant(root).Any()) // with sorted keys
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// fingerprint tells definitions with other points or paths apart. How a file is formatted does not count.
func fingerprint(points []Point, paths []Path) string {
	h := sha256.New()
	for i := range points {
		p := &points[i]
		_, _ = fmt.Fprintf(h, "%s\x00%s\x00%d\x00%s\x00", p.Kind, p.State, p.Index, p.Label) // a hash never fails to write
	}
	for _, p := range paths {
		_, _ = io.WriteString(h, pathKey(p.States)+"\x00")
	}
	return hex.EncodeToString(h.Sum(nil))
}
