package intrinsic

import (
	"strconv"

	"github.com/aslcheck/aslcheck/value"
)

// MaxRange is the largest number of elements that States.ArrayRange makes.
const MaxRange = 1000

func array(in input) (output, string) { return value.Array(in.args...), "" }

func arrayContains(in input) (output, string) {
	for _, elem := range in.a.Elems() {
		if value.Equal(elem, in.b) {
			return value.True, ""
		}
	}
	return value.False, ""
}

func arrayGetItem(in input) (output, string) {
	i := round(in.b)
	if i < 0 || i >= int64(in.a.Len()) {
		return value.Undefined, "The index " + strconv.FormatInt(i, 10) + " is out of range for an array of length " +
			strconv.Itoa(in.a.Len())
	}
	return in.a.At(int(i)), ""
}

func arrayLength(in input) (output, string) { return value.Int(int64(in.a.Len())), "" }

func arrayPartition(in input) (output, string) {
	size := round(in.b)
	if size <= 0 {
		return value.Undefined, "The chunk size of " + in.call.Function.Name + " must be a positive integer"
	}
	elems := in.a.Elems()
	chunks := make([]value.Value, 0, 1)
	for len(elems) > 0 {
		n := int(min(size, int64(len(elems))))
		chunks = append(chunks, value.Array(elems[:n:n]...))
		elems = elems[n:]
	}
	return value.Array(chunks...), ""
}

func arrayRange(in input) (output, string) {
	first, last, step := round(in.a), round(in.b), round(in.c)
	if step == 0 {
		return value.Undefined, "The step of " + in.call.Function.Name + " must not be zero"
	}
	elems := []value.Value{}
	for n := first; step > 0 && n <= last || step < 0 && n >= last; n += step {
		if len(elems) == MaxRange {
			return value.Undefined, in.call.Function.Name + " must not make more than " + strconv.Itoa(MaxRange) + " elements"
		}
		elems = append(elems, value.Int(n))
		if after := n + step; step > 0 != (after > n) {
			break // beyond the range of integers
		}
	}
	return value.Array(elems...), ""
}

// rough is a key that equal values share.
type rough struct {
	kind value.Kind
	num  float64
	text string
	size int
}

func roughly(v value.Value) rough {
	r := rough{kind: v.Kind(), num: v.Float(), text: v.Text(), size: v.Len()}
	if v.Bool() {
		r.num = 1
	}
	return r
}

func arrayUnique(in input) (output, string) {
	elems := in.a.Elems()
	kept := make([]value.Value, 0, len(elems))
	seen := make(map[rough][]value.Value, len(elems))
next:
	for _, elem := range elems {
		key := roughly(elem)
		for _, other := range seen[key] {
			if value.Equal(elem, other) {
				continue next
			}
		}
		seen[key] = append(seen[key], elem)
		kept = append(kept, elem)
	}
	return value.Array(kept...), ""
}
