package graph

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// BenchmarkLayout measures how the time grows with the number of states.
func BenchmarkLayout(b *testing.B) {
	names := []string{"chain", "handler", "ladder", "tree", "scattered"}
	slices.Sort(names)
	for _, name := range names {
		for _, n := range []int{50, 100, 200, 400, 500} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				def, _ := asl.Parse(source.NewFile("bench.asl.json", shapes[name](n)))
				b.ReportAllocs()
				for b.Loop() {
					g := New(def)
					g.Layout()
				}
			})
		}
	}
}
