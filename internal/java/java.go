// Package java imitates what shows through of the Java runtime of the service: the order in which a HashMap lists its keys,
// and the numbers that java.util.Random draws from a seed. Both are documented by Java, and all published answers of the
// service fit them; beyond those they are conclusions.
//
//	keys := []string{"position", "color", "region"}
//	java.SortKeys(keys) // color, position, region
package java

import (
	"math"
	"slices"
	"unicode/utf16"
)

// HashCode returns String.hashCode: s[0]·31ⁿ⁻¹ + … + s[n-1] over UTF-16 units.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/String.html#hashCode()
func HashCode(s string) int32 {
	var h int32
	for _, r := range s {
		if r < 0x10000 {
			h = 31*h + int32(r)
			continue
		}
		high, low := utf16.EncodeRune(r)
		h = 31*(31*h+high) + low
	}
	return h
}

// The capacity of a HashMap: it starts with 16 buckets and doubles when it is filled to three quarters.
const (
	firstBuckets = 16
	loadFactor   = 0.75
)

// HashMap returns the positions of entries with the given hash codes in the order in which a java.util.HashMap or HashSet
// that they were put into lists them: by bucket, and within a bucket as they were put.
func HashMap(hashes []int32) []int {
	buckets := firstBuckets
	for float64(len(hashes)) > loadFactor*float64(buckets) {
		buckets *= 2
	}
	order := make([]int, len(hashes))
	for i := range order {
		order[i] = i
	}
	bucket := func(i int) int {
		h := uint32(hashes[i])
		return int((h ^ h>>16) & uint32(buckets-1))
	}
	slices.SortStableFunc(order, func(a, b int) int { return bucket(a) - bucket(b) })
	return order
}

// Order returns the positions of keys in the order in which a java.util.HashMap lists them.
func Order(keys []string) []int {
	hashes := make([]int32, len(keys))
	for i, key := range keys {
		hashes[i] = HashCode(key)
	}
	return HashMap(hashes)
}

// SortKeys sorts keys as a java.util.HashMap lists them.
func SortKeys(keys []string) {
	sorted := make([]string, len(keys))
	for i, at := range Order(keys) {
		sorted[i] = keys[at]
	}
	copy(keys, sorted)
}

// A Random is a java.util.Random, a linear congruential generator of 48 bits.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/Random.html
type Random struct{ seed int64 }

const (
	multiplier = 0x5DEECE66D
	increment  = 0xB
	mask       = 1<<48 - 1
)

// NewRandom returns a generator with a seed.
func NewRandom(seed int64) *Random { return &Random{seed: (seed ^ multiplier) & mask} }

func (r *Random) next(bits uint) int32 {
	r.seed = (r.seed*multiplier + increment) & mask
	return int32(r.seed >> (48 - bits))
}

// NextInt returns a number from 0 to below bound, which must be positive.
func (r *Random) NextInt(bound int32) int32 {
	if bound&-bound == bound { // a power of 2
		return int32(int64(bound) * int64(r.next(31)) >> 31)
	}
	for {
		bits := r.next(31)
		n := bits % bound
		if bits-n+(bound-1) >= 0 {
			return n
		}
	}
}

// NextDouble returns a number from 0.0 to below 1.0.
func (r *Random) NextDouble() float64 {
	high := int64(r.next(26)) << 27
	return float64(high+int64(r.next(27))) / (1 << 53)
}

// Int64 casts a double to a long: towards zero, to the nearest long where it is out of range, and NaN to 0.
// https://docs.oracle.com/javase/specs/jls/se17/html/jls-5.html#jls-5.1.3
func Int64(f float64) int64 {
	switch {
	case f != f:
		return 0
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	default:
		return int64(f)
	}
}

// Int32 casts a double to an int, as Int64 does to a long.
func Int32(f float64) int32 {
	return int32(max(min(Int64(f), math.MaxInt32), math.MinInt32))
}
