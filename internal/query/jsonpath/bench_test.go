package jsonpath

import (
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

func BenchmarkParse(b *testing.B) {
	for _, path := range []string{"$.a.b", "$.items[?(@.id == $want.id && @.ok)].id"} {
		b.Run(path, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Parse(path); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEval(b *testing.B) {
	scope := Scope(shopScope())
	for _, path := range []string{"$.deep.a", "$.items[1].id", "$$.Map.Item.Index", "$.items[*].id", "$..v", "$.items[?(@.id == 2)].ok"} {
		b.Run(path, func(b *testing.B) {
			p := mustParse(b, path)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := p.Eval(scope); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSet(b *testing.B) {
	p := mustParse(b, "$.deep.a.new")
	doc := value.MustParse(shop)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Set(doc, value.True); err != nil {
			b.Fatal(err)
		}
	}
}

func TestEvalDoesNotAllocate(t *testing.T) {
	p := mustParse(t, "$.deep.b[0].v")
	scope := Scope(shopScope())
	if n := testing.AllocsPerRun(100, func() { _, _ = p.Eval(scope) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}
