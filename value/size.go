package value

import "math"

// Size returns the length of the JSON text in bytes of UTF-8; maxSize for a longer one, and for a value that nests deeper than
// MaxDepth.
func (v Value) Size() int {
	if v.box == nil {
		return len(v.AppendJSON(make([]byte, 0, 64)))
	}
	if n := v.box.size.Load(); n > 0 {
		return int(n - 1)
	}
	size, _ := v.extent(0)
	return size
}

// Depth returns how deep arrays and objects nest in v: 0 for a scalar, 1 for [1]; MaxDepth + 1 for everything deeper than
// MaxDepth.
func (v Value) Depth() int {
	if v.box == nil || v.kind == OpaqueKind {
		return 0
	}
	if n := v.box.depth.Load(); n > 0 {
		return int(n)
	}
	_, depth := v.extent(0)
	return depth
}

// maxSize is the largest size: a small value whose parts are shared may have a text longer than any memory.
const maxSize = math.MaxInt32

// tooDeep is the depth of what nests deeper than MaxDepth.
const tooDeep = MaxDepth + 1

// extent returns the size and depth of a container that is inside of outer others. It adds up those of the parts, each of
// which remembers its own, so that shared parts are measured once.
func (v Value) extent(outer int) (size, depth int) {
	if v.kind == OpaqueKind {
		return len("null"), 0
	}
	known, deep := v.box.size.Load(), v.box.depth.Load()
	if known > 0 && deep > 0 {
		return int(known - 1), int(deep)
	}
	if outer >= MaxDepth {
		return maxSize, tooDeep
	}
	size = 2 + max(v.Len()-1, 0)
	add := func(part Value, verbatim bool) {
		n, d := part.partExtent(outer+1, verbatim)
		size, depth = min(size+n, maxSize), max(depth, d)
	}
	for i := 0; i < len(v.box.elems) && depth < tooDeep; i++ {
		add(v.box.elems[i], v.box.verbatim)
	}
	var buf [64]byte
	for i := 0; i < len(v.box.members) && depth < tooDeep; i++ {
		m := &v.box.members[i]
		size += len(AppendQuoted(buf[:0], m.Key)) + 1
		add(m.Value, false)
	}
	depth = min(depth+1, tooDeep)
	if depth == tooDeep {
		// It may be the outside that makes it too deep, so that it can't be remembered of this part.
		return maxSize, tooDeep
	}
	if known > 0 {
		size = int(known - 1) // of a text with whitespace
	}
	v.box.size.Store(int64(size) + 1)
	v.box.depth.Store(int32(depth))
	return size, depth
}

// partExtent is extent of a part of a container, which is written without whitespace unless it is verbatim.
func (v Value) partExtent(outer int, verbatim bool) (size, depth int) {
	if v.box == nil {
		return v.Size(), 0
	}
	if !verbatim {
		v = v.Compact()
	}
	return v.extent(outer)
}
