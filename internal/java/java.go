// Package java imitates what shows through of the Java runtime of the service: the order in which a HashMap lists its keys,
// and the numbers that java.util.Random draws from a seed. Both are documented by Java, and all published answers of the
// service fit them; beyond those they are conclusions.
//
//	keys := []string{"position", "color", "region"}
//	java.Order(keys) // [1 0 2]: color, position, region
package java

import (
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// HashCode returns String.hashCode: s[0]·31ⁿ⁻¹ + … + s[n-1] over UTF-16 units.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/String.html#hashCode()
func HashCode(s string) int32 {
	var h int32
	for _, r := range s {
		if r < 0x10000 {
			h = 31*h + r
			continue
		}
		high, low := utf16.EncodeRune(r)
		h = 31*(31*h+high) + low
	}
	return h
}

// Length returns String.length(), the number of UTF-16 units.
func Length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// DecodeUTF8 returns new String(bytes, UTF_8): each part that is not UTF-8, as long as it may start a character, becomes U+FFFD.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/lang/String.html#<init>(byte%5B%5D,java.nio.charset.Charset)
func DecodeUTF8(bytes []byte) string {
	var b strings.Builder
	for len(bytes) > 0 {
		r, size := utf8.DecodeRune(bytes)
		if r == utf8.RuneError && size == 1 {
			size = malformed(bytes)
		}
		b.WriteRune(r)
		bytes = bytes[size:]
	}
	return b.String()
}

// malformed returns how many of the first bytes, which are not a character, could have started one. Surrogates count as
// characters here.
func malformed(bytes []byte) int {
	low, high, want := byte(0x80), byte(0xBF), 0
	switch c := bytes[0]; {
	case c >= 0xC2 && c <= 0xDF:
		want = 1
	case c >= 0xE0 && c <= 0xEF:
		want = 2
		if c == 0xE0 {
			low = 0xA0
		}
	case c >= 0xF0 && c <= 0xF4:
		want = 3
		switch c {
		case 0xF0:
			low = 0x90
		case 0xF4:
			high = 0x8F
		}
	}
	n := 1
	for n <= want && n < len(bytes) && bytes[n] >= low && bytes[n] <= high {
		n, low, high = n+1, 0x80, 0xBF
	}
	return n
}

// The capacity of a HashMap: it starts with 16 buckets, and has twice as many each time it is filled to three quarters.
const (
	firstBuckets = 16
	loadFactor   = 0.75
)

// HashMap returns the positions of entries with the given hash codes in the order in which a java.util.HashMap that they
// were put into one by one lists them: by bucket, and within a bucket as they were put.
func HashMap(hashes []int32) []int {
	return list(hashes, grown(firstBuckets, len(hashes)))
}

// HashSet is HashMap for a java.util.HashSet made of a collection of size elements; hashes has those of distinct elements.
// https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/HashSet.html#<init>(java.util.Collection)
func HashSet(hashes []int32, size int) []int {
	return list(hashes, max(firstBuckets, fitting(size)))
}

// Merged returns the positions of keys in the order in which a java.util.HashMap lists them that is a copy of one map, with
// the first keys, into which another of size entries was put: the copy has just the buckets that it needs.
func Merged(keys []string, first, size int) []int {
	buckets := fitting(first)
	if first == 0 {
		buckets = fitting(size)
	}
	return list(hashCodes(keys), grown(grown(buckets, size), len(keys)))
}

// fitting returns the number of buckets of a HashMap that is made for size entries.
func fitting(size int) int {
	return 1 << bits.Len(uint(float32(size)/loadFactor))
}

// grown returns the number of buckets of a HashMap that grew to size entries.
func grown(buckets, size int) int {
	for float64(size) > loadFactor*float64(buckets) {
		buckets *= 2
	}
	return buckets
}

func list(hashes []int32, buckets int) []int {
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
func Order(keys []string) []int { return HashMap(hashCodes(keys)) }

func hashCodes(keys []string) []int32 {
	hashes := make([]int32, len(keys))
	for i, key := range keys {
		hashes[i] = HashCode(key)
	}
	return hashes
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
