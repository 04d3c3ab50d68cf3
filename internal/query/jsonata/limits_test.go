package jsonata_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// What the errors of the limits say.
const (
	stackOverflow  = "Stack overflow error"
	memoryExceeded = "memory limit exceeded"
	endlessLoop    = "Expression evaluation timeout"
	tooDeep        = "expression nests too deeply"
)

// TestLimits checks that nothing runs or grows without end.
func TestLimits(t *testing.T) {
	for name, c := range map[string]struct{ expr, want string }{
		"endless recursion":        {"($f := function($n){ 1 + $f($n) }; $f(1))", stackOverflow},
		"endless tail recursion":   {"($f := function($n){ $f($n) }; $f(1))", endlessLoop},
		"endless recursion in map": {"($f := function($n){ $map([1], $f) }; $f(1))", stackOverflow},
		"doubled string":           {"$reduce([1..60], function($s, $i){ $s & $s }, 'x')", memoryExceeded},
		"doubled arrays":           {"($a := [1..400000]; $map([1..1000], function(){ $count($append($a, $a)) }))", memoryExceeded},
		"many strings":             {"($s := $pad('', 10000000); $map([1..1000], function(){ $s & '' }))", memoryExceeded},
		"wide padding":             {"$pad('x', 1e12)", memoryExceeded},
		"huge Roman number":        {"$formatInteger(1e300, 'I')", memoryExceeded},
		"huge picture":             {"$fromMillis(0, '" + strings.Repeat("[Y,1000000]", 11) + "')", memoryExceeded},
		"slow pattern":             {"$match('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', /^(a+)+$/)", endlessLoop},
		"deep parentheses":         {strings.Repeat("(", 100_000), tooDeep},
		"deep brackets":            {strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), tooDeep},
		"long chain":               {"1" + strings.Repeat("+1", 100_000), tooDeep},
		"many minus signs":         {strings.Repeat("-", 100_000) + "1", tooDeep},
		"growing function":         {"($f := function($g){ $f($g ~> $g) }; $f(function($x){ $x }))", endlessLoop},
		"nested composition":       {"($h := function($g, $n){ $n = 0 ? $g : $h($g ~> $string, $n - 1) }; $h($string, 11000)(1))", stackOverflow},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := evaluate(c.expr, value.Null, &jsonata.Env{MaxSteps: 3_000_000})
			checkLimit(t, err, c.want)
		})
	}
}

func checkLimit(t *testing.T, err error, want string) {
	t.Helper()
	var fault *jsonata.Error
	if !errors.As(err, &fault) || fault.Code != jsonata.CodeLimit || !strings.Contains(fault.Message, want) {
		t.Errorf("got %v, want %s: %s", err, jsonata.CodeLimit, want)
	}
}

// tickingClock returns a clock that runs one millisecond between two looks at it.
func tickingClock() func() time.Time {
	now := time.Unix(0, 0)
	return func() time.Time {
		now = now.Add(time.Millisecond)
		return now
	}
}

func TestTimeout(t *testing.T) {
	for name, expr := range map[string]string{
		"map":            "$sum($map([1..800000], function($i){ $i * $i }))",
		"tail recursion": "($f := function(){ $f() }; $f())",
	} {
		t.Run(name, func(t *testing.T) {
			env := &jsonata.Env{Timeout: 100 * time.Millisecond, Clock: tickingClock(), MaxSteps: 1_000_000}
			_, err := evaluate(expr, value.Null, env)
			checkLimit(t, err, endlessLoop)
			if env.Clock().Before(time.Unix(0, 0).Add(env.Timeout)) {
				t.Error("the number of steps ended the evaluation, not the clock")
			}
		})
	}
}

