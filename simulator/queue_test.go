package simulator

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// TestQueueOrder pushes steps at random while others are done: they come in the order of their time, and those of one moment
// in the order in which they were pushed.
func TestQueueOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, most := range []int{1, 2, 3, 10, 5_000} {
		q, owner := queue{}, &thread{}
		type moment struct {
			at  nanos
			seq uint64
		}
		var pushed, popped []moment
		push := func() {
			at := q.now + nanos(random.IntN(4))
			q.push(at, owner, nil)
			pushed = append(pushed, moment{at, q.seq})
		}
		for range most {
			push()
		}
		for {
			st, ok := q.pop()
			if !ok {
				break
			}
			if st.at > q.now {
				t.Fatalf("a step of %d is done at %d", st.at, q.now)
			}
			popped = append(popped, moment{st.at, st.seq})
			if len(pushed) < 4*most && random.IntN(2) == 0 {
				push()
			}
		}
		slices.SortFunc(pushed, func(a, b moment) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.seq, b.seq)) })
		if !slices.Equal(pushed, popped) {
			t.Errorf("%d steps come in another order", len(pushed))
		}
		if len(q.ready) > 0 || q.head > 0 || len(q.later) > 0 {
			t.Errorf("the empty queue holds %d and %d steps", len(q.ready), len(q.later))
		}
	}
}

// TestQueueShrinks holds that a queue that never becomes empty doesn't keep the steps that are done.
func TestQueueShrinks(t *testing.T) {
	q, owner := queue{}, &thread{}
	q.push(0, owner, nil)
	for range 100_000 {
		q.push(0, owner, nil)
		if _, ok := q.pop(); !ok {
			t.Fatal("the queue has no step")
		}
	}
	if len(q.ready) > 2*shrinkFrom+2 {
		t.Errorf("the queue holds %d steps", len(q.ready))
	}
}

// TestQueuePin pins one step alone.
func TestQueuePin(t *testing.T) {
	q, owner := queue{}, &thread{}
	q.push(5, owner, nil)
	q.pushPinned(3, owner, nil)
	q.push(4, owner, nil)
	for _, want := range []bool{true, false, false} {
		if st, _ := q.pop(); st.pinned != want {
			t.Errorf("the step at %d is pinned: %t", st.at, st.pinned)
		}
	}
}

// TestSilence holds when a heartbeat is missing first: HeartbeatSeconds after the last one that came in time.
func TestSilence(t *testing.T) {
	for _, c := range []struct {
		beats []time.Duration
		want  time.Duration
	}{
		{nil, 30},
		{[]time.Duration{10}, 40},
		{[]time.Duration{30}, 60},
		{[]time.Duration{31}, 30},
		{[]time.Duration{40, 20}, 70},
		{[]time.Duration{10, 41}, 40},
		{[]time.Duration{10, 41, 50}, 40},
	} {
		if got := silence(c.beats, 30); got != nanos(c.want) {
			t.Errorf("%v: got %d, want %d", c.beats, got, c.want)
		}
	}
}

// TestDelay holds the waits before retries: IntervalSeconds × BackoffRate^n, at most MaxDelaySeconds.
func TestDelay(t *testing.T) {
	x := &execution{cfg: &Config{Seed: 1}}
	for _, c := range []struct {
		retrier retrier
		want    []nanos
	}{
		{retrier{interval: 1, backoff: 2}, []nanos{1 * second, 2 * second, 4 * second, 8 * second}},
		{retrier{interval: 3, backoff: 1.5, maxDelay: 6}, []nanos{3 * second, 4.5e9, 6 * second, 6 * second}},
		{retrier{interval: 5, backoff: 1}, []nanos{5 * second, 5 * second}},
		{retrier{interval: 1e9, backoff: 2}, []nanos{maxDelay * second, maxDelay * second}},
	} {
		for n, want := range c.want {
			if got := c.retrier.delay(x, n); got != want {
				t.Errorf("%+v: retry %d after %d, want %d", c.retrier, n, got, want)
			}
		}
	}
	spread := map[nanos]bool{}
	for range 100 {
		got := (&retrier{interval: 10, backoff: 1, jitter: true}).delay(x, 0)
		if got < 0 || got > 10*second {
			t.Errorf("a wait of %d with jitter", got)
		}
		spread[got/second] = true
	}
	if len(spread) < 8 {
		t.Errorf("100 waits with jitter are in %d of ten seconds", len(spread))
	}
}

