package cli

import (
	"os"
	"testing"
)

// TestGrowthOf: a small heap may grow by the most, a large one by the least, and in between the sum stays the same.
func TestGrowthOf(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int
	}{
		{0, gcPercent},
		{roomyHeap / 10, gcPercent},
		{roomyHeap / 2, 100},
		{roomyHeap, leastGCPercent},
		{10 * roomyHeap, leastGCPercent},
	} {
		if got := growthOf(c.live); got != c.want {
			t.Errorf("a heap of %d bytes grows by %d %%, want %d", c.live, got, c.want)
		}
	}
}

// TestFirstCollection: a large file among the arguments puts it off, whatever else they are.
func TestFirstCollection(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, size := range map[string]int64{"small.json": largeFile - 1, "large.json": largeFile} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(name, size); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		args []string
		want int64
	}{
		{nil, smallHeap},
		{[]string{"lint", "small.json", ".", "none.json"}, smallHeap},
		{[]string{"lint", "--report", "json", "small.json", "large.json"}, largeHeap},
		{[]string{"run", "small.json", "--input", "large.json"}, smallHeap},
	} {
		if got := firstCollection(c.args); got != c.want {
			t.Errorf("%q: %d, want %d", c.args, got, c.want)
		}
	}
}
