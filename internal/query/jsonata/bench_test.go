package jsonata_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// benchmarks are the expressions that speed is measured with.
var benchmarks = []struct{ name, expr string }{
	{"field", "order.id"},
	{"compare", "order.total > 100 and order.status = 'open'"},
	{"strings", "$uppercase($substringBefore(order.customer, ' ')) & '-' & $string(order.total)"},
	{"object", "{'id': order.id, 'who': order.customer, 'sum': order.total * 2, 'open': order.status = 'open'}"},
	{"sum", "$sum(items.(price * qty))"},
	{"map-filter", "$map($filter(items, function($i){ $i.price > 20 }), function($i){ $i.name & ': ' & $i.qty })"},
	{"group", "items{category: $sum(price)}"},
	{"sort", "items^(>price, name).name"},
	{"regex", "items[name ~> /^item-[0-4]+$/].name"},
	{"recursion", "($f := function($n){ $n <= 1 ? 1 : $n + $f($n - 1) }; $f(500))"},
}

// benchInput returns the document of the benchmarks: an order and a hundred items.
func benchInput() string {
	var items []string
	for i := range 100 {
		items = append(items, fmt.Sprintf(`{"name":"item-%d","price":%d.5,"qty":%d,"category":"c%d"}`, i, (i*37)%50, i%7+1, i%5))
	}
	return `{"order":{"id":"A-17","total":250,"status":"open","customer":"Ada Lovelace"},"items":[` + strings.Join(items, ",") + `]}`
}

// benchEnv lets the recursion be as deep as the reference does.
var benchEnv = &jsonata.Env{MaxDepth: unlimitedDepth}

func BenchmarkEval(b *testing.B) {
	input := value.MustParse(benchInput())
	for _, c := range benchmarks {
		expr, err := jsonata.Compile(c.expr)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := expr.Eval(input, benchEnv); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkCompile(b *testing.B) {
	for _, c := range benchmarks {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := jsonata.Compile(c.expr); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoop is what a loop of a state machine evaluates in each round.
func BenchmarkLoop(b *testing.B) {
	states := value.MustParse(`{"input":{"a":{"b":3}}}`)
	env := &jsonata.Env{Vars: func(name string) (value.Value, bool) {
		switch name {
		case "states":
			return states, true
		case "n":
			return value.Float(41), true
		}
		return value.Undefined, false
	}}
	path, _ := jsonata.Compile("$states.input.a.b")
	sum, _ := jsonata.Compile("$n + 1")
	b.ReportAllocs()
	for range b.N {
		_, _ = path.Eval(value.Undefined, env)
		_, _ = sum.Eval(value.Undefined, env)
	}
}

// TestBenchJSONata prints how many times faster than the reference each expression is evaluated and compiled.
func TestBenchJSONata(t *testing.T) {
	if os.Getenv("ASLCHECK_BENCH_JSONATA") == "" {
		t.Skip("set ASLCHECK_BENCH_JSONATA=1 to measure against the reference")
	}
	ref := startReference(t, "bench")
	input := benchInput()
	doc := value.MustParse(input)
	fmt.Printf("%-12s %12s %12s %7s   %12s %12s %7s\n", "expression", "reference", "aslcheck", "ratio", "compile", "aslcheck", "ratio")
	for _, c := range benchmarks {
		var theirs struct{ Eval, Compile float64 }
		ref.ask(t, question{c.expr, json.RawMessage(input)}, &theirs)
		expr, err := jsonata.Compile(c.expr)
		if err != nil {
			t.Fatal(err)
		}
		eval := least(func() { _, _ = expr.Eval(doc, benchEnv) })
		compile := least(func() { _, _ = jsonata.Compile(c.expr) })
		fmt.Printf("%-12s %10.1fµs %10.2fµs %6.1fx   %10.1fµs %10.2fµs %6.1fx\n",
			c.name, theirs.Eval/1000, eval/1000, theirs.Eval/eval, theirs.Compile/1000, compile/1000, theirs.Compile/compile)
	}
}

// least measures f in nanoseconds: the best of nine rounds, as on the other side, since machines are busy.
func least(f func()) float64 {
	best := 0.0
	for range 9 {
		n := 0
		start := time.Now()
		for time.Since(start) < 100*time.Millisecond {
			for range 10 {
				f()
			}
			n += 10
		}
		if took := float64(time.Since(start)) / float64(n); best == 0 || took < best {
			best = took
		}
	}
	return best
}
