package report

import (
	"cmp"
	"io"
	"slices"
	"time"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// Slowest lists the n cases that take the longest, once in virtual and once in real time; for n = 0 it writes nothing.
// Real times differ from run to run, so no other report contains them.
func Slowest(w io.Writer, results []*suite.Result, n int) error {
	if n <= 0 {
		return nil
	}
	p := newPrinter(w)
	list := func(title string, of func(*suite.Result) time.Duration, show func(time.Duration) string) {
		sorted := slices.DeleteFunc(slices.Clone(results), func(r *suite.Result) bool { return r.Run == nil })
		slices.SortStableFunc(sorted, func(a, b *suite.Result) int { return cmp.Compare(of(b), of(a)) })
		p.printf("slowest in %s:\n", title)
		for _, r := range sorted[:min(n, len(sorted))] {
			p.printf("  %10s  %s: %s\n", show(of(r)), source.OneLine(r.Case.File.Source.Name), source.OneLine(r.Case.Name))
		}
	}
	list("virtual time", func(r *suite.Result) time.Duration { return r.Run.Execution.Duration() }, suite.FormatDuration)
	list("real time", func(r *suite.Result) time.Duration { return r.Elapsed },
		func(d time.Duration) string { return d.Round(time.Microsecond).String() })
	return p.flush()
}
