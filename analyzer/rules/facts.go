package rules

import (
	"iter"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
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

// hasTimeout reports whether a task has a timeout of its own.
func hasTimeout(st *asl.Task) bool {
	return st.TimeoutSeconds.Set || st.TimeoutSecondsPath.Set
}

// hasHeartbeat reports whether a task must send heartbeats.
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

// parameter returns the member of a name, with or without the ".$" of a path.
func parameter(n *source.Node, name string) *source.Member {
	return parameterIn(&source.MemberIndex{}, n, name)
}

// parameterIn is like parameter, for many questions about one object.
func parameterIn(index *source.MemberIndex, n *source.Node, name string) *source.Member {
	if m := index.Member(n, name); m != nil {
		return m
	}
	return index.Member(n, name+".$")
}

// mayHaveMore reports whether an object has a key that is not known before a template is filled in.
func mayHaveMore(n *source.Node) bool {
	for i := range n.Members {
		if asl.HasPlaceholder(n.Members[i].Key) || n.Members[i].Key == "<<" {
			return true
		}
	}
	return false
}

// mayHave reports whether an object has a member at a path of names, or may have one when it is filled in.
func mayHave(n *source.Node, path []string) bool {
	if mayHaveMore(n) || n.Member(path[0]+".$") != nil {
		return true
	}
	m := n.Member(path[0])
	switch {
	case m == nil:
		return false
	case len(path) == 1 || m.Value.Kind != source.Object || asl.IsOpaque(m.Value):
		return true
	default:
		return mayHave(m.Value, path[1:])
	}
}

// hasPlaceholder reports whether some text in a tree is not known before a template is filled in.
func hasPlaceholder(n *source.Node) bool { return hasPlaceholderBut(n, nil) }

// hasPlaceholderBut is like hasPlaceholder, where it is known of some objects in the tree whether they have one.
func hasPlaceholderBut(n *source.Node, known map[*source.Node]bool) bool {
	if n != nil && n.Kind == source.Object && len(known) > 0 {
		if has, ok := known[n]; ok {
			return has
		}
	}
	if asl.IsOpaque(n) {
		return true
	}
	for _, item := range n.Items {
		if hasPlaceholderBut(item, known) {
			return true
		}
	}
	for i := range n.Members {
		if hasPlaceholderBut(n.Members[i].Value, known) {
			return true
		}
	}
	return false
}

// awsTask reports whether a task has a resource that the service knows, so that what it demands of tasks applies.
func awsTask(r asl.Resource) bool { return r.Kind != asl.NoResource }

// asks reports whether a task only asks for the state of something.
func asks(r asl.Resource) bool {
	if r.Kind != asl.IntegrationResource || r.PatternText != "" {
		return false
	}
	if strings.HasPrefix(r.Action, "describe") {
		return true
	}
	for _, ending := range []string{"Status", "Run", "Execution", "Job", "Crawler", "Build"} {
		if strings.HasPrefix(r.Action, "get") && strings.HasSuffix(r.Action, ending) {
			return true
		}
	}
	return false
}

// hasTerminal reports whether a container has a state in which it ends.
func hasTerminal(m *asl.Machine) bool { return slices.ContainsFunc(m.States, analyzer.Terminal) }
