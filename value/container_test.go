package value

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

func TestWith(t *testing.T) {
	doc := MustParse(`{"a": 1, "b": 2}`)
	for _, c := range []struct {
		name string
		got  Value
		want string
	}{
		{"new member", doc.With("c", Int(3)), `{"a":1,"b":2,"c":3}`},
		{"old member keeps its position", doc.With("a", Null), `{"a":null,"b":2}`},
		{"member of no object", Int(1).With("a", True), `{"a":true}`},
		{"member of undefined", Undefined.With("a", True), `{"a":true}`},
		{"without", doc.Without("a"), `{"b":2}`},
		{"without the last", doc.Without("a").Without("b"), `{}`},
		{"without what is not there", doc.Without("x").Compact(), `{"a":1,"b":2}`},
		{"without of no object", Int(1).Without("a"), `1`},
		{"element", MustParse(`[1, 2]`).WithAt(1, String("x")), `[1,"x"]`},
		{"no such element", MustParse(`[1,2]`).WithAt(2, Null), `[1,2]`},
		{"negative element", MustParse(`[1,2]`).WithAt(-1, Null), `[1,2]`},
		{"element of no array", String("x").WithAt(0, Null), `"x"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.got.JSON(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if got := doc.JSON(); got != `{"a": 1, "b": 2}` {
				t.Errorf("the original is now %s", got)
			}
		})
	}
}

// TestChangesDoNotShow adds to values that share memory, in all orders in which one append could overwrite the other's.
func TestChangesDoNotShow(t *testing.T) {
	base := MustParse(`{"a": 1}`)
	for i := range 10 {
		base = base.With("k"+strconv.Itoa(i), Int(int64(i)))
	}
	left, right := base.With("x", String("left")), base.With("x", String("right"))
	if l, _ := left.Get("x"); l.Text() != "left" {
		t.Errorf("left has %s", l)
	}
	if r, _ := right.Get("x"); r.Text() != "right" {
		t.Errorf("right has %s", r)
	}
	if _, ok := base.Get("x"); ok {
		t.Error("the base was changed")
	}
	shorter := base.Without("a")
	if base.Members()[0].Key != "a" || shorter.Members()[0].Key != "k0" {
		t.Error("Without moved the members of its receiver")
	}
	list := Array(Int(1), Int(2))
	if changed := list.WithAt(0, Int(9)); list.At(0).Float() != 1 || changed.At(0).Float() != 9 {
		t.Error("WithAt changed its receiver")
	}
}

func TestDeepChangesShareTheRest(t *testing.T) {
	doc := MustParse(`{"big": [1, 2, 3], "small": {"x": 1}}`)
	small, _ := doc.Get("small")
	changed := doc.With("small", small.With("y", Int(2)))
	before, _ := doc.Get("big")
	after, _ := changed.Get("big")
	if &before.Elems()[0] != &after.Elems()[0] {
		t.Error("the untouched array was copied")
	}
	if got := changed.JSON(); got != `{"big":[1,2,3],"small":{"x":1,"y":2}}` {
		t.Errorf("got %s", got)
	}
}

func TestTextOfParts(t *testing.T) {
	part := MustParse(`{ "a" : [ 1 ] }`)
	for _, c := range []struct {
		name string
		v    Value
		want string
	}{
		{"itself", part, `{ "a" : [ 1 ] }`},
		{"in an array", Array(part, Int(1)), `[{"a":[1]},1]`},
		{"in an object", Object(Member{"x", part}), `{"x":{"a":[1]}}`},
		{"in a verbatim array", VerbatimArray(part, Int(1)), `[{ "a" : [ 1 ] },1]`},
		{"in a compact verbatim array", VerbatimArray(part).Compact(), `[{"a":[1]}]`},
		{"in a verbatim array in an array", Array(VerbatimArray(part)), `[[{"a":[1]}]]`},
		{"in a verbatim array in a verbatim array", VerbatimArray(VerbatimArray(part)), `[[{ "a" : [ 1 ] }]]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.v.JSON(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			if got := c.v.Size(); got != len(c.want) {
				t.Errorf("size %d, want %d", got, len(c.want))
			}
			if got := c.v.Compact().JSON(); got != string(c.v.AppendCompact(nil)) {
				t.Errorf("compact %s", got)
			}
		})
	}
}

func TestLargeObjects(t *testing.T) {
	var b ObjectBuilder
	b.Grow(100)
	for i := range 100 {
		b.Set(fmt.Sprint("k", i), Int(int64(i)))
	}
	b.Set("k50", True)
	if v, ok := b.Get("k50"); !ok || !v.Bool() || b.Len() != 100 {
		t.Errorf("k50 is %s of %d members", v, b.Len())
	}
	if _, ok := b.Get("x"); ok {
		t.Error("found what was not set")
	}
	v := b.Object()
	if b.Len() != 0 {
		t.Error("the builder is not empty")
	}
	if got, ok := v.Get("k99"); !ok || got.Float() != 99 {
		t.Errorf("k99 is %s", got)
	}
	if _, ok := v.Get("x"); ok {
		t.Error("found what is not there")
	}
	if got := v.Without("k0").With("k50", Int(50)); got.Len() != 99 || got.Members()[49].Value.Float() != 50 {
		t.Errorf("got %s", got)
	}
}

func TestObjectBuilderKeepsFirstPlaces(t *testing.T) {
	var b ObjectBuilder
	for _, key := range []string{"b", "a", "b", "c", "a"} {
		b.Set(key, Int(int64(b.Len())))
	}
	if got := b.Object().JSON(); got != `{"b":2,"a":3,"c":2}` {
		t.Errorf("got %s", got)
	}
	b.Set("x", Null)
	if got := b.Object().JSON(); got != `{"x":null}` {
		t.Errorf("reused, got %s", got)
	}
}

func TestKeysStopsWhenAsked(t *testing.T) {
	keys := slices.Collect(MustParse(`{"b": 1, "a": 2}`).Keys())
	if strings.Join(keys, " ") != "b a" {
		t.Errorf("got %v", keys)
	}
	for range MustParse(`{"b": 1, "a": 2}`).Keys() {
		return
	}
}

// TestConcurrentUse makes the race detector look at what is computed on first use.
func TestConcurrentUse(t *testing.T) {
	var b ObjectBuilder
	for i := range 50 {
		b.Set(strconv.Itoa(i), Array(Int(int64(i))))
	}
	v := b.Object()
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got, _ := v.Get("49"); got.At(0).Float() != 49 {
				t.Error("not found")
			}
			if v.Size() != len(v.JSON()) {
				t.Error("wrong size")
			}
			v.With("x", Null)
		})
	}
	group.Wait()
}

// TestMerge sets the members of objects with few and with many members, and compares with setting them one by one.
func TestMerge(t *testing.T) {
	object := func(from, to int) Value {
		var b ObjectBuilder
		for i := from; i < to; i++ {
			b.Set(strconv.Itoa(i), Int(int64(from)))
		}
		return b.Object()
	}
	for _, parts := range [][]Value{
		{object(0, 3), object(2, 5)},
		{object(0, 40), object(30, 100), object(0, 1), object(90, 101)},
		{object(0, 0), object(5, 60), Null, object(0, 70)},
		{String("x")},
	} {
		var merged, set ObjectBuilder
		for _, part := range parts {
			merged.Merge(part)
			for _, m := range part.Members() {
				set.Set(m.Key, m.Value)
			}
		}
		first := parts[0].JSON()
		if got, want := merged.Object().JSON(), set.Object().JSON(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		if parts[0].JSON() != first {
			t.Errorf("the first object became %s", parts[0].JSON())
		}
	}
}
