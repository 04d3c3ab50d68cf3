package report

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// A lane is a frame while its visits are collected.
type lane struct {
	frame *simulator.Frame
	index int
	inner []*lane
}

// lane returns the lane of a frame.
func (t *timeline) lane(f *simulator.Frame) *lane {
	if l, ok := t.lanes[f]; ok {
		return l
	}
	l := &lane{frame: f, index: len(t.order)}
	t.lanes[f] = l
	t.order = append(t.order, l)
	if f != nil {
		outer := t.lane(f.Outer)
		outer.inner = append(outer.inner, l)
	}
	return l
}

// sortLanes sorts the lanes inside of one: those of a state together, by branch or item.
func sortLanes(lanes []*lane) {
	first := map[asl.State]int{}
	for _, l := range lanes {
		if _, ok := first[l.frame.State]; !ok {
			first[l.frame.State] = l.index
		}
	}
	slices.SortStableFunc(lanes, func(a, b *lane) int {
		return cmp.Or(cmp.Compare(first[a.frame.State], first[b.frame.State]), cmp.Compare(a.frame.Index, b.frame.Index), cmp.Compare(a.index, b.index))
	})
}

// laneOf names a branch or an iteration.
func laneOf(f *simulator.Frame, depth int) page.Lane {
	if f == nil {
		return page.Lane{Depth: depth}
	}
	l := page.Lane{Name: source.OneLine(f.State.Head().Name), Part: fmt.Sprintf("branch %d", f.Index+1), Depth: depth}
	if _, ok := f.State.(*asl.Map); ok {
		l.Part = fmt.Sprintf("[%d]", f.Index)
	}
	return l
}
