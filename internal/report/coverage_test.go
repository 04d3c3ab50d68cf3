package report

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/simulator/coverage"
)

// TestRatiosFitTheTerminal moves the ratios to a line of their own, and leaves the bar out, where the columns don't suffice.
func TestRatiosFitTheTerminal(t *testing.T) {
	small := coverage.Ratios{States: coverage.Ratio{Covered: 1, Total: 2}, Transitions: coverage.Ratio{Covered: 1, Total: 2}, Paths: coverage.Ratio{Covered: 1, Total: 2}}
	large := coverage.Ratios{States: coverage.Ratio{Covered: 14, Total: 14}, Transitions: coverage.Ratio{Covered: 44, Total: 44}, Paths: coverage.Ratio{Covered: 11, Total: 11}}
	for _, c := range []struct {
		name, title string
		ratios      coverage.Ratios
		width       int
		want        string
	}{
		{"no terminal", "etl/etl.asl.json", large, 0, "etl/etl.asl.json  states 14/14 (100.0%)  transitions 44/44 (100.0%)  paths 11/11 (100.0%)\n"},
		{"wide", "a", small, 80, "a  █████░░░░░  states 1/2 (50.0%)  transitions 1/2 (50.0%)  paths 1/2 (50.0%)\n"},
		{"long name", "etl/etl.asl.json", small, 80, "etl/etl.asl.json\n  █████░░░░░  states 1/2 (50.0%)  transitions 1/2 (50.0%)  paths 1/2 (50.0%)\n"},
		{"large numbers", "etl/etl.asl.json", large, 80, "etl/etl.asl.json\n  states 14/14 (100.0%)  transitions 44/44 (100.0%)  paths 11/11 (100.0%)\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var b strings.Builder
			p := newPrinter(&b)
			writeRatios(&p, c.title, c.ratios, false, Style{Width: c.width})
			if err := p.flush(); err != nil || b.String() != c.want {
				t.Errorf("got  %s\nwant %s", b.String(), c.want)
			}
		})
	}
}
