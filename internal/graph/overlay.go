package graph

import (
	"strconv"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
)

// Times writes how often something happened, such as "3×".
func Times(n int64) string { return strconv.FormatInt(n, 10) + "×" }

type pointKey struct {
	kind  coverage.Kind
	state string
	index int
}

// pointKinds are the points of coverage that links are.
var pointKinds = map[LinkKind]coverage.Kind{
	NextLink: coverage.Next, EndLink: coverage.End, RuleLink: coverage.Rule, DefaultLink: coverage.Default, CatchLink: coverage.Catch,
}

// Cover marks what a coverage profile of the definition reached. It belongs before Layout.
func (g *Graph) Cover(d *coverage.Definition) {
	counts := map[pointKey]int64{}
	retried := map[string]int64{}
	for i := range d.Points {
		p := &d.Points[i]
		counts[pointKey{p.Kind, p.State, p.Index}] = p.Count
		if p.Kind == coverage.Retried {
			retried[p.State] += p.Count
		}
	}
	g.Walk(func(g *Graph) {
		for _, st := range g.States {
			st.Mark, st.RetryMark = Mark{}, Mark{}
			if count, ok := counts[pointKey{coverage.State, st.key, 0}]; ok && st.key != "" {
				st.Mark = Mark{Known: true, Count: count}
				st.RetryMark = Mark{Known: st.Retry != "", Count: retried[st.key]}
			}
		}
		for _, l := range g.Links {
			l.Mark = Mark{}
			if l.Kind == StartLink {
				l.Mark = Mark{Known: true, Count: min(l.To.Mark.Count, 1)}
			} else if count, ok := counts[pointKey{pointKinds[l.Kind], l.From.key, l.Index}]; ok {
				l.Mark = Mark{Known: true, Count: count}
			}
		}
		g.markEnds()
	})
	g.note()
}

// markEnds marks the start and the end of a graph by their links.
func (g *Graph) markEnds() {
	for _, l := range g.Links {
		for _, st := range []*State{l.From, l.To} {
			if st.Kind == Start || st.Kind == End {
				st.Mark.Known = true
				st.Mark.Count += l.Mark.Count
			}
		}
	}
}

// Follow marks the path of an execution of the definition, with its counts and its virtual time. It belongs before Layout.
func (g *Graph) Follow(def *asl.Definition, x *simulator.Execution) {
	counter := coverage.New(def)
	counter.Count(x)
	d := counter.Definition()
	g.Cover(&d)
	f := follower{marks: map[string]*Mark{}, paths: map[asl.State]string{}, start: x.Start}
	for _, st := range def.States() {
		f.paths[st] = asl.Path(st)
	}
	g.Walk(func(g *Graph) {
		for _, st := range g.States {
			if st.Mark.Hit() && st.key != "" {
				f.marks[st.key] = &st.Mark
			}
		}
	})
	f.execution(x)
	g.note()
}

type follower struct {
	marks map[string]*Mark
	paths map[asl.State]string
	start time.Time
}

// A visit is a state that was entered and not left yet.
type visit struct {
	state asl.State
	frame *simulator.Frame
}

// execution reads when the states of an execution were entered and left, also those of the executions that it started.
func (f *follower) execution(x *simulator.Execution) {
	entered := map[visit]time.Time{}
	for i := range x.Events {
		ev := &x.Events[i]
		path, own := f.paths[ev.State]
		mark := f.marks[path]
		if ev.State == nil || !own || mark == nil {
			continue
		}
		key := visit{ev.State, ev.Frame}
		switch ev.Details.(type) {
		case *simulator.StateEntered:
			entered[key] = ev.Time
			if at := ev.Time.Sub(f.start); !mark.Timed || at < mark.First {
				mark.Timed, mark.First = true, at
			}
		case *simulator.StateExited:
			mark.Total += ev.Time.Sub(entered[key])
			delete(entered, key)
		}
	}
	if x.Status != simulator.Succeeded {
		for key := range entered {
			f.marks[f.paths[key.state]].Failed = true
		}
	}
	for _, child := range x.Children {
		f.execution(child)
	}
}

// note writes the marks of states into their boxes.
func (g *Graph) note() {
	g.Walk(func(g *Graph) {
		for _, st := range g.States {
			st.Note = ""
			if st.key != "" && st.Mark.Known {
				st.Note = st.Mark.String()
			}
		}
	})
}

// String says what is known, such as "3× at +1m, 20m in total".
func (m *Mark) String() string {
	switch {
	case m.Missed():
		return "not reached"
	case !m.Known:
		return ""
	}
	text := Times(m.Count)
	if m.Timed {
		text += " at +" + Duration(m.First)
		if m.Total > 0 {
			text += ", took " + Duration(m.Total)
		}
	}
	if m.Failed {
		text += ", failed"
	}
	return text
}
