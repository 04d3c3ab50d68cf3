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

// sortKeys sorts keys as a HashMap lists them.
func sortKeys(keys []string) {
	sorted := make([]string, len(keys))
	for i, at := range Order(keys) {
		sorted[i] = keys[at]
	}
	copy(keys, sorted)
}

// TestOrder follows orders that the service showed in outputs.
func TestOrder(t *testing.T) {
	for _, c := range []struct{ keys, want []string }{
		{[]string{"position", "color", "region"}, []string{"color", "position", "region"}},
		{[]string{"name", "role", "isActive"}, []string{"role", "name", "isActive"}},
		{nil, nil},
	} {
		sortKeys(c.keys)
		if !slices.Equal(c.keys, c.want) {
			t.Errorf("got %q, want %q", c.keys, c.want)
		}
	}
}

// TestOrderGrown has more keys than the first buckets take; the order is that of Java 17.
func TestOrderGrown(t *testing.T) {
	var keys []string
	for i := range 40 {
		keys = append(keys, fmt.Sprint("key", 7*i))
	}
	sortKeys(keys)
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

// TestMerged follows objects that States.JsonMerge gave (recorded: test_json_merge, test_json_merge_escaped_argument,
// States.JsonMerge-009 and -020), and Java 17 for objects of more buckets.
func TestMerged(t *testing.T) {
	for _, c := range []struct {
		first, second int
		keys, want    []string
	}{
		{3, 3, []string{"a", "b", "d", "c"}, []string{"a", "b", "c", "d"}},
		{1, 1, []string{"constant_in_literal", "constant_input_field"}, []string{"constant_input_field", "constant_in_literal"}},
		{1, 2, []string{"value", "fallback"}, []string{"value", "fallback"}},
		{1, 1, []string{"__proto__", "x"}, []string{"x", "__proto__"}},
		{0, 1, []string{"x"}, []string{"x"}},
		{0, 5, []string{"b0", "b104729", "b209458", "b314187", "b418916"}, []string{"b314187", "b209458", "b0", "b104729", "b418916"}},
		{5, 2, []string{"a0", "a7919", "a15838", "a23757", "a31676", "b0", "b104729"}, []string{"b104729", "a15838", "a23757", "a7919", "a31676", "b0", "a0"}},
	} {
		var got []string
		for _, at := range Merged(c.keys, c.first, c.second) {
			got = append(got, c.keys[at])
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// TestHashSet has a set of fewer elements than the collection that it is made of, which decides on the buckets; the order is
// that of Java 17.
func TestHashSet(t *testing.T) {
	keys := []string{"k0", "k2018", "k3027", "k4036", "k62", "k93", "k7063", "k8072", "k9081", "k155", "k12108", "k13117", "k14126", "k217", "k248", "k17153", "k18162", "k19171"}
	var got []string
	for _, at := range HashSet(hashCodes(keys), 20) {
		got = append(got, keys[at])
	}
	if want := []string{"k8072", "k93", "k0", "k9081", "k62", "k14126", "k13117", "k2018", "k12108", "k3027", "k4036", "k155", "k18162", "k248", "k19171", "k7063", "k217", "k17153"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDecodeUTF8 follows Java 17.
func TestDecodeUTF8(t *testing.T) {
	for bytes, want := range map[string]string{
		"aé😀": "aé😀", "\xa0\x80": "\uFFFD\uFFFD", "\xe1\xa0A": "\uFFFDA", "\xed\xa0\x80A": "\uFFFDA", "\xf0\x90\x80": "\uFFFD",
		"\xf4\x90\x80\x80": "\uFFFD\uFFFD\uFFFD\uFFFD", "\xc0\x80": "\uFFFD\uFFFD",
	} {
		if got := DecodeUTF8([]byte(bytes)); got != want {
			t.Errorf("%x: got %q, want %q", bytes, got, want)
		}
	}
	if Length("aé😀") != 4 {
		t.Error("😀 has two units")
	}
}
