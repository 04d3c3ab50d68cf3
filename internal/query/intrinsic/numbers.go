package intrinsic

import (
	"math"
	"math/bits"

	"github.com/aslcheck/aslcheck/value"
)

// round returns the nearest integer as Java's Math.round does: halves go up, and what is out of range is the nearest
// integer in it.
func round(v value.Value) int64 {
	if i, ok := v.Int(); ok {
		return i
	}
	f := math.Floor(v.Float())
	if v.Float()-f >= 0.5 {
		f++
	}
	switch {
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	default:
		return int64(f)
	}
}

func mathAdd(in input) (output, string) {
	a, b := round(in.a), round(in.b)
	sum := a + b
	if a > 0 && b > 0 && sum < 0 || a < 0 && b < 0 && sum >= 0 {
		return value.Undefined, "The sum is out of range in " + in.call.Function.Name
	}
	return value.Int(sum), ""
}

// mathRandom returns the same number for the same seed, as the developer guide demands, but not the number that the
// service would: its generator is not published.
func mathRandom(in input) (output, string) {
	start, end := round(in.a), round(in.b)
	if start >= end {
		return value.Undefined, "The start must be less than the end in " + in.call.Function.Name
	}
	var random uint64
	if !in.c.IsUndefined() {
		random = mix(uint64(round(in.c)))
	} else {
		random = in.host.Uint64()
	}
	offset, _ := bits.Mul64(random, uint64(end)-uint64(start))
	return value.Int(start + int64(offset)), ""
}

// mix spreads the bits of a seed: SplitMix64 (https://doi.org/10.1145/2714064.2660195).
func mix(seed uint64) uint64 {
	seed += 0x9E3779B97F4A7C15
	seed = (seed ^ seed>>30) * 0xBF58476D1CE4E5B9
	seed = (seed ^ seed>>27) * 0x94D049BB133111EB
	return seed ^ seed>>31
}
