package simulator

import (
	"errors"
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/value"
)

// maxNested limits how many executions may start each other. AWS has no such limit: an execution that starts itself costs money
// there until somebody stops it.
const maxNested = 100

// ErrTooDeep ends a run in which more than 100 executions started each other.
var ErrTooDeep = errors.New("more than 100 executions have started each other")

// startNested starts the execution that a task runs for real, in the same virtual time and with a history of its own. It
// returns the reply that the task waits with.
func (t *taskState) startNested(s *visit, call *Call, reply Reply) Reply {
	x, program := s.x, reply.Run
	name, machineARN := textMember(call.Arguments, "Name"), textMember(call.Arguments, "StateMachineArn")
	if name == "" {
		name = x.UUID()
	}
	machine := machineARN[strings.LastIndexByte(machineARN, ':')+1:]
	if machine == "" {
		machine = x.cfg.Machine
	}
	j := x.newJournal(&Execution{Name: name, ARN: x.childARN("execution", machine, name)})
	j.machine, j.depth, j.silent = machine, s.log.depth+1, s.log.silent
	if j.depth > maxNested && x.err == nil {
		x.err = fmt.Errorf("state %q: %w", call.Path, ErrTooDeep)
	}
	child := x.newThread(j, program.root)
	s.log.result.Children = append(s.log.result.Children, j.result)
	started := value.Object(
		value.Member{Key: "ExecutionArn", Value: value.String(j.result.ARN)},
		value.Member{Key: "StartDate", Value: value.Int(x.now().UnixMilli())},
	)
	limit := standardYear
	if seconds := nanos(program.timeout) * second; seconds > 0 {
		limit = min(limit, seconds)
	}
	input := nestedInput(call.Arguments)
	child.launch(input, limit)
	child.startAt(child.machine.start, input.Compact())
	if t.resource.Pattern != asl.Sync && t.resource.Pattern != asl.Sync2 {
		j.onEnd = func() {}
		return Reply{Output: started}
	}
	s.call.nested = child
	generation := s.generation
	j.onEnd = func() {
		s.call.nested = nil
		if s.ended || s.generation != generation {
			return // the task ended by its timeout, or was aborted
		}
		s.call.reply = t.nestedReply(j.result, x.machineARNOf(machine))
		s.schedule(answered)
	}
	return Reply{Never: true, Submitted: started}
}

// nestedInput returns the input of the execution to start: the member Input, which may be JSON text.
func nestedInput(arguments value.Value) value.Value {
	input, ok := arguments.Get("Input")
	if !ok {
		return emptyObject
	}
	if input.Kind() == value.StringKind {
		if v, err := value.Parse(input.Text()); err == nil {
			return v
		}
	}
	return input
}

func textMember(v value.Value, key string) string {
	m, _ := v.Get(key)
	return m.Text()
}

// nestedReply is the answer of a task when the execution that it started has ended. With .sync the output is JSON text,
// with .sync:2 JSON. https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html
func (t *taskState) nestedReply(child *Execution, machineARN string) Reply {
	var f fields
	included := value.Object(value.Member{Key: "Included", Value: value.True})
	if child.Status == Failed {
		if child.Failure.Cause != "" {
			f.text("Cause", child.Failure.Cause)
		}
		if child.Failure.Error != "" {
			f.text("Error", child.Failure.Error)
		}
	}
	json2 := t.resource.Pattern == asl.Sync2
	payload := func(v value.Value) value.Value {
		if json2 {
			return v
		}
		return value.String(v.JSON())
	}
	f.text("ExecutionArn", child.ARN)
	// In the cause of a failure the input stays text in both forms (recording test_start_execution_sync_delegate_failure).
	if child.Failure != nil {
		f.add("Input", value.String(child.Input.JSON()))
	} else {
		f.add("Input", payload(child.Input))
	}
	f.add("InputDetails", included)
	f.text("Name", child.Name)
	if child.Failure == nil {
		f.add("Output", payload(child.Output))
		f.add("OutputDetails", included)
	}
	f.add("RedriveCount", value.Int(0))
	redriveStatus(&f, child, "REDRIVABLE")
	f.add("StartDate", value.Int(child.Start.UnixMilli()))
	f.text("StateMachineArn", machineARN)
	f.text("Status", string(child.Status))
	f.add("StopDate", value.Int(child.End.UnixMilli()))
	description := value.Object(f...)
	if child.Status != Succeeded {
		return Reply{Failure: &Failure{Error: asl.ErrorTaskFailed, Cause: description.JSON()}}
	}
	return Reply{Output: description}
}
