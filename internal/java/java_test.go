package java

import (
	"fmt"
	"slices"
	"testing"
)

// TestHashCode follows the values of Java.
func TestHashCode(t *testing.T) {
	for s, want := range map[string]int32{"": 0, "a": 97, "abc": 96354, "polygenelubricants": -2147483648, "é": 233, "😀": 1772899} {
		if got := HashCode(s); got != want {
			t.Errorf("HashCode(%q) = %d, want %d", s, got, want)
		}
	}
}

// TestSortKeys follows orders that the service showed in outputs.
func TestSortKeys(t *testing.T) {
	for _, c := range []struct{ keys, want []string }{
		{[]string{"position", "color", "region"}, []string{"color", "position", "region"}},
		{[]string{"name", "role", "isActive"}, []string{"role", "name", "isActive"}},
		{nil, nil},
	} {
		SortKeys(c.keys)
		if !slices.Equal(c.keys, c.want) {
			t.Errorf("got %q, want %q", c.keys, c.want)
		}
	}
}

// TestSortKeysGrown has more keys than the first buckets take; the order is that of Java 17.
func TestSortKeysGrown(t *testing.T) {
	var keys []string
	for i := range 40 {
		keys = append(keys, fmt.Sprint("key", 7*i))
	}
	SortKeys(keys)
	want := []string{"key0", "key217", "key238", "key119", "key84", "key7"}
	if !slices.Equal(keys[:len(want)], want) || keys[39] != "key49" {
		t.Errorf("got %q", keys)
	}
}

// TestRandom follows numbers that the service drew: $random(42), and Java's own for the rest.
func TestRandom(t *testing.T) {
	if got := NewRandom(42).NextDouble(); got != 0.7275636800328681 {
		t.Errorf("NextDouble of 42 = %v", got)
	}
	r := NewRandom(42)
	if a, b, c := r.NextInt(10), r.NextInt(10), r.NextInt(16); a != 0 || b != 3 || c != 10 {
		t.Errorf("NextInt of 42 = %d, %d, %d", a, b, c)
	}
}
