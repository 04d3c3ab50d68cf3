package analyzer

import (
	"math/rand/v2"
	"testing"
)

// TestNumberSet compares sets of random numbers with maps.
func TestNumberSet(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2_000 {
		limit := 1 << (1 + random.IntN(16))
		a, inA := randomSet(random, limit)
		b, inB := randomSet(random, limit)
		either, both := a.or(b), a.and(b)
		for n := range limit {
			if either.has(n) != (inA[n] || inB[n]) || both.has(n) != (inA[n] && inB[n]) || a.has(n) != inA[n] || b.has(n) != inB[n] {
				t.Fatalf("%d in %v and %v: either %t, both %t", n, inA, inB, either.has(n), both.has(n))
			}
		}
		if either.or(a) != either || either.or(b) != either || either.and(either.or(a)) != either {
			t.Fatalf("%v or %v changes with what it has", inA, inB)
		}
		if both.and(a) != both || both.and(b) != both || both.and(either) != both {
			t.Fatalf("%v and %v changes with what has it all", inA, inB)
		}
	}
}

func randomSet(random *rand.Rand, limit int) (*set, map[int]bool) {
	var s *set
	in := map[int]bool{}
	for range random.IntN(40) {
		n := random.IntN(limit)
		s, in[n] = s.or(setOf(n)), true
	}
	return s, in
}

func TestNumberSetIsEmpty(t *testing.T) {
	if s := setOf(3).and(setOf(4)); s != nil {
		t.Errorf("%v, want nothing", s)
	}
	if s := setOf(3).or(setOf(300)).and(setOf(4).or(setOf(301))); s != nil {
		t.Errorf("%v, want nothing", s)
	}
	var empty *set
	if empty.has(0) || empty.or(nil) != nil || empty.and(setOf(1)) != nil {
		t.Error("the empty set has something")
	}
}
