package report

import (
	"io"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// LCOV writes a profile as a tracefile of LCOV. A state is a function with the line of its name, a transition out of it is a
// branch with its label as a name (which LCOV 1 leaves out, and LCOV 2 shows), and lines are those of states and transitions.
func LCOV(w io.Writer, profile *coverage.Profile) error {
	p := newPrinter(w)
	for i := range profile.Definitions {
		d := &profile.Definitions[i]
		writeLCOV(&p, d.File(), byState(d.Points))
	}
	return p.flush()
}

// byState splits points into those of each state, which come first.
func byState(points []coverage.Point) [][]coverage.Point {
	var all [][]coverage.Point
	for i := range points {
		if points[i].Kind == coverage.State {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], points[i])
	}
	return all
}

// writeLCOV writes the record of a file.
func writeLCOV(p *printer, file string, states [][]coverage.Point) {
	var functions, branches coverage.Ratio
	hits := map[int32]int64{}
	p.printf("TN:\nSF:%s\n", source.OneLine(file))
	for _, points := range states {
		p.printf("FN:%d,%s\n", points[0].Line, source.OneLine(points[0].State))
		functions.Add(points[0].Count)
	}
	for _, points := range states {
		p.printf("FNDA:%d,%s\n", points[0].Count, source.OneLine(points[0].State))
	}
	p.printf("FNF:%d\nFNH:%d\n", functions.Total, functions.Covered)
	for block, points := range states {
		for i := range points {
			point := &points[i]
			hits[point.Line] = max(hits[point.Line], point.Count)
			if point.IsTransition() {
				p.printf("BRDA:%d,%d,%s,%d\n", points[0].Line, block, strings.ReplaceAll(source.OneLine(point.Label), ",", ";"), point.Count)
				branches.Add(point.Count)
			}
		}
	}
	p.printf("BRF:%d\nBRH:%d\n", branches.Total, branches.Covered)
	writeLCOVLines(p, hits)
}

// writeLCOVLines writes how often each line was reached.
func writeLCOVLines(p *printer, hits map[int32]int64) {
	var lines coverage.Ratio
	numbers := make([]int32, 0, len(hits))
	for line, n := range hits {
		numbers = append(numbers, line)
		lines.Add(n)
	}
	slices.Sort(numbers)
	for _, line := range numbers {
		p.printf("DA:%d,%d\n", line, hits[line])
	}
	p.printf("LF:%d\nLH:%d\nend_of_record\n", lines.Total, lines.Covered)
}
