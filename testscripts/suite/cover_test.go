package suite_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// etl runs the cases of the ETL workflow that keep keeps, and returns their coverage.
func etl(t *testing.T, opt suite.Options, keep func(i int) bool) *coverage.Profile {
	t.Helper()
	f, diagnostics := suite.Load(os.DirFS(filepath.Join("..", "..", "examples", "etl")), "etl.asl.test.yaml", "")
	if len(diagnostics) > 0 {
		t.Fatal(diagnostics)
	}
	cases := slices.Clone(f.Cases)
	var kept []*suite.TestCase
	for i, c := range cases {
		if keep == nil || keep(i) {
			kept = append(kept, c)
		}
	}
	results, err := suite.RunCases(t.Context(), kept, opt)
	if err != nil {
		t.Fatal(err)
	}
	profile, err := suite.Cover([]*suite.File{f}, results)
	if err != nil {
		t.Fatal(err)
	}
	return profile
}

// missing returns the points and paths with a count of 0.
func missing(d *coverage.Definition) []string {
	var out []string
	for _, p := range d.Missing() {
		out = append(out, p.State+" "+p.Label)
	}
	for _, p := range d.MissingPaths() {
		out = append(out, strings.Join(d.Names(p), " → "))
	}
	return out
}

// TestWithoutOneCase: without a case, exactly the points and paths are missing that it alone reached.
func TestWithoutOneCase(t *testing.T) {
	all := etl(t, suite.Options{}, nil).Definitions[0]
	if missing := missing(&all); len(missing) > 0 {
		t.Fatalf("not reached by any case: %v", missing)
	}
	const cases = 30
	for i := range cases {
		alone := etl(t, suite.Options{}, func(k int) bool { return k == i }).Definitions[0]
		want := all
		want.Points, want.Paths = slices.Clone(all.Points), slices.Clone(all.Paths)
		for k, p := range alone.Points {
			want.Points[k].Count -= p.Count
		}
		for k, p := range alone.Paths {
			want.Paths[k].Count -= p.Count
		}
		rest := etl(t, suite.Options{}, func(k int) bool { return k != i }).Definitions[0]
		if diff := cmp.Diff(missing(&want), missing(&rest)); diff != "" {
			t.Errorf("without case %d (-want +got):\n%s", i, diff)
		}
	}
}

// TestShards: seven shards run each case exactly once, and their profiles merge into the one of the whole.
func TestShards(t *testing.T) {
	whole := etl(t, suite.Options{}, nil)
	merged := &coverage.Profile{}
	for shard := 1; shard <= 7; shard++ {
		if err := merged.Merge(etl(t, suite.Options{Shard: shard, Shards: 7}, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(whole, merged); diff != "" {
		t.Errorf("merged profiles (-whole +merged):\n%s", diff)
	}
}
