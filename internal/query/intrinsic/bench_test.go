package intrinsic

import "testing"

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("States.Format('Hello {}, {}', $.name, States.MathAdd($.n, 1))"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEval(b *testing.B) {
	scope := testScope()
	for _, text := range []string{
		"States.MathAdd($.n, 1)", "States.Format('Hello {}, {}', $.name, $.n)", "States.ArrayLength($.list)",
		"States.StringSplit($.text, '.,')", "States.Hash($.name, 'SHA-256')",
	} {
		b.Run(text, func(b *testing.B) {
			c, err := Parse(text)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.Eval(scope, fixedHost{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
