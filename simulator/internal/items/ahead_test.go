package items

import (
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// TestReadAhead goes over lists at both sides of the length from which they are read ahead, begins again in the middle, and goes on
// after the end.
func TestReadAhead(t *testing.T) {
	for _, size := range []int{longList - 1, longList, longList + 1, 3*aheadSize*longList/1024 + 7} {
		elems := make([]value.Value, size)
		for i := range elems {
			elems[i] = value.Int(int64(i))
		}
		s := Over(value.Array(elems...), "x")
		for range 700 {
			s.Next()
		}
		s.Rewind()
		for i := range size {
			item, ok := s.Next()
			if n, _ := item.Value.Int(); !ok || n != int64(i) || item.Index != i || item.Source != "x" {
				t.Fatalf("%d of %d: got %v, %t", i, size, item, ok)
			}
		}
		for range 2 {
			if item, ok := s.Next(); ok {
				t.Fatalf("after the end of %d: got %v", size, item)
			}
		}
	}
}

func TestReadAheadPanics(t *testing.T) {
	left := 2 * aheadSize
	a := newAhead(func() (Item, bool, error) {
		if left--; left < 0 {
			panic("BUG: nothing left")
		}
		return Item{}, true, nil
	})
	defer func() {
		if got := recover(); got != "BUG: nothing left" {
			t.Errorf("recovered %v", got)
		}
	}()
	for range 3 * aheadSize {
		if _, _, err := a.next(); err != nil {
			t.Fatal(err)
		}
	}
	t.Error("no panic")
}
