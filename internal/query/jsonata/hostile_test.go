package jsonata_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// A tree of 45 levels whose branches are shared: $d of objects, $e of arrays. Each takes some kilobytes of memory, and has
// 2^45 leaves for who goes through it.
const (
	sharedObjects = `($f := function($n, $a) { $n = 0 ? $a : $f($n - 1, {"a": $a, "b": $a}) }; $d := $f(45, 1); %)`
	sharedArrays  = `($f := function($n, $a) { $n = 0 ? $a : $f($n - 1, [[$a], [$a]]) }; $e := $f(45, 1); %)`
	// deep nests deeper than anyone can read.
	deep = `($deep := function() { $reduce([1..100000], function($a, $b) { {"a": $a} }, 1) }; %)`
	// long is a list that takes about as much as a value may.
	long = `($b := [1..800000]; %)`
)

// hostile are expressions that took exponential time, memory without bound or the whole stack, with what they end with: the
// code or text of an error, "" for a value.
var hostile = []struct{ name, within, expr, want string }{
	{"result", sharedObjects, `$d`, jsonata.CodeLimit},
	{"result of arrays", sharedArrays, `$e`, jsonata.CodeLimit},
	{"operand", sharedObjects, `$d + 1`, "T2001"},
	{"negated", sharedObjects, `-$d`, "Cannot negate"},
	{"argument", sharedObjects, `$uppercase($d)`, "T0410"},
	{"elements", sharedObjects, `$sum([$d])`, "T0412"},
	{"key", sharedObjects, `{"x": {$d: 1}}`, "Key in object structure"},
	{"to number", sharedObjects, `$number([$d])`, "T0410"},
	{"text", sharedObjects, `$string($d)`, jsonata.CodeLimit},
	{"joined text", sharedObjects, `$d & "x"`, jsonata.CodeLimit},
	{"message", sharedObjects, `$error($string($d))`, jsonata.CodeLimit},
	{"equal", sharedObjects, `$d = $f(45, 1)`, jsonata.CodeLimit},
	{"equal to itself", sharedObjects, `$d = $d`, ""},
	{"distinct", sharedObjects, `$distinct([$d, $f(45, 1)])`, jsonata.CodeLimit},
	{"boolean", sharedArrays, `$boolean($e)`, jsonata.CodeLimit},
	{"condition", sharedArrays, `$e ? 1 : 2`, jsonata.CodeLimit},
	{"predicate", sharedArrays, `[1, 2][$e]`, jsonata.CodeLimit},
	{"clone", sharedObjects, `$clone($d)`, jsonata.CodeLimit},
	{"transform", sharedObjects, `$d ~> |a|{"b": 1}|`, jsonata.CodeLimit},
	{"descendants", sharedObjects, `$count($d.**)`, jsonata.CodeLimit},
	{"keys", sharedArrays, `$keys($e)`, jsonata.CodeLimit},
	{"lookup", sharedArrays, `$lookup($e, "x")`, jsonata.CodeLimit},
	{"step", sharedArrays, `$e.x`, jsonata.CodeLimit},
	{"wildcard", sharedArrays, `$count({"z": $e}.*)`, jsonata.CodeLimit},
	{"spread", sharedArrays, `$count($spread($e))`, jsonata.CodeLimit},
	{"deep result", deep, `$deep()`, jsonata.CodeLimit},
	{"deep transform", deep, `$deep() ~> |a|{"b": 1}|`, jsonata.CodeLimit},
	{"deep text", deep, `$string($deep())`, jsonata.CodeLimit},
	{"deep operand", deep, `1 + $deep()`, "T2002"},
	{"deep descendants", deep, `$count($deep().**)`, jsonata.CodeLimit},
	{"deep equality", deep, `$deep() = $deep()`, jsonata.CodeLimit},
	{"deep truth", deep, `$boolean($reduce([1..100000], function($a, $b) { [[$a]] }, 1))`, jsonata.CodeLimit},
	{"tail recursion", `%`, `($f := function($n) { $f($n + 1) }; $f(1))`, jsonata.CodeLimit},
	{"partial applications", `%`, `($f := function($g) { $f($g(?)) }; $f(function($x) { $x }))`, jsonata.CodeLimit},
	{"product of paths", long, `$count($b.$b)`, jsonata.CodeLimit},
	{"product of predicates", long, `$count($b[$map($b, function() { 0 })])`, jsonata.CodeLimit},
	{"product of groups", long, `$map($b, function() { $b }) {"k": $count($)}`, jsonata.CodeLimit},
	{"product of searches", long, `$count($map($b, function($x) { $x in $b }))`, jsonata.CodeLimit},
	{"product of sums", long, `$count($map($b, function($x) { $sum($b) }))`, jsonata.CodeLimit},
	{"product of tuples", long, `$count($b@$i.$b@$j.$j)`, jsonata.CodeLimit},
	{"product of texts", `($b := $pad("", 1000000, "x"); %)`, `$map([1..800000], function() { $length($b) })`, jsonata.CodeLimit},
	{"product of comparisons", `($b := $pad("", 1000000, "x"); $c := $pad("", 1000000, "x"); %)`, `$map([1..800000], function() { $b = $c })`, jsonata.CodeLimit},
	{"signature", `%`, `function(` + strings.Repeat("$a,", 40) + `$b)<` + strings.Repeat("n?", 40) + `s:n>{1}(` + strings.Repeat("1,", 38) + `1)`, "T0410"},
}

func hostileText(within, expr string) string { return strings.Replace(within, "%", expr, 1) }

// maxHostileBytes limits what an evaluation allocates in all, garbage included.
const maxHostileBytes = 2 << 30

// TestHostileExpressions checks that each of them ends by a limit, and takes no more memory than the limits allow.
func TestHostileExpressions(t *testing.T) {
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := evaluate(hostileText(c.within, c.expr), value.Undefined, &jsonata.Env{MaxSteps: 1_000_000})
			runtime.ReadMemStats(&after)
			if took := after.TotalAlloc - before.TotalAlloc; took > maxHostileBytes {
				t.Errorf("it allocates %d MiB", took>>20)
			}
			var fault *jsonata.Error
			switch {
			case c.want == "" && err != nil:
				t.Error(err)
			case c.want != "" && (!errors.As(err, &fault) || !strings.Contains(fault.Code+" "+fault.Message, c.want)):
				t.Errorf("got %v, want %s", err, c.want)
			case err != nil && len(err.Error()) > 1<<17:
				t.Errorf("the message has %d bytes", len(err.Error()))
			}
		})
	}
}

// TestInterrupt ends an evaluation by the channel of its budget.
func TestInterrupt(t *testing.T) {
	done := make(chan struct{})
	close(done)
	for _, c := range hostile {
		if c.want != jsonata.CodeLimit {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			budget := &jsonata.Budget{Done: done}
			_, err := evaluate(hostileText(c.within, c.expr), value.Undefined, &jsonata.Env{Budget: budget})
			switch {
			case !budget.Interrupted():
				checkLimit(t, err, memoryExceeded) // at its first step
			default:
				checkLimit(t, err, "canceled")
			}
		})
	}
	v, err := evaluate("1 + 1", value.Undefined, &jsonata.Env{Budget: &jsonata.Budget{Done: done}})
	if err != nil || v.Float() != 2 {
		t.Errorf("a short expression gives %v, %v", v, err)
	}
}
