package suite

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// maxLongest is how many states a message about the time lists.
const maxLongest = 5

// LongestStates lists where the virtual time of an execution went, a line each, longest first: the states, and separately their
// waits before retries. Visits of a state in the machine itself add up. Of a state inside a Map or Parallel state, whose visits
// overlap, the longest visit counts, and its time is part of that of the state around it.
func LongestStates(x *simulator.Execution) []string {
	spent := spentTimes(x)
	if len(spent) == 0 {
		return []string{"no state takes time: a mock without \"after\" answers at once"}
	}
	lines := []string{"the states that take longest:"}
	for _, s := range spent[:min(len(spent), maxLongest)] {
		lines = append(lines, source.ClipColumns(fmt.Sprintf("%9s  %s", FormatDuration(s.time), source.OneLine(s.text)), maxColumns))
	}
	if more := len(spent) - maxLongest; more > 0 {
		lines = append(lines, fmt.Sprintf("  … and %d more", more))
	}
	return lines
}

// A spentTime is a line of LongestStates.
type spentTime struct {
	time time.Duration
	text string
}

// A visitKey identifies the visit of a state in the machine itself, a branch or an iteration.
type visitKey struct {
	state asl.State
	frame *simulator.Frame
}

// A visitTime is the time of a state: of one visit or of several.
type visitTime struct {
	visits         int
	total, waiting time.Duration
	retries        int
}

// spentTimes returns what takes any time, longest first.
func spentTimes(x *simulator.Execution) []spentTime {
	var order []asl.State
	sums := map[asl.State]*visitTime{}
	for _, v := range stateVisits(x) {
		sum := sums[v.key.state]
		if sum == nil {
			sum = &visitTime{}
			sums[v.key.state] = sum
			order = append(order, v.key.state)
		}
		sum.add(&v.visitTime, v.key.frame != nil)
	}
	var spent []spentTime
	for _, st := range order {
		sum := sums[st]
		name := asl.Path(st)
		if working := sum.total - sum.waiting; working > 0 {
			spent = append(spent, spentTime{working, name + visitsText(sum.visits, asl.Path(st) != st.Head().Name)})
		}
		if sum.waiting > 0 {
			text := name + ": the wait before a retry"
			if sum.retries > 1 {
				text = fmt.Sprintf("%s: the waits before %d retries", name, sum.retries)
			}
			spent = append(spent, spentTime{sum.waiting, text})
		}
	}
	slices.SortStableFunc(spent, func(a, b spentTime) int { return cmp.Compare(b.time, a.time) })
	return spent
}

func visitsText(visits int, inner bool) string {
	switch {
	case visits < 2:
		return ""
	case inner:
		return fmt.Sprintf(" (the longest of %d visits)", visits)
	default:
		return fmt.Sprintf(" (%d visits)", visits)
	}
}

// add adds a visit. Visits in branches and iterations overlap, so the longest one counts there.
func (s *visitTime) add(v *visitTime, inner bool) {
	s.visits++
	switch {
	case !inner:
		s.total += v.total
		s.waiting += v.waiting
		s.retries += v.retries
	case v.total > s.total:
		s.total, s.waiting, s.retries = v.total, v.waiting, v.retries
	}
}

// A stateVisit is a visit of a state.
type stateVisit struct {
	key   visitKey
	began time.Time
	visitTime
}

// stateVisits returns the visits of states in the order in which they begin. A state that is never left ends with its last event or,
// in the machine itself, with the execution.
func stateVisits(x *simulator.Execution) []*stateVisit {
	var visits []*stateVisit
	open := map[visitKey]*stateVisit{}
	for i := range x.Events {
		ev := &x.Events[i]
		if ev.State == nil {
			continue
		}
		key := visitKey{ev.State, ev.Frame}
		if _, ok := ev.Details.(*simulator.StateEntered); ok {
			open[key] = &stateVisit{key: key, began: ev.Time}
			visits = append(visits, open[key])
		}
		v := open[key]
		if v == nil {
			continue
		}
		v.total = ev.Time.Sub(v.began)
		if wait, ok := retryWait(x, ev); ok {
			v.waiting += wait
			v.retries++
		}
		if _, ok := ev.Details.(*simulator.StateExited); ok {
			delete(open, key)
		}
	}
	for key, v := range open {
		if key.frame == nil {
			v.total = x.Start.Add(x.Duration()).Sub(v.began)
		}
	}
	return visits
}
