package suite

import (
	"fmt"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// The limits of messages about calls: those that one message lists, and those that are compared to find the nearest.
const (
	maxListedCalls   = 5
	maxComparedCalls = 100
)

// CallDifferences lists where the arguments of the call with an index differ from those that are expected, a line each, and then the
// call that differs less, if there is one. Members that want doesn't name don't count.
func CallDifferences(want value.Value, calls []simulator.Call, index int) []string {
	lines := Differences(want, calls[index].Arguments, true)
	if len(lines) == 0 {
		return nil
	}
	first := max(min(index-maxComparedCalls/2, len(calls)-maxComparedCalls), 0)
	near := nearestCall(want, calls, func(i int) bool { return i >= first && i < first+maxComparedCalls })
	if diff(want, calls[near].Arguments, true).count < diff(want, calls[index].Arguments, true).count {
		lines = append(lines, describeNearest(want, calls, near)...)
	}
	return lines
}

// nearestCall returns the index of the call with the fewest differences from an expected one among the candidates, -1 without any.
func nearestCall(want value.Value, calls []simulator.Call, isCandidate func(i int) bool) int {
	best, fewest := -1, 0
	for i := range calls {
		if !isCandidate(i) {
			continue
		}
		if n := diff(want, calls[i].Arguments, true).count; best < 0 || n < fewest {
			best, fewest = i, n
		}
	}
	return best
}

// describeNearest says what differs in the nearest call.
func describeNearest(want value.Value, calls []simulator.Call, index int) []string {
	lines := Differences(want, calls[index].Arguments, true)
	if len(lines) == 0 {
		return []string{fmt.Sprintf("call no. %d has the expected arguments", index+1)}
	}
	return append([]string{fmt.Sprintf("the nearest is call no. %d:", index+1)}, indented(lines)...)
}

// CallCountDifference describes, a line each, how the calls of a state differ from those that are expected, if their numbers differ:
// expected calls that aren't made, each with the nearest one, and calls that aren't expected. Without expected arguments it lists the
// calls.
func CallCountDifference(want []value.Value, calls []simulator.Call) []string {
	if len(want) == 0 || len(want) > maxComparedCalls || len(calls) > maxComparedCalls {
		return listCalls(calls, func(int) bool { return true }, "call no. %d: %s")
	}
	missing, expected := matchCalls(want, calls)
	var lines []string
	for _, i := range missing[:min(len(missing), maxListedCalls)] {
		lines = append(lines, fmt.Sprintf("not made: no. %d of the list, %s", i+1, source.Clip(want[i].JSON(), maxShown)))
		if near := nearestCall(want[i], calls, func(k int) bool { return !expected[k] }); near >= 0 {
			lines = append(lines, indented(describeNearest(want[i], calls, near))...)
		}
	}
	if more := len(missing) - maxListedCalls; more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", more))
	}
	return append(lines, listCalls(calls, func(i int) bool { return !expected[i] }, "not expected: call no. %d, %s")...)
}

// matchCalls finds a call for each that is expected, the first in order that fits and isn't taken. It returns the indexes of those
// without one, and which calls are taken.
func matchCalls(want []value.Value, calls []simulator.Call) (missing []int, expected []bool) {
	expected = make([]bool, len(calls))
	for i := range want {
		found := false
		for k := range calls {
			if !expected[k] && diff(want[i], calls[k].Arguments, true).count == 0 {
				expected[k], found = true, true
				break
			}
		}
		if !found {
			missing = append(missing, i)
		}
	}
	return missing, expected
}

// listCalls lists the calls that are to be shown.
func listCalls(calls []simulator.Call, shown func(i int) bool, format string) []string {
	var lines []string
	more := 0
	for i := range calls {
		switch {
		case !shown(i):
		case len(lines) == maxListedCalls:
			more++
		default:
			lines = append(lines, fmt.Sprintf(format, i+1, source.Clip(calls[i].Arguments.JSON(), maxShown)))
		}
	}
	if more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more", more))
	}
	return lines
}

func indented(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = "  " + line
	}
	return out
}
