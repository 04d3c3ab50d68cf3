package simulator

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// complete ends the work of the current state with a result: it makes the output of it and goes on.
func (s *strand) complete(result value.Value) {
	s.move()
	st := s.st
	output, assigned, problem := s.emit(&st.output, result)
	if problem != nil {
		s.fail(*problem)
		return
	}
	s.leave(output, assigned, s.nextTransition())
}

func (s *strand) nextTransition() Transition {
	if s.st.next == nil {
		return Transition{Step: ByEnd}
	}
	return Transition{Step: ByNext, To: s.st.next.name}
}

// emit makes the output of a result.
func (s *strand) emit(o *outlet, result value.Value) (value.Value, []value.Member, *problem) {
	s.inspect(theResult, result)
	switch {
	case o.plain:
		return result, nil, s.checkSize(result)
	case s.st.jsonata:
		return s.emitJSONata(o, result)
	default:
		return s.emitJSONPath(o, result)
	}
}

func (s *strand) emitJSONPath(o *outlet, result value.Value) (value.Value, []value.Member, *problem) {
	s.scope.Doc = result
	if o.selector != nil {
		v, failure := o.selector.Eval(&s.scope)
		if failure != nil {
			return value.Undefined, nil, s.framed(failure).pointer()
		}
		result, s.scope.Doc = v, v
		s.inspect(afterResultSelector, v)
	}
	// In Assign "$" is the result, not the input of the state.
	assigned, p := s.evalAssign(o.assign)
	if p != nil {
		return value.Undefined, nil, p
	}
	out := result
	switch {
	case o.noResult:
		out = s.input
	case o.resultPath != nil:
		v, failure := o.resultPath.Set(s.input, result)
		if failure != nil {
			return value.Undefined, nil, s.framed(failure).pointer()
		}
		out = v
	}
	if o.noResult || o.resultPath != nil {
		s.inspect(afterResultPath, out)
	}
	switch {
	case o.noOut:
		out = emptyObject
	case o.path != nil:
		s.scope.Doc = out
		v, failure := o.path.Eval(&s.scope)
		if failure != nil {
			return value.Undefined, nil, s.framed(failure).pointer()
		}
		out = v
	}
	return out, assigned, s.checkSize(out)
}

// emitJSONata evaluates Assign and Output, both with the variables as they were.
func (s *strand) emitJSONata(o *outlet, result value.Value) (value.Value, []value.Member, *problem) {
	assigned, p := s.evalAssign(o.assign)
	if p != nil {
		return value.Undefined, nil, p
	}
	out := result
	if o.template != nil {
		v, failure := o.template.Eval(&s.scope)
		if failure != nil {
			return value.Undefined, nil, s.framed(failure).pointer()
		}
		out = v
	}
	return out, assigned, s.checkSize(out)
}

// evalAssign evaluates Assign; nil members where there is none.
func (s *strand) evalAssign(t *query.Template) ([]value.Member, *problem) {
	if t == nil {
		return nil, nil
	}
	v, failure := t.Eval(&s.scope)
	if failure == nil && v.Kind() != value.ObjectKind && t.Expression() != nil {
		failure = t.Expression().Unexpected("object", v)
	}
	if failure != nil {
		return nil, s.framed(failure).pointer()
	}
	if p := s.checkVariables(v); p != nil {
		return nil, p
	}
	members := v.Members()
	if members == nil {
		members = []value.Member{}
	}
	return members, nil
}

// checkSize fails a state whose output is larger than the service carries.
func (s *strand) checkSize(v value.Value) *problem {
	if s.x.cfg.NoLimits || v.Size() <= maxPayload {
		return nil
	}
	return &problem{Failure: Failure{
		Error: asl.ErrorDataLimitExceeded,
		Cause: fmt.Sprintf("The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit.", s.st.name),
	}}
}

// leave exits the current state and goes on to the next one.
func (s *strand) leave(output value.Value, assigned []value.Member, via Transition) {
	s.add(s.st.exited, s.log.stateExited(s.st.name, output, assigned, via))
	if s.inspection != nil {
		s.log.events[len(s.log.events)-1].Details.(*StateExited).Inspection = s.inspection
	}
	s.vars.assignAll(assigned)
	s.inner = nil
	if s.overLimit() {
		return
	}
	next := s.st.next
	if via.Step >= ByRule {
		next = s.machine.states[via.To]
	}
	if next == nil || s.x.cfg.OnlyState != "" && s.parent == nil {
		s.finish(output)
		return
	}
	s.st, s.input = next, output
	s.soon((*strand).enterNext)
}

// enterNext enters the state that leave chose.
func (s *strand) enterNext() { s.enter(s.st, s.input) }

// finish ends the strand: the execution, or the branch or iteration that it is.
func (s *strand) finish(output value.Value) {
	s.st = nil
	s.done = true
	s.move()
	if s.group != nil {
		s.group.ended(s, output)
		return
	}
	s.log.result.Output = output
	s.add(ExecutionSucceededEvent, &ExecutionSucceeded{Output: output})
	s.log.end(Succeeded, nil)
}
