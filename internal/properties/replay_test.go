package properties

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// TestOwnHistoryIsSamePath replays every execution against the history that it wrote. The seed is another one, because a
// history doesn't say which random numbers there were.
func TestOwnHistoryIsSamePath(t *testing.T) {
	for seed := range seeds(t, 300) {
		checkOwnHistory(t, seed)
	}
}

func checkOwnHistory(t *testing.T, seed uint64) {
	t.Helper()
	d := randasl.New(seed)
	program := compile("d.asl.json", d.Text())
	x, _ := run(t, program, d)
	text := history(t, x)
	h, diagnostics := replay.Parse(source.NewFile("h.json", text))
	if len(diagnostics) > 0 {
		t.Fatalf("seed %d: %v", seed, diagnostics)
	}
	r, diagnostics, err := h.Replay(context.Background(), program, replay.Config{Simulator: simulator.Config{Seed: seed + 1}})
	if err != nil || r == nil {
		t.Fatalf("seed %d: %v %v", seed, diagnostics, err)
	}
	if r.Verdict != replay.SamePath {
		t.Errorf("seed %d: %s: %+v %+v\n%s\n%s", seed, r.Verdict, r.Divergence, r.Differences, d.Text(), text)
	}
}

// TestCutHistoryIsSamePathInPart replays histories that end early: nothing differs, and nothing that follows is claimed.
func TestCutHistoryIsSamePathInPart(t *testing.T) {
	for seed := range seeds(t, 300) {
		d := randasl.New(seed)
		program := compile("d.asl.json", d.Text())
		x, _ := run(t, program, d)
		n := 1 + rand.New(rand.NewPCG(seed, 5)).IntN(len(x.Events)-1)
		cut := *x
		cut.Events = x.Events[:n]
		text := history(t, &cut)
		h, _ := replay.Parse(source.NewFile("h.json", text))
		r, diagnostics, err := h.Replay(context.Background(), program, replay.Config{Simulator: simulator.Config{Seed: seed + 1}})
		if err != nil || r == nil {
			t.Fatalf("seed %d: %v %v", seed, diagnostics, err)
		}
		if r.Verdict != replay.Partial || len(r.Differences) > 0 {
			t.Errorf("seed %d: %s: %+v %+v\n%s\n%s", seed, r.Verdict, r.Divergence, r.Differences, d.Text(), text)
		}
		if same := r.Execution.Status == x.Status && (r.Execution.Duration()-x.Duration()).Abs() < time.Millisecond; r.EndKnown() && !same {
			t.Errorf("seed %d: %d of %d events are said to lead to %s after %s, not %s after %s\n%s\n%s", seed, n, len(x.Events),
				r.Execution.Status, r.Execution.Duration(), x.Status, x.Duration(), d.Text(), text)
		}
	}
}
