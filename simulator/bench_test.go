package simulator_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A workload is a definition with what one run of it does.
type workload struct {
	name        string
	definition  string
	input       string
	output      string // "" where it is not checked
	transitions int
	virtual     time.Duration
	tasks       simulator.TaskHandler
}

// workloads are the shapes that engines for state machines are compared by.
func workloads() []workload {
	echo := simulator.TaskFunc(func(_ context.Context, call simulator.Call) (simulator.Reply, error) {
		return simulator.Reply{Output: call.Arguments}, nil
	})
	flaky := simulator.TaskFunc(func(_ context.Context, call simulator.Call) (simulator.Reply, error) {
		if call.Attempt <= 3 {
			return simulator.Reply{Failure: &simulator.Failure{Error: "Custom.Flaky", Cause: "not yet"}}, nil
		}
		return simulator.Reply{Output: value.MustParse(`{"ok":true}`)}, nil
	})
	ok := simulator.TaskFunc(func(context.Context, simulator.Call) (simulator.Reply, error) {
		return simulator.Reply{Output: value.MustParse(`{"ok":true}`)}, nil
	})
	return []workload{
		{"a-pass-chain-1000", passChain(1000), `{"hello":"world"}`, `{"hello":"world"}`, 1000, 0, nil},
		{"b-choice-loop-10000", choiceLoop, `{"n":0}`, `{"n":10000}`, 20_001, 0, nil},
		{"b2-choice-loop-10000-jsonata", choiceLoopJSONata, `{}`, `{"n":10000}`, 20_002, 0, nil},
		{"c1-map-10000-pass", fmt.Sprintf(mapOver, `"Type":"Pass"`), items(10_000, "%d"), list(10_000, "%d"), 10_001, 0, nil},
		{
			"c2-map-10000-task", fmt.Sprintf(mapOver, `"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:body"`),
			items(10_000, "%d"), list(10_000, "%d"), 10_001, 0, echo,
		},
		{"c3-map-10000-iterator", iterator, items(10_000, `{"i":%d}`), "", 10_001, 0, nil},
		{"d-retry-3", retry3, `{}`, `{"ok":true}`, 1, 7 * time.Second, flaky},
		{"e-wait-60", `{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"End":true}}}`, `{}`, `{}`, 1, time.Minute, nil},
		{"f-jsonata-1000", orders, orderInput(1000), "", 1001, 0, nil},
		{"h-three-states", threeStates, `{"q":1}`, `{"ok":true}`, 3, 0, ok},
	}
}

func passChain(n int) string {
	var b strings.Builder
	b.WriteString(`{"StartAt":"P0000","States":{`)
	for i := range n - 1 {
		fmt.Fprintf(&b, `"P%04d":{"Type":"Pass","Next":"P%04d"},`, i, i+1)
	}
	fmt.Fprintf(&b, `"P%04d":{"Type":"Pass","End":true}}}`, n-1)
	return b.String()
}

func list(n int, format string) string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf(format, i)
	}
	return "[" + strings.Join(texts, ",") + "]"
}

func items(n int, format string) string { return `{"items":` + list(n, format) + `}` }

