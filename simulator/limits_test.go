package simulator_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

const endless = `{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","Next":"A"}}}`

// TestHistoryQuota follows the service quotas: "Maximum execution history size: 25,000 events in a single state machine
// execution history. If the execution history reaches this quota, the execution will fail."
// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
func TestHistoryQuota(t *testing.T) {
	x, err := compile(t, endless).Run(t.Context(), value.Object(), simulator.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if len(x.Events) != 25_000 || x.Status != simulator.Failed || x.Events[24_999].Type != simulator.ExecutionFailedEvent {
		t.Errorf("%d events, %s, the last is %s", len(x.Events), x.Status, x.Events[len(x.Events)-1].Type)
	}
	if !strings.Contains(x.Failure.Cause, "25000") {
		t.Errorf("cause %q", x.Failure.Cause)
	}
}

// TestExpressLoop: a loop of an Express workflow ends by the five minutes, since its history has no quota.
func TestExpressLoop(t *testing.T) {
	x, err := compile(t, endless).Run(t.Context(), value.Object(), simulator.Config{Type: asl.Express})
	if err != nil {
		t.Fatal(err)
	}
	if x.Status != simulator.TimedOut || x.Duration() != 5*time.Minute {
		t.Errorf("%s after %s", x.Status, x.Duration())
	}
}

func TestNoLimitsEnds(t *testing.T) {
	_, err := compile(t, endless).Run(t.Context(), value.Object(), simulator.Config{NoLimits: true, MaxSteps: 1000})
	if !errors.Is(err, simulator.ErrTooManySteps) {
		t.Errorf("error %v", err)
	}
}

// TestNoLimitsForgets: the history of a loop takes all memory unless it ends.
func TestNoLimitsForgets(t *testing.T) {
	_, err := compile(t, endless).Run(t.Context(), value.Object(), simulator.Config{NoLimits: true})
	if !errors.Is(err, simulator.ErrTooManyEvents) {
		t.Errorf("error %v", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := compile(t, endless).Run(ctx, value.Object(), simulator.Config{NoLimits: true})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestPayloadQuota: 256 KiB of UTF-8 for the output of a state or task, with the words of the recordings
// test_task_lambda_catch_state_all_data_limit_exceeded_on_large_utf8_response and its like.
func TestPayloadQuota(t *testing.T) {
	large := value.String(strings.Repeat("é", 128*1024))
	task := `{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{},
		"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.error","Next":"C"}],"End":true},"C":{"Type":"Succeed"}}}`
	cfg := simulator.Config{Tasks: simulator.TaskFunc(func(context.Context, simulator.Call) (simulator.Reply, error) {
		return simulator.Reply{Output: large}, nil
	})}
	x, err := compile(t, task).Run(t.Context(), value.Object(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	failure, _ := x.Output.Get("error")
	want := `{"Error":"States.DataLimitExceeded","Cause":"The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit."}`
	if failure.JSON() != want {
		t.Errorf("got %s, want %s", failure.JSON(), want)
	}
	cfg.NoLimits = true
	if x, err = compile(t, task).Run(t.Context(), value.Object(), cfg); err != nil || x.Output.Size() != large.Size() {
		t.Errorf("without limits: %d bytes, %v", x.Output.Size(), err)
	}
}

func TestNameLengths(t *testing.T) {
	_, err := compile(t, endless).Run(t.Context(), value.Object(), simulator.Config{Identity: simulator.Identity{Execution: strings.Repeat("x", 81)}})
	if err == nil || !strings.Contains(err.Error(), "80 characters") {
		t.Errorf("error %v", err)
	}
}

// TestHistoryMemory holds a full history to the memory that it may take.
func TestHistoryMemory(t *testing.T) {
	program := compile(t, endless)
	run := func() *simulator.Execution {
		x, err := program.Run(t.Context(), value.Object(), simulator.Config{})
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	run() // what is computed once
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	x := run()
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(x)
	const most = 5_000_000
	got := int64(after.HeapAlloc) - int64(before.HeapAlloc)
	t.Logf("a history of 25,000 events takes %d bytes", got)
	if got > most {
		t.Errorf("more than %d bytes", most)
	}
}
