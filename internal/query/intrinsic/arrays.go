package intrinsic

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// MaxRange is the largest number of elements that States.ArrayRange makes.
const MaxRange = 1000

func array(in input) (output, *refusal) { return value.Array(in.args...), nil }

// arrayContains compares texts, as the service was measured to do: 1 and "1" are the same, and an object is another one when
// its members are in another order.
func arrayContains(in input) (output, *refusal) {
	sought := appendJava(nil, in.b)
	var buf []byte
	for _, elem := range in.a.Elems() {
		buf = appendJava(buf[:0], elem)
		if string(buf) == string(sought) {
			return value.True, nil
		}
	}
	return value.False, nil
}

func arrayGetItem(in input) (output, *refusal) {
	i := int(truncated(in.b))
	if i >= in.a.Len() {
		return value.Undefined, invalid(fmt.Sprintf("the index %d is out of range for an array of length %d", i, in.a.Len()))
	}
	return in.a.At(i), nil
}

func arrayLength(in input) (output, *refusal) { return value.Int(int64(in.a.Len())), nil }

func arrayPartition(in input) (output, *refusal) {
	size := int(truncated(in.b))
	elems := in.a.Elems()
	chunks := make([]value.Value, 0, 1)
	for len(elems) > 0 {
		n := min(size, len(elems))
		chunks = append(chunks, value.Array(elems[:n:n]...))
		elems = elems[n:]
	}
	return value.Array(chunks...), nil
}

func arrayRange(in input) (output, *refusal) {
	first, last, step := int64(truncated(in.a)), int64(truncated(in.b)), int64(truncated(in.c))
	elems := []value.Value{}
	for n := first; step > 0 && n <= last || step < 0 && n >= last; n += step {
		if len(elems) == MaxRange {
			return value.Undefined, invalid(fmt.Sprintf("the array has more than %d elements", MaxRange))
		}
		elems = append(elems, value.Int(n))
	}
	return value.Array(elems...), nil
}

// arrayUnique lists the elements as a java.util.HashSet does (measured: [[1,2],[2,1]] becomes [[2,1],[1,2]], and null comes
// before 1).
func arrayUnique(in input) (output, *refusal) {
	elems := in.a.Elems()
	kept := make([]value.Value, 0, len(elems))
	hashes := make([]int32, 0, len(elems))
	// The hash codes are those of Java, of which anyone can make many that are the same.
	seen := make(map[string]bool, len(elems))
	var key []byte
	for _, elem := range elems {
		key = appendKey(key[:0], elem)
		if seen[string(key)] {
			continue
		}
		seen[string(key)] = true
		kept, hashes = append(kept, elem), append(hashes, hashCode(elem))
	}
	unique := make([]value.Value, len(kept))
	for i, at := range java.HashSet(hashes, len(elems)) {
		unique[i] = kept[at]
	}
	return value.Array(unique...), nil
}