func TestConcurrentUse(t *testing.T) {
	expr, err := jsonata.Compile("($f := function($n){ $n < 2 ? $n : $f($n - 1) + $f($n - 2) }; $f(12) & $replace('abc', /b/, 'x'))")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				v, err := expr.Eval(value.Null, nil)
				if err != nil || v.Text() != "144axc" {
					t.Errorf("got %v, %v", v, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestFunctionsInResults(t *testing.T) {
	v, err := evaluate("{'f': function($x){ $x }, 'n': 1}", value.Null, nil)
	if err != nil {
		t.Fatal(err)
	}
	if f, _ := v.Get("f"); !jsonata.IsFunction(f) {
		t.Errorf("%v is not a function", f)
	}
	if n, _ := v.Get("n"); jsonata.IsFunction(n) {
		t.Error("a number is a function")
	}
}

func TestHostVariables(t *testing.T) {
	env := &jsonata.Env{Vars: func(name string) (value.Value, bool) {
		if name == "states" {
			return value.MustParse(`{"input":{"items":[{"a":1},{"a":2}]}}`), true
		}
		return value.Undefined, false
	}}
	for expr, want := range map[string]string{
		"$states.input.items.a":              "[1,2]",
		"$states.input.items[a = 2]":         `{"a":2}`,
		"($states := 1; $states)":            "1",
		"$sum($states.input.items.a)":        "3",
		"$nobody":                            "undefined",
		"$states.input.items.($ ~> $string)": `["{\"a\":1}","{\"a\":2}"]`,
	} {
		got, err := evaluate(expr, value.Undefined, env)
		if err != nil || got.String() != want {
			t.Errorf("%s: got %v, %v, want %s", expr, got, err, want)
		}
	}
}

// TestFunctionTable checks that every function is documented and its signature can be read.
func TestFunctionTable(t *testing.T) {
	for _, f := range jsonata.Functions() {
		if f.Doc == "" || !strings.HasPrefix(f.Signature, "<") || !strings.HasSuffix(f.Signature, ">") {
			t.Errorf("function %q: signature %q, doc %q", f.Name, f.Signature, f.Doc)
		}
	}
}

// TestSpans checks that every node of a tree lies inside of its parent.
func TestSpans(t *testing.T) {
	const text = "($f := function($a)<n:n>{ $a + 1 }; items[price > 1]^(>name).{'k': $f(qty) ~> $string, 'l': -%.x[0]}; $ ~> |a|{}, 'b'|)"
	expr, err := jsonata.Compile(strings.ReplaceAll(text, "-%.x[0]", "-x[0]"))
	if err != nil {
		t.Fatal(err)
	}
	jsonata.Walk(expr.AST(), func(n jsonata.Node) bool {
		for _, child := range jsonata.Children(n) {
			if child.Start() < n.Start() || child.End() > n.End() || child.Start() > child.End() {
				t.Errorf("%T %d-%d is outside of %T %d-%d", child, child.Start(), child.End(), n, n.Start(), n.End())
			}
		}
		return true
	})
}

func FuzzCompileAndEval(f *testing.F) {
	for _, c := range benchmarks {
		f.Add(c.expr, `{"a":[1,{"b":"c"}]}`)
	}
	for _, expr := range []string{"a@$x#$i[%.b]", "$ ~> |a|{'b':1},['c']|", "/(a)[b]/i", "function($x)<a<n>-?:s>{$x}(?)", "$fromMillis(0,'[Y,2-4][FNn,3-3]')", "$formatNumber(1,'#,##0.0#e0;0')", "a{b:c}^(<d)[]", "`x`.**.*", "\"\\ud800\"", "$formatInteger(5,'#:##0;o')"} {
		f.Add(expr, `[{"a":1},"x",null,[2,[3]]]`)
	}
	for _, c := range hostile {
		f.Add(hostileText(c.within, c.expr), "{}")
	}
	f.Fuzz(func(_ *testing.T, text, input string) {
		doc, err := value.Parse(input)
		if err != nil {
			doc = value.Undefined
		}
		expr, err := jsonata.Compile(text)
		if err != nil {
			return
		}
		jsonata.Walk(expr.AST(), func(n jsonata.Node) bool { return n.Start() <= n.End() })
		_ = expr.Refs()
		_, _ = expr.Eval(doc, &jsonata.Env{MaxSteps: 20_000, MaxDepth: 1000})
	})
}

// TestMeasuredLimits checks both sides of the limits that were measured on the service.
func TestMeasuredLimits(t *testing.T) {
	const recursion = "($f := function($x){ $x <= 0 ? 0 : 1 + $f($x-1) }; $f(%))"
	const doubling = "($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', %)))"
	numbered := func(text, n string) string { return strings.ReplaceAll(text, "%", n) }
	nested := func(open, end string, n int) string { return strings.Repeat(open, n) + "1" + strings.Repeat(end, n) }
	for name, c := range map[string]struct{ good, bad, text string }{
		"terms":       {"1" + strings.Repeat("+1", 99), "1" + strings.Repeat("+1", 100), stackOverflow},
		"texts":       {"'a'" + strings.Repeat("&'a'", 99), "'a'" + strings.Repeat("&'a'", 100), stackOverflow},
		"parentheses": {nested("(", ")", 99), nested("(", ")", 100), stackOverflow},
		"brackets":    {nested("[", "]", 99), nested("[", "]", 100), stackOverflow},
		"chain":       {"1" + strings.Repeat("~>$string", 99), "1" + strings.Repeat("~>$string", 100), stackOverflow},
		"recursion":   {numbered(recursion, "31"), numbered(recursion, "32"), stackOverflow},
		"tail calls":  {numbered(doubling, "22"), numbered(doubling, "23"), memoryExceeded},
		"range":       {"[1..873782] ~> $count()", "[1..873783] ~> $count()", memoryExceeded},
		"$range":      {"$count($range(1, 360145, 1))", "$count($range(1, 360146, 1))", memoryExceeded},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := evaluate(c.good, value.Undefined, nil); err != nil {
				t.Errorf("the last one that the service accepts: %v", err)
			}
			if _, err := evaluate(c.bad, value.Undefined, nil); err == nil || !strings.Contains(err.Error(), c.text) {
				t.Errorf("the first one that the service fails: %v", err)
			}
		})
	}
}

// TestLargestList holds that a list whose slots alone are more than the service has for a value fails before it is made: 2,621,440
// slots of 8 bytes are 20 MiB.
func TestLargestList(t *testing.T) {
	const doubling = "($f := function($s, $n){ $n = 0 ? $s : $f([$s, $s], $n - 1) }; $count($f(0, %d)))"
	if got, err := evaluate(fmt.Sprintf(doubling, 21), value.Undefined, nil); err != nil || got.JSON() != "2097152" {
		t.Errorf("got %s, %v", got.JSON(), err)
	}
	if _, err := evaluate(fmt.Sprintf(doubling, 22), value.Undefined, nil); err == nil || !strings.Contains(err.Error(), memoryExceeded) {
		t.Errorf("got %v", err)
	}
}
