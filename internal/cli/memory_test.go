package cli

import "testing"

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
