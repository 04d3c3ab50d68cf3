package randasl

import (
	"context"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// Tasks answers the calls of a definition and notes them. It is for one execution.
type Tasks struct {
	seed  uint64
	calls map[string]int
	// Calls are the states called, with their arguments and times, in order.
	Calls []simulator.Call
}

// Tasks returns the answers of the tasks.
func (d *Definition) Tasks() *Tasks { return &Tasks{seed: d.Seed, calls: map[string]int{}} }

// HandleTask implements simulator.TaskHandler.
func (t *Tasks) HandleTask(_ context.Context, call simulator.Call) (simulator.Reply, error) {
	key := fmt.Sprint(call.State.Name, call.Iteration)
	t.calls[key]++
	t.Calls = append(t.Calls, call)
	sum := crc32.ChecksumIEEE(fmt.Append(nil, key, "#", t.calls[key]))
	return answer(rand.New(rand.NewPCG(t.seed, uint64(sum))), &call), nil
}

// answer returns a random answer: most succeed, some fail, and some never come.
func answer(r *rand.Rand, call *simulator.Call) simulator.Reply {
	reply := simulator.Reply{Delay: time.Duration(r.IntN(20_000)) * time.Millisecond, Worker: "w"}
	if call.Heartbeat > 0 && r.IntN(4) > 0 {
		for at := call.Heartbeat / 2; at < reply.Delay; at += call.Heartbeat / 2 {
			reply.Heartbeats = append(reply.Heartbeats, at)
		}
	}
	if r.IntN(2) == 0 {
		reply.Submitted = value.MustParse(`{"id": 7}`)
	}
	switch n := r.IntN(12); {
	case n == 0 && call.Timeout > 0:
		reply.Never = true
	case n == 1 && call.Timeout > 0:
		reply.Delay = call.Timeout
	case n < 4:
		reply.Failure = &simulator.Failure{Error: failures[r.IntN(len(failures))], Cause: "cause " + call.State.Name}
	case n == 4 && call.Token != "":
		reply.Failure = &simulator.Failure{Anonymous: true}
	default:
		outputs := []string{`{"ok": true, "n": 7}`, `null`, `"text"`, `[1, {"a": "b"}]`, `12.50`, `{}`}
		reply.Output = value.MustParse(outputs[r.IntN(len(outputs))])
	}
	return reply
}
