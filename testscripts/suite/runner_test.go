package suite

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// table has six cases of all outcomes.
const table = order + `
-- order.asl.test.yaml --
mocks: {Ship: {return: {Payload: {}}, times: any}}
unused: allow
cases:
  - {name: one item, tags: [quick, items], input: {items: [a]}}
  - {name: two items, tags: [items], input: {items: [a, b]}}
  - {name: no items, expect: {status: failed}}
  - {name: wrong, input: {items: [a]}, expect: {time: 1s}}
  - {name: unanswered, mocks: {Ship: {throw: {error: Busy}}}, input: {items: [a]}}
  - {name: later, tags: [quick], skip: not built yet}
`

func names(results []*Result) string {
	var list []string
	for _, r := range results {
		list = append(list, r.Case.Name)
	}
	return strings.Join(list, ", ")
}

func TestOutcomes(t *testing.T) {
	f := mustLoad(t, table, "order.asl.test.yaml")
	want := `one item: passed
two items: passed
no items: passed
wrong: failed
  <time> the execution should take 1s, but takes 1m [unmet-expectation]
unanswered: error
  <unanswered> state "Ship all/Ship" has no answer left for call no. 2 [case-error]
later: skipped
`
	results := runAll(t, f, Options{})
	if got := outcomes(results); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for _, r := range results {
		if (r.Run != nil) != (r.Outcome == Passed || r.Outcome == Failed) {
			t.Errorf("%s: the run is %v", r.Case.Name, r.Run)
		}
	}
	if d := results[4].Failures[0]; !strings.Contains(d.Detail, `{"FunctionName":"ship","Payload":"a"}`) || len(d.Related) != 1 || d.Related[0].Span.Text() != "Ship" {
		t.Errorf("got %+v", d)
	}
}

func TestSelection(t *testing.T) {
	f := mustLoad(t, table, "order.asl.test.yaml")
	for _, c := range []struct {
		name string
		opt  Options
		want string
	}{
		{"all", Options{}, "one item, two items, no items, wrong, unanswered, later"},
		{"pattern", Options{Run: regexp.MustCompile("items?$")}, "one item, two items, no items"},
		{"pattern of nothing", Options{Run: regexp.MustCompile("^x$")}, ""},
		{"tag", Options{Tags: []string{"quick"}}, "one item, later"},
		{"tags", Options{Tags: []string{"quick", "items"}}, "one item, two items, later"},
		{"unknown tag", Options{Tags: []string{"slow"}}, ""},
		{"tag and pattern", Options{Tags: []string{"items"}, Run: regexp.MustCompile("two")}, "two items"},
		{"stop at the first failure", Options{FailFast: true, Jobs: 1}, "one item, two items, no items, wrong"},
		{"stop with many jobs", Options{FailFast: true, Jobs: 8}, "one item, two items, no items, wrong"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := names(runAll(t, f, c.opt)); got != c.want {
				t.Errorf("got %s", got)
			}
		})
	}
}

// TestShards gives every case to exactly one share, and the same one whatever else there is.
func TestShards(t *testing.T) {
	f := mustLoad(t, table, "order.asl.test.yaml")
	for _, shards := range []int{1, 2, 3, 10} {
		seen := map[string]int{}
		for shard := 1; shard <= shards; shard++ {
			for _, r := range runAll(t, f, Options{Shard: shard, Shards: shards}) {
				seen[r.Case.Name]++
				alone, err := RunCases(t.Context(), []*TestCase{r.Case}, Options{Shard: shard, Shards: shards})
				if err != nil || len(alone) != 1 {
					t.Errorf("%s moves to another share", r.Case.Name)
				}
			}
		}
		for _, c := range f.Cases {
			if seen[c.Name] != 1 {
				t.Errorf("of %d shares %d have %q", shards, seen[c.Name], c.Name)
			}
		}
	}
}

func TestOnly(t *testing.T) {
	f := mustLoad(t, strings.Replace(table, "{name: two items,", "{name: two items, only: true,", 1), "order.asl.test.yaml")
	for _, r := range runAll(t, f, Options{}) {
		ran := r.Case.Name == "two items"
		if ran != (r.Outcome == Passed) || ran == (r.Reason == notOnly) {
			t.Errorf("%s: %s, %q", r.Case.Name, r.Outcome, r.Reason)
		}
	}
	// A pattern does not bring back what "only" leaves out.
	if got := runAll(t, f, Options{Run: regexp.MustCompile("one")}); len(got) != 1 || got[0].Outcome != Skipped {
		t.Errorf("got %s", outcomes(got))
	}
}

func TestObserve(t *testing.T) {
	f := mustLoad(t, table, "order.asl.test.yaml")
	var seen []*Result
	results := runAll(t, f, Options{Jobs: 4, Observe: func(r *Result) { seen = append(seen, r) }})
	if names(seen) != names(results) {
		t.Errorf("seen %s", names(seen))
	}
}

func TestCancelled(t *testing.T) {
	f := mustLoad(t, table, "order.asl.test.yaml")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := RunCases(ctx, f.Cases, Options{}); err == nil {
		t.Error("a cancelled context gives no error")
	}
}

func TestNoCases(t *testing.T) {
	if results := runAll(t, &File{}, Options{}); len(results) != 0 {
		t.Errorf("got %d results", len(results))
	}
}

// TestJobs runs the ETL workflow with many numbers of jobs: everything but the real time is equal.
func TestJobs(t *testing.T) {
	f, found := Load(os.DirFS(filepath.Join("..", "..", "examples", "etl")), "etl.asl.test.yaml", "")
	if len(found) > 0 {
		t.Fatal(found)
	}
	digest := func(jobs int) string {
		var b strings.Builder
		results := runAll(t, f, Options{Jobs: jobs})
		b.WriteString(outcomes(results))
		for _, r := range results {
			for i := range r.Run.Execution.Events {
				fmt.Fprintln(&b, r.Run.Execution.Events[i].History())
			}
		}
		return b.String()
	}
	want := digest(1)
	for _, jobs := range []int{2, 3, 16, 0} {
		if digest(jobs) != want {
			t.Errorf("%d jobs give other results", jobs)
		}
	}
}

func TestUnusedMocks(t *testing.T) {
	const head = order + "\n-- order.asl.test.yaml --\ncases:\n  - name: a\n    "
	for _, c := range []struct{ name, keys, want string }{
		{"never used", `mocks: {Ship: {return: {}}}`, `  <Ship> mock "Ship" is never used in case "a" [unused-mock]`},
		{"one answer", `mocks: {Ship: [{return: {Payload: 1}}, {never: true}]}` + "\n    input: {items: [x]}\n    expect: {status: succeeded}", `  <{never: true}> answer no. 2 of "Ship" has 1 use left in case "a" [unused-mock]`},
		{"answer that stays", `mocks: {Ship: [{return: {Payload: 1}}, {return: 2, times: any}]}` + "\n    input: {items: [x]}\n    expect: {status: succeeded}", `  <{return: 2, times: any}> answer no. 2 of "Ship" is never given in case "a" [unused-mock]`},
		{"listed", `mocks: {Ship: {return: {}}}` + "\n    unused: [Ship]", ``},
		{"allowed", `mocks: {Ship: {return: {}}}` + "\n    unused: allow", ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := head + c.keys
			if !strings.Contains(c.keys, "expect:") {
				text += "\n    expect: {status: failed}"
			}
			f := mustLoad(t, text+"\n", "order.asl.test.yaml")
			_, got, _ := strings.Cut(outcomes(runAll(t, f, Options{})), "\n")
			if strings.TrimRight(got, "\n") != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}