func TestOverlay(t *testing.T) {
	for _, c := range []struct{ base, over, want string }{
		{`{"a":{"b":1,"c":2},"d":1}`, `{"a":{"c":3},"e":1}`, `{"a":{"b":1,"c":3},"d":1,"e":1}`},
		{`{"a":1}`, `{"a":{"b":1}}`, `{"a":{"b":1}}`},
		{`{"a":{"b":1}}`, `{"a":[1]}`, `{"a":[1]}`},
		{`[1]`, `{"a":1}`, `{"a":1}`},
	} {
		if got := overlay(value.MustParse(c.base), value.MustParse(c.over)).JSON(); got != c.want {
			t.Errorf("%s over %s: got %s", c.over, c.base, got)
		}
	}
}

// TestWildcards follows the guide: "*" matches zero or more characters, "\\*" is an asterisk, "\\\\" a backslash.
// https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
func TestWildcards(t *testing.T) {
	for _, c := range []struct {
		text, pattern string
		want          bool
	}{
		{"log-1.txt", "log-*.txt", true},
		{"log-.txt", "log-*.txt", true},
		{"log-1.txt", "log-*", true},
		{"log-1.txt", "*1*", true},
		{"log-1.txt", "*", true},
		{"", "*", true},
		{"", "", true},
		{"a", "", false},
		{"log-1.txt", "log-1", false},
		{"log-1.txt", "og*", false},
		{"log-1.txt", "*.tx", false},
		{"aba", "ab*ba", false},
		{"abba", "ab*ba", true},
		{"axbxc", "a*b*c", true},
		{"axcxb", "a*b*c", false},
		{"a*c", `a\*c`, true},
		{"abc", `a\*c`, false},
		{`a\c`, `a\\c`, true},
		{`a\xc`, `a\\*c`, true},
		{`a\`, `a\`, true},
	} {
		if got := matchWildcards(c.text, c.pattern); got != c.want {
			t.Errorf("%q against %q: %t", c.text, c.pattern, got)
		}
	}
}

func TestShort(t *testing.T) {
	long := make([]rune, 101)
	for i := range long {
		long[i] = 'é'
	}
	for text, want := range map[string]string{
		"": "", "a": "a", string(long[1:]): string(long[1:]), string(long): string(long[1:]) + "…",
	} {
		if got := limit(len(long) - 1).text(text); got != want {
			t.Errorf("%q: got %q", text, got)
		}
	}
}

func TestFrames(t *testing.T) {
	var none *Frame
	if none.Depth() != 0 || len(none.Indexes()) != 0 {
		t.Error("the machine itself has a depth")
	}
}

// TestQueueDrops keeps steps that are still wanted when it drops those that have lapsed, in their order.
func TestQueueDrops(t *testing.T) {
	q := queue{}
	ended, alive, moved := &thread{ended: true}, &thread{}, &thread{}
	for i := range 3 * dropFrom {
		owner := []*thread{ended, alive, moved}[i%3]
		q.push(nanos(3*dropFrom-i), owner, nil)
	}
	moved.generation++
	q.full = 0
	q.push(1, alive, nil)
	if len(q.later) != dropFrom+1 {
		t.Errorf("%d steps are left, want %d", len(q.later), dropFrom+1)
	}
	last := nanos(0)
	for st, ok := q.pop(); ok; st, ok = q.pop() {
		if st.t != alive || st.at < last {
			t.Fatalf("got the step at %d after %d", st.at, last)
		}
		last = st.at
	}
}

// TestMostChildren keeps only the first executions of a Map Run, and the number of the others.
func TestMostChildren(t *testing.T) {
	def, _ := asl.Parse(source.NewFile("m.asl.json", `{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
	    "StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`))
	program, _ := Compile(def)
	x, err := program.Run(t.Context(), value.MustParse("[1,2,3]"), Config{Record: Record{MostChildren: 2}})
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Children) != 2 || x.MoreChildren != 1 || x.Output.JSON() != "[1,2,3]" {
		t.Errorf("%d children and %d more, output %s", len(x.Children), x.MoreChildren, x.Output.JSON())
	}
}

// TestForgetChildren runs the same with and without the histories of children.
func TestForgetChildren(t *testing.T) {
	def, _ := asl.Parse(source.NewFile("m.asl.json", `{"StartAt":"L","States":{"L":{"Type":"Pass","Result":[1,2,3],"Next":"M"},
	  "M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
	    "StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`))
	program, found := Compile(def)
	if found.HasErrors() {
		t.Fatal(found)
	}
	var outputs []string
	for _, forget := range []bool{false, true} {
		x, err := program.Run(t.Context(), value.Object(), Config{Record: Record{ForgetChildren: forget}})
		if err != nil {
			t.Fatal(err)
		}
		outputs = append(outputs, x.Output.JSON())
		if want := map[bool]int{false: 3, true: 0}[forget]; len(x.Children) != want {
			t.Errorf("%d children are left, want %d", len(x.Children), want)
		}
	}
	if outputs[0] != "[1,2,3]" || outputs[1] != outputs[0] {
		t.Errorf("the outputs are %q", outputs)
	}
}
