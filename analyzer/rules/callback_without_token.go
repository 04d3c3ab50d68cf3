package rules

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var callbackWithoutToken = &analyzer.Rule{
	Name:    "callback-without-token",
	Summary: "Reports .waitForTaskToken tasks that never pass on their task token.",
	Why: `The task completes only when someone calls SendTaskSuccess or SendTaskFailure with its token. Pass
$$.Task.Token, or $states.context.Task.Token in JSONata, in the parameters. Otherwise nobody can answer, and the
task waits until it times out, or for a year without a timeout.`,
	Since:      "0.1",
	Spec:       guideCallback,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Approve",
  "States": {
    "Approve": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody.$": "$"},
      "HeartbeatSeconds": 600,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Approve",
  "States": {
    "Approve": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": {"QueueUrl": "${Queue}", "MessageBody": {"input.$": "$", "token.$": "$$.Task.Token"}},
      "HeartbeatSeconds": 600,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkCallbackWithoutToken,
}

func checkCallbackWithoutToken(p *analyzer.Pass) {
	for _, st := range p.Graph.Tasks {
		if st.ARN.Pattern != asl.WaitForTaskToken {
			continue
		}
		args := p.Program.Find(st, "Parameters")
		if st.Language == asl.JSONata {
			args = p.Program.Find(st, "Arguments")
		}
		if args == nil || passesToken(args.Refs()) || hasOpaque(args.Node) || strings.Contains(args.Node.Span.Text(), "Task.Token") || inputIsContext(p, st) {
			continue
		}
		p.Report(st.NameSpan, "task %q never passes on its task token, so nobody can complete it", st.Name)
	}
}

// passesToken reports whether something is read that may be the token: the token, or what contains it.
func passesToken(refs *query.Refs) bool {
	return slices.ContainsFunc(refs.Reads, func(r query.Ref) bool {
		steps := r.Steps
		switch r.Root {
		case query.ContextObject:
		case query.States:
			if len(steps) > 0 && steps[0] != "context" {
				return false
			}
			steps = steps[min(1, len(steps)):]
		case query.Document, query.Variable, query.Free:
			return false
		}
		return leadsTo(steps, r.Whole, "Task", "Token")
	})
}

// leadsTo reports whether a path of names leads to a location, to a value that contains it, or possibly there.
func leadsTo(steps []string, whole bool, place ...string) bool {
	for i, name := range place {
		if i == len(steps) {
			return true
		}
		if steps[i] != name {
			return false
		}
	}
	return len(steps) == len(place) || !whole
}

// inputIsContext reports whether the input of the state is the context object.
func inputIsContext(p *analyzer.Pass, st asl.State) bool {
	in := p.Program.Find(st, "InputPath")
	return in != nil && passesToken(in.Refs())
}

// hasOpaque reports whether something in a tree is not known before a template is filled in.
func hasOpaque(n *source.Node) bool {
	if n == nil {
		return false
	}
	if n.Kind == source.Object && asl.IsOpaque(n) || n.IsOpaque() {
		return true
	}
	for _, item := range n.Items {
		if hasOpaque(item) {
			return true
		}
	}
	return slices.ContainsFunc(n.Members, func(m source.Member) bool {
		return hasOpaque(m.Value) || strings.HasSuffix(m.Key, ".$") && asl.IsOpaque(m.Value)
	})
}
