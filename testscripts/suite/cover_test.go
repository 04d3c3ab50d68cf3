package suite_test

import (
	"os"
	"path/filepath"
	"slices"
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

func labels(points []coverage.Point) []string {
	var out []string
	for _, p := range points {
		out = append(out, p.State+" "+p.Label)
	}
	return out
}

// TestWithoutOneCase: without a case, exactly the points are missing that it alone reached.
func TestWithoutOneCase(t *testing.T) {
	all := etl(t, suite.Options{}, nil).Definitions[0]
	if missing := all.Missing(); len(missing) > 0 {
		t.Fatalf("not reached by any case: %v", labels(missing))
	}
	const cases = 30
	for i := range cases {
		alone := etl(t, suite.Options{}, func(k int) bool { return k == i }).Definitions[0]
		var want []coverage.Point
		for k, p := range all.Points {
			if p.Count == alone.Points[k].Count {
				p.Count = 0
				want = append(want, p)
			}
		}
		rest := etl(t, suite.Options{}, func(k int) bool { return k != i }).Definitions[0]
		if diff := cmp.Diff(labels(want), labels(rest.Missing())); diff != "" {
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
