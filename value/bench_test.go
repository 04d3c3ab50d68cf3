package value

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// document returns a JSON document of about 100 bytes for each of n entries.
func document(n int) string {
	var b strings.Builder
	b.WriteString(`{"items": [`)
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, `{"id": %d, "name": "entry %d", "price": %d.50, "tags": ["a", "b\n"], "ok": true, "none": null}`, i, i, i)
	}
	b.WriteString(`]}`)
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	text := document(1000)
	b.Run("aslcheck", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			MustParse(text)
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var v any
			if err := json.Unmarshal([]byte(text), &v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAppendCompact(b *testing.B) {
	v := MustParse(document(1000))
	buf := v.AppendCompact(nil)
	b.SetBytes(int64(len(buf)))
	for b.Loop() {
		buf = v.AppendCompact(buf[:0])
	}
}

// BenchmarkWith changes one member of a large document, as an execution does with ResultPath.
func BenchmarkWith(b *testing.B) {
	v := MustParse(document(1000))
	b.ReportAllocs()
	for b.Loop() {
		v.With("result", True)
	}
}

func BenchmarkGet(b *testing.B) {
	for _, n := range []int{4, 15, 100} {
		var builder ObjectBuilder
		for i := range n {
			builder.Set(fmt.Sprint("member", i), Int(int64(i)))
		}
		v := builder.Object()
		key := fmt.Sprint("member", n-1)
		b.Run(fmt.Sprint("members=", n), func(b *testing.B) {
			for b.Loop() {
				v.Get(key)
			}
		})
	}
}

func BenchmarkEqual(b *testing.B) {
	x, y := MustParse(document(1000)), MustParse(document(1000))
	for b.Loop() {
		if !Equal(x, y) {
			b.Fatal("not equal")
		}
	}
}
