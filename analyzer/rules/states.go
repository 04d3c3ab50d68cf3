package rules

import (
	"iter"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
)

// each yields the states of one kind in source order; the graph has lists of the kinds that many rules ask for.
func each[T asl.State](p *analyzer.Pass) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, st := range p.Graph.States {
			if t, ok := st.(T); ok && !yield(t) {
				return
			}
		}
	}
}

// recoveries yields the states that may have Retry and Catch, with what they have of them, in source order.
func recoveries(p *analyzer.Pass) iter.Seq2[asl.State, *asl.Recovery] {
	return func(yield func(asl.State, *asl.Recovery) bool) {
		for _, st := range p.Graph.States {
			if recovery := asl.Recover(st); recovery != nil && !yield(st, recovery) {
				return
			}
		}
	}
}

// rootTimeout reports whether the whole execution has a timeout.
func rootTimeout(p *analyzer.Pass) bool { return p.Definition.Machine.TimeoutSeconds.Set }

// hasTimeout reports whether a task has a timeout of its own.
func hasTimeout(st *asl.Task) bool {
	return st.TimeoutSeconds.Set || st.TimeoutSecondsPath.Set
}

func hasHeartbeat(st *asl.Task) bool {
	return st.HeartbeatSeconds.Set || st.HeartbeatSecondsPath.Set
}

// isCallback reports whether a task waits for somebody to send its result: by a token, or as the worker of an activity.
func isCallback(r asl.Resource) bool {
	return r.Pattern == asl.WaitForTaskToken || r.Kind == asl.ActivityResource
}

// isJob reports whether a task starts a job and waits until it ends.
func isJob(r asl.Resource) bool { return r.Pattern == asl.Sync || r.Pattern == asl.Sync2 }

// isLambda reports whether a task invokes a Lambda function.
func isLambda(r asl.Resource) bool {
	return r.Kind == asl.LambdaResource ||
		r.Kind == asl.IntegrationResource && r.Service == "lambda" && r.Action == "invoke"
}
