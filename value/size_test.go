package value

import (
	"errors"
	"testing"
)

// shared returns a tree of n levels whose branches are one and the same value.
func shared(n int) Value {
	v := Int(1)
	for range n {
		v = Object(Member{"a", v}, Member{"b", v})
	}
	return v
}

func nested(n int) Value {
	v := Int(1)
	for range n {
		v = Array(v)
	}
	return v
}

func TestSizeOfSharedParts(t *testing.T) {
	for n := range 12 {
		v := shared(n)
		if want := len(v.JSON()); v.Size() != want || v.Depth() != n {
			t.Errorf("size %d and depth %d, want %d and %d", v.Size(), v.Depth(), want, n)
		}
	}
	if v := shared(100); v.Size() != maxSize || v.Depth() != 100 {
		t.Errorf("size %d and depth %d of a tree of 2^100 leaves", v.Size(), v.Depth())
	}
}

func TestDepth(t *testing.T) {
	for _, c := range []struct {
		name string
		v    Value
		want int
	}{
		{"undefined", Undefined, 0},
		{"scalar", String("[[]]"), 0},
		{"opaque", Opaque(1), 0},
		{"empty", Array(), 1},
		{"parsed", MustParse(`{"a": [1, {"b": []}], "c": {}}`), 4},
		{"verbatim", VerbatimArray(MustParse(`[ [ ] ]`)), 3},
		{"deepest", nested(MaxDepth), MaxDepth},
		{"too deep", nested(MaxDepth + 1), MaxDepth + 1},
		{"much too deep", nested(1_000_000), MaxDepth + 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			for range 2 {
				if got := c.v.Depth(); got != c.want {
					t.Errorf("depth %d, want %d", got, c.want)
				}
			}
		})
	}
}

// TestSizeInsideOfDeep measures a part of what nests too deeply: its own depth is all that counts.
func TestSizeInsideOfDeep(t *testing.T) {
	part := nested(10)
	deep := part
	for range MaxDepth {
		deep = Array(deep)
	}
	if deep.Depth() != MaxDepth+1 || deep.Size() != maxSize {
		t.Errorf("depth %d, size %d", deep.Depth(), deep.Size())
	}
	if part.Depth() != 10 || part.Size() != len(part.JSON()) {
		t.Errorf("depth %d, size %d of the part", part.Depth(), part.Size())
	}
}

func TestSizeOfParsedText(t *testing.T) {
	v := MustParse(`{ "a" : [ 1 ] }`)
	if v.Depth() != 2 || v.Size() != len(v.JSON()) {
		t.Errorf("depth %d, size %d", v.Depth(), v.Size())
	}
}

func TestOfWhatContainsItself(t *testing.T) {
	m := map[string]any{}
	m["m"] = m
	list := []any{nil}
	list[0] = list
	for name, in := range map[string]any{"map": m, "slice": list, "both": []any{map[string]any{"m": m}}} {
		if v, err := Of(in); !errors.Is(err, errCycle) || !v.IsUndefined() {
			t.Errorf("%s: got %v, %v", name, v.Kind(), err)
		}
	}
}
