package simulator

import (
	"context"
	"fmt"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// A TaskHandler answers the calls of Task states.
type TaskHandler interface {
	// HandleTask answers one call. It is called from the goroutine of the execution, in the order of virtual time. An
	// error means that the handler has no answer, and makes Run return it. An error of the task is a Failure in the Reply.
	HandleTask(ctx context.Context, call Call) (Reply, error)
}

// A TaskFunc is a function that answers calls.
type TaskFunc func(ctx context.Context, call Call) (Reply, error)

// HandleTask calls f. Without an f it has no answer.
func (f TaskFunc) HandleTask(ctx context.Context, call Call) (Reply, error) {
	if f == nil {
		return Reply{}, fmt.Errorf("state %q calls %s, but the TaskFunc is nil", call.Path, call.Resource)
	}
	return f(ctx, call)
}

// A Call is one attempt of a Task state.
type Call struct {
	State *asl.Task
	// Path is the name of the state with those of the states around it, such as "Outer/Inner".
	Path string
	// Resource is the text of the field Resource.
	Resource string
	// Arguments is what the task is called with.
	Arguments value.Value
	// Attempt counts from 1 over the retries of one visit of the state.
	Attempt int
	// Iteration are the indexes of the Map items around the state, outermost first.
	Iteration []int
	// Token is the task token, "" for tasks without one.
	Token string
	// Role is the role of Credentials, "" without.
	Role string
	// Timeout and Heartbeat are 0 where the state sets none.
	Timeout, Heartbeat time.Duration
	// Time is virtual.
	Time time.Time
}

// A Reply is the answer to a Call. The zero Reply is an answer at once with null.
type Reply struct {
	// Output is the result of the task; undefined counts as null. Failure, when not nil, is its error instead.
	Output  value.Value
	Failure *Failure
	// Delay is the virtual time until the answer. Never says that no answer comes: the task ends by its timeouts.
	Delay time.Duration
	Never bool
	// Open says that the limits of the service on the call itself don't end it, because its real end is known, or isn't
	// known with Never.
	Open bool
	// Submitted is what the call itself returned, for tasks that wait for a job or a token. Undefined counts as an empty
	// object where the task succeeds or never answers, and as a call that failed itself where it fails.
	Submitted value.Value
	// Heartbeats are the times after the call at which a heartbeat comes.
	Heartbeats []time.Duration
	// Worker is the name of the worker of an activity.
	Worker string
	// Run is the program of the execution that the task starts, which then runs for real: its end is the answer, and
	// Output, Failure and Delay do not count. It is for states:startExecution and its kin.
	Run *Program
}

// An Object is an object of S3: bucket, key and body.
type Object = items.Object

// An ObjectStore gives the objects that an ItemReader reads.
type ObjectStore = items.Store
