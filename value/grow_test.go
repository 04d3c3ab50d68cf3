package value_test

import (
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// numbered returns an object with n members.
func numbered(n int) value.Value {
	members := make([]value.Member, n)
	for i := range members {
		members[i] = value.Member{Key: fmt.Sprintf("k%d", i), Value: value.Int(int64(i))}
	}
	return value.Object(members...)
}

// TestGrow makes sure that containers that share their first parts don't see the parts of each other.
func TestGrow(t *testing.T) {
	base := numbered(100).With("a", value.True)
	left, right := base.With("left", value.True), base.With("right", value.False)
	both := left.With("right", value.Null)
	for _, tc := range []struct {
		name        string
		v           value.Value
		left, right string
	}{
		{"base", base, "", ""},
		{"left", left, "true", ""},
		{"right", right, "", "false"},
		{"both", both, "true", "null"},
		{"compact", left.Compact().With("right", value.Null), "true", "null"},
		{"changed", both.With("left", value.Null), "null", "null"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for key, want := range map[string]string{"left": tc.left, "right": tc.right, "a": "true", "k99": "99", "k100": ""} {
				got, ok := tc.v.Get(key)
				if ok != (want != "") || ok && got.JSON() != want {
					t.Errorf("member %s is %s, %t; want %q", key, got.JSON(), ok, want)
				}
			}
			text := tc.v.JSON()
			if parsed, err := value.Parse(text); err != nil || !value.Equal(parsed, tc.v) || tc.v.Size() != len(text) || tc.v.Depth() != 1 {
				t.Errorf("size %d, depth %d of %s (%v)", tc.v.Size(), tc.v.Depth(), text, err)
			}
		})
	}
}

func TestAppend(t *testing.T) {
	list := value.Array()
	for i := range 200 {
		longer := list.Append(value.Int(int64(i)))
		other := list.Append(value.String("x"), value.Array(value.True))
		if list.Len() != i || longer.At(i).JSON() != strconv.Itoa(i) || other.At(i).Text() != "x" || other.Len() != i+2 {
			t.Fatalf("got %s, %s and %s", list, longer, other)
		}
		for _, v := range []value.Value{list, longer, other} {
			if v.Size() != len(v.JSON()) {
				t.Fatalf("size %d of %s", v.Size(), v)
			}
		}
		if list = longer; i%3 == 0 {
			list.SetChecked()
		}
		if n := list.Checked(); n > list.Len() {
			t.Fatalf("%d of %d elements are checked", n, list.Len())
		}
	}
	if other, _ := value.Parse(list.JSON()); !value.Equal(list, other) || list.Checked() != 199 {
		t.Errorf("got %s, of which %d are checked", list, list.Checked())
	}
}

// TestGrowInParallel is for the race detector.
func TestGrowInParallel(t *testing.T) {
	base := numbered(100).With("a", value.True)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			v := base
			for k := range 100 {
				v = v.With(fmt.Sprintf("%d/%d", i, k), value.Int(int64(k)))
			}
			if got, _ := v.Get(fmt.Sprintf("%d/99", i)); v.Len() != 201 || got.JSON() != "99" {
				t.Errorf("got %d members and %s", v.Len(), got)
			}
		})
	}
	all.Wait()
}

func TestMergeLarge(t *testing.T) {
	var b value.ObjectBuilder
	b.Merge(numbered(50))
	b.Merge(value.Object(value.Member{Key: "new", Value: value.True}))
	if n := b.Len(); n != 51 {
		t.Errorf("got %d members", n)
	}
	b.Set("k3", value.Null)
	b.Set("last", value.False)
	v := b.Object()
	if got, want := fmt.Sprint(v.Members()[3], v.Members()[50:]), "{k3 null} [{new true} {last false}]"; got != want || v.Len() != 52 {
		t.Errorf("got %s and %d members, want %s", got, v.Len(), want)
	}
	if v, ok := numbered(50).Get("k3"); !ok || v.JSON() != "3" || b.Len() != 0 {
		t.Errorf("the source has %s", v)
	}
}

func TestSharedMembers(t *testing.T) {
	base := numbered(40).With("a", value.True)
	longer := base.With("b", value.True)
	if n := value.SharedMembers(base, longer); n != 41 {
		t.Errorf("got %d", n)
	}
	if n := value.SharedMembers(numbered(40), numbered(40)); n != 0 {
		t.Errorf("got %d", n)
	}
}

// TestPart compares the size and the depth of parts of arrays with those of arrays of the same elements, which are counted.
func TestPart(t *testing.T) {
	for _, text := range []string{`[1,"two",null,4.50,true,"\u00e9"]`, `[1,[2],3,4]`, `[ 1, 2, 3 ]`, `[]`, `[[],[],[]]`} {
		parsed, err := value.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, whole := range []value.Value{parsed, value.Array(parsed.Elems()...)} {
			for _, known := range []bool{false, true} {
				if known {
					whole.Size()
				}
				for from := range whole.Len() + 1 {
					for to := from; to <= whole.Len(); to++ {
						part, want := whole.Part(from, to), value.Array(whole.Elems()[from:to]...)
						if part.Size() != want.Size() || part.Depth() != want.Depth() || part.String() != want.String() {
							t.Errorf("%s from %d to %d: %s has size %d and depth %d, want %d and %d", text, from, to, part, part.Size(), part.Depth(), want.Size(), want.Depth())
						}
					}
				}
			}
		}
	}
}
