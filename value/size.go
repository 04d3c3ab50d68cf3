package value

import (
	"math"
	"unicode/utf8"
)

// Size returns the length of the JSON text in bytes of UTF-8; maxSize for a longer one, and for a value that nests deeper than
// MaxDepth.
func (v Value) Size() int {
	if v.box == nil {
		return v.scalarSize()
	}
	if n := v.box.size.Load(); n > 0 {
		return int(n - 1)
	}
	size, _ := v.extent(0, false)
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
	_, depth := v.extent(0, false)
	return depth
}

// maxSize is the largest size: a small value whose parts are shared may have a text longer than any memory.
const maxSize = math.MaxInt32

// tooDeep is the depth of what nests deeper than MaxDepth.
const tooDeep = MaxDepth + 1

// scalarSize is the size of what is not a container.
func (v Value) scalarSize() int {
	switch v.kind {
	case BoolKind:
		return len("true") + int(1-v.num) // or "false"
	case NumberKind:
		if v.str != "" {
			return len(v.str)
		}
		var buf [64]byte
		return len(appendFloat(buf[:0], v.num))
	case StringKind:
		return quotedSize(v.str)
	default:
		return len("null")
	}
}

// quotedSize is the length of what AppendQuoted appends.
func quotedSize(s string) int {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return len(AppendQuoted(make([]byte, 0, len(s)+len(s)/4), s))
		}
	}
	return len(s) + len(`""`)
}

// extent returns the size and depth of a container that is inside of outer others. It adds up those of the parts, each of
// which remembers its own, so that shared parts are measured once. With compact, the text that it was parsed from doesn't count.
func (v Value) extent(outer int, compact bool) (size, depth int) {
	if v.box == nil {
		return v.scalarSize(), 0
	}
	if v.kind == OpaqueKind {
		return len("null"), 0
	}
	known, deep := v.box.size.Load(), v.box.depth.Load()
	compact = compact && (v.box.text != "" || v.box.verbatim)
	if known > 0 && deep > 0 && !compact {
		return int(known - 1), int(deep)
	}
	if outer >= MaxDepth {
		return maxSize, tooDeep
	}
	size = 2 + max(v.Len()-1, 0)
	add := func(part *Value, compact bool) {
		n, d := part.extent(outer+1, compact)
		size, depth = min(size+n, maxSize), max(depth, d)
	}
	for _, elem := range v.box.each {
		if add(elem, compact || !v.box.verbatim); depth == tooDeep {
			break
		}
	}
	for i := 0; i < len(v.box.members) && depth < tooDeep; i++ {
		m := &v.box.members[i]
		size += quotedSize(m.Key) + 1
		add(&m.Value, true)
	}
	depth = min(depth+1, tooDeep)
	if depth == tooDeep {
		// It may be the outside that makes it too deep, so that it can't be remembered of this part.
		return maxSize, tooDeep
	}
	v.box.depth.Store(int32(depth))
	if compact {
		return size, depth
	}
	if known > 0 {
		size = int(known - 1) // of a text with whitespace
	}
	v.box.size.Store(int64(size) + 1)
	return size, depth
}
