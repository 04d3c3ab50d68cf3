package value

import (
	"strings"
	"testing"
)

func TestHead(t *testing.T) {
	for _, v := range []Value{
		Undefined, Null, True, Int(12), String("a\"b"), Array(), Object(), MustParse(`{ "a" : [1, {"b": null}] }`),
		Array(MustParse(`[ 1 ]`), Object(Member{"k", String("x")}, Member{"l", Array(Int(1), Int(2))})),
	} {
		if got := v.Head(1000); got != v.JSON() {
			t.Errorf("got %s, want %s", got, v.JSON())
		}
	}
	v := shared(12)
	text := v.JSON()
	for _, limit := range []int{0, 1, 10, 100, 1000} {
		if got := v.Head(limit); !strings.HasPrefix(text, strings.TrimRight(got, "}")) || len(got) < limit || len(got) > limit+100 {
			t.Errorf("%d bytes: got %d: %s", limit, len(got), got)
		}
	}
	if got := shared(1000).Head(100); len(got) < 100 || len(got) > 5000 {
		t.Errorf("got %d bytes of a tree of 2^1000 leaves", len(got))
	}
	if got := nested(1_000_000).Head(1 << 20); len(got) > 2<<20 {
		t.Errorf("got %d bytes of what nests deeply", len(got))
	}
}
