package analyzer

import (
	"math/rand/v2"
	"testing"
)

// TestMarkIndex compares what the index finds with a look at each suppression, for parts of a text inside each other and for parts
// that overlap.
func TestMarkIndex(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var list, want []suppression
		for range rnd.IntN(8) {
			from := rnd.Int32N(12)
			m := suppression{rule: string(rune('a' + rnd.IntN(2))), from: from, to: from + 1 + rnd.Int32N(8)}
			list, want = append(list, m), append(want, m)
		}
		index := newMarkIndex(list)
		for range 6 {
			rule, at, found := string(rune('a'+rnd.IntN(2))), rnd.Int32N(20), false
			for i := range want {
				if m := &want[i]; m.rule == rule && m.from <= at && at < m.to {
					m.used, found = true, true
				}
			}
			if got := index.use(rule, at); got != found {
				t.Fatalf("%+v at %d: %t", want, at, got)
			}
		}
		for i := range list {
			if list[i].used != want[i].used {
				t.Fatalf("got %+v, want %+v", list, want)
			}
		}
	}
}
