package intrinsic

import (
	"fmt"
	"math"
	"math/bits"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// The functions take integers of 32 bits and floating-point numbers (measured: 3000000000 is an invalid argument of
// States.MathAdd, 1e309 is not). Other arguments than those of States.MathAdd lose their fraction, although the guide says that
// they are rounded (measured).

// number, index, positive and nonzero check arguments of numeric parameters.
func number(v value.Value) string {
	if f := v.Float(); f >= math.MinInt32 && f <= math.MaxInt32 || !isInteger(v) {
		return ""
	}
	return "an integer of 32 bits"
}

func index(v value.Value) string {
	if truncated(v) < 0 {
		return "0 or more"
	}
	return number(v)
}

func positive(v value.Value) string {
	if truncated(v) < 1 {
		return "1 or more"
	}
	return number(v)
}

func nonzero(v value.Value) string {
	if truncated(v) == 0 {
		return "an integer other than 0"
	}
	return number(v)
}

// truncated returns a number without its fraction; what is beyond 32 bits is the nearest integer of 32 bits.
func truncated(v value.Value) int32 { return java.Int32(v.Float()) }

// rounded returns the nearest integer as (int) Math.round(v) of Java does: halves go up (recorded for -1.5, 0.5 and 2.5), what
// is beyond 64 bits is the nearest integer of 64 bits, and of those the last 32 count.
func rounded(v value.Value) int32 {
	f := math.Floor(v.Float())
	if v.Float()-f >= 0.5 {
		f++
	}
	return int32(java.Int64(f))
}

func mathAdd(in input) (output, *refusal) {
	sum := int64(rounded(in.a)) + int64(rounded(in.b))
	if int64(int32(sum)) != sum {
		return value.Undefined, invalid(fmt.Sprintf("the sum %d has more than 32 bits", sum))
	}
	return value.Int(sum), nil
}

// mathRandom returns the numbers of java.util.Random for a seed (recorded: States.MathRandom-003, -015 and -022).
func mathRandom(in input) (output, *refusal) {
	start, end := truncated(in.a), truncated(in.b)
	if start >= end {
		return value.Undefined, invalid(fmt.Sprintf("the start %d is not less than the end %d", start, end))
	}
	size := end - start
	if size < 0 {
		return value.Undefined, invalid("the range has more than 2147483647 numbers")
	}
	if !in.c.IsUndefined() {
		return value.Int(int64(start + java.NewRandom(int64(truncated(in.c))).NextInt(size))), nil
	}
	offset, _ := bits.Mul64(in.host.Uint64(), uint64(size))
	return value.Int(int64(start) + int64(offset)), nil
}
