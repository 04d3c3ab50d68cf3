package report

import (
	"cmp"
	"io"
	"slices"
	"time"

	"github.com/aslcheck/aslcheck/testscripts"
)

// Slowest lists the n cases that take the longest, once in virtual and once in real time; for n = 0 it writes nothing.
// Real times differ from run to run, so that no other report has them.
func Slowest(w io.Writer, results []*testscripts.Result, n int) error {
	if n <= 0 {
		return nil
	}
	p := newPrinter(w)
	list := func(title string, of func(*testscripts.Result) time.Duration, show func(time.Duration) string) {
		sorted := slices.DeleteFunc(slices.Clone(results), func(r *testscripts.Result) bool { return r.Run == nil })
		slices.SortStableFunc(sorted, func(a, b *testscripts.Result) int { return cmp.Compare(of(b), of(a)) })
		p.printf("slowest in %s:\n", title)
		for _, r := range sorted[:min(n, len(sorted))] {
			p.printf("  %10s  %s: %s\n", show(of(r)), r.Case.File.Source.Name, oneLine(r.Case.Name))
		}
	}
	list("virtual time", func(r *testscripts.Result) time.Duration { return r.Run.Execution.Duration() }, testscripts.FormatDuration)
	list("real time", func(r *testscripts.Result) time.Duration { return r.Elapsed },
		func(d time.Duration) string { return d.Round(time.Microsecond).String() })
	return p.flush()
}