const (
	choiceLoop = `{"StartAt":"Add","States":{
 "Add":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"Check"},
 "Check":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericLessThan":10000,"Next":"Add"}],"Default":"Done"},
 "Done":{"Type":"Succeed"}}}`
	choiceLoopJSONata = `{"QueryLanguage":"JSONata","StartAt":"Init","States":{
 "Init":{"Type":"Pass","Assign":{"n":0},"Next":"Add"},
 "Add":{"Type":"Pass","Assign":{"n":"{% $n + 1 %}"},"Next":"Check"},
 "Check":{"Type":"Choice","Choices":[{"Condition":"{% $n < 10000 %}","Next":"Add"}],"Default":"Done"},
 "Done":{"Type":"Succeed","Output":{"n":"{% $n %}"}}}}`
	mapOver = `{"StartAt":"Each","States":{"Each":{"Type":"Map","ItemsPath":"$.items","End":true,
 "ItemProcessor":{"ProcessorConfig":{"Mode":"INLINE"},"StartAt":"Body","States":{"Body":{%s,"End":true}}}}}}`
	iterator = `{"StartAt":"Each","States":{"Each":{"Type":"Map","ItemsPath":"$.items","ResultPath":"$.out","End":true,
 "Iterator":{"StartAt":"Body","States":{"Body":{"Type":"Pass","End":true}}}}}}`
	retry3 = `{"StartAt":"Flaky","States":{"Flaky":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:flaky",
 "Retry":[{"ErrorEquals":["States.ALL"],"IntervalSeconds":1,"BackoffRate":2,"MaxAttempts":3}],"End":true}}}`
	threeStates = `{"StartAt":"A","States":{
 "A":{"Type":"Pass","Result":{"x":1},"ResultPath":"$.a","Next":"B"},
 "B":{"Type":"Choice","Choices":[{"Variable":"$.a.x","NumericEquals":1,"Next":"C"}],"Default":"F"},
 "C":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:c","Retry":[{"ErrorEquals":["States.ALL"]}],
  "Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}],"End":true},
 "F":{"Type":"Fail","Error":"E","Cause":"c"}}}`
	orders = `{"QueryLanguage":"JSONata","StartAt":"Each","States":{"Each":{"Type":"Map","Items":"{% $states.input.orders %}","End":true,
 "ItemProcessor":{"ProcessorConfig":{"Mode":"INLINE"},"StartAt":"T","States":{"T":{"Type":"Pass","Output":
 "{% $states.input.{'id': id, 'total': $sum(lines.(qty * price)), 'skus': $join($sort(lines.sku), ','), 'big': lines[qty > 5].sku, 'name': $uppercase(customer.first & ' ' & customer.last)} %}",
 "End":true}}}}}}`
)

func orderInput(n int) string {
	orders := make([]string, n)
	for i := range orders {
		lines := make([]string, 5)
		for k := range lines {
			lines[k] = fmt.Sprintf(`{"sku":"S%d","qty":%d,"price":%v}`, i*7+k*3, (i+k*5)%11, 1.25*float64(k+1))
		}
		orders[i] = fmt.Sprintf(`{"id":%d,"customer":{"first":"Ada","last":"L%d"},"lines":[%s]}`, i, i, strings.Join(lines, ","))
	}
	return `{"orders":[` + strings.Join(orders, ",") + `]}`
}

func compile(tb testing.TB, text string) *simulator.Program {
	tb.Helper()
	def, diagnostics := asl.Parse(source.NewFile("definition.asl.json", text))
	if len(diagnostics) > 0 {
		tb.Fatalf("parse: %v", diagnostics)
	}
	program, diagnostics := simulator.Compile(def)
	if program == nil {
		tb.Fatalf("compile: %v", diagnostics)
	}
	return program
}

// TestWorkloads holds the workloads to their results and virtual times.
func TestWorkloads(t *testing.T) {
	for _, w := range workloads() {
		t.Run(w.name, func(t *testing.T) {
			x, err := compile(t, w.definition).Run(t.Context(), value.MustParse(w.input), simulator.Config{Tasks: w.tasks, NoLimits: true})
			if err != nil {
				t.Fatal(err)
			}
			if x.Status != simulator.Succeeded {
				t.Fatalf("status %s: %+v", x.Status, x.Failure)
			}
			if w.output != "" && x.Output.JSON() != w.output {
				t.Errorf("output %.100s, want %.100s", x.Output.JSON(), w.output)
			}
			if x.Duration() != w.virtual {
				t.Errorf("took %s of virtual time, want %s", x.Duration(), w.virtual)
			}
		})
	}
}

func BenchmarkWorkload(b *testing.B) {
	for _, w := range workloads() {
		b.Run(w.name, func(b *testing.B) {
			program, input := compile(b, w.definition), value.MustParse(w.input)
			cfg := simulator.Config{Tasks: w.tasks, NoLimits: true}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := program.Run(b.Context(), input, cfg); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(w.transitions)*float64(b.N)/b.Elapsed().Seconds(), "transitions/s")
		})
	}
}
