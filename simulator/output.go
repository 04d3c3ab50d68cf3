package simulator

import (
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// outputFields are the fields by which a state, a Choice Rule or a Catcher makes an output of a result.
type outputFields struct {
	selector   *query.Template // ResultSelector
	assign     *query.Template
	resultPath *query.Path     // nil for "$"
	noResult   bool            // ResultPath is null
	path       *query.Path     // OutputPath, nil for "$"
	noOut      bool            // OutputPath is null
	template   *query.Template // Output, of JSONata
	// plain says that the result is the output and nothing is assigned.
	plain bool
}

// settle finds out whether the fields have nothing to do, and drops paths that are "$".
func (o *outputFields) settle() {
	if o.resultPath != nil && o.resultPath.IsWhole() {
		o.resultPath = nil
	}
	if o.path != nil && o.path.IsWhole() {
		o.path = nil
	}
	o.plain = o.selector == nil && o.assign == nil && o.resultPath == nil && !o.noResult &&
		o.path == nil && !o.noOut && o.template == nil
}

// apply returns the output for a result, and the variables that Assign sets; nil without an Assign.
func (o *outputFields) apply(s *visit, result value.Value) (value.Value, []value.Member, *problem) {
	s.inspect(theResult, result)
	switch {
	case o.plain:
		s.inspectDefault(afterResultSelector, result)
		s.inspectDefault(afterResultPath, result)
		return result, nil, s.checkSize(result)
	case s.st.jsonata:
		return o.applyJSONata(s, result)
	default:
		return o.applyJSONPath(s, result)
	}
}

func (o *outputFields) applyJSONPath(s *visit, result value.Value) (value.Value, []value.Member, *problem) {
	s.scope.Doc = result
	if o.selector != nil {
		v, failure := o.selector.Eval(&s.scope)
		if failure != nil {
			return value.Undefined, nil, s.framed(failure).pointer()
		}
		result, s.scope.Doc = v, v
		s.inspect(afterResultSelector, v)
	} else {
		s.inspectDefault(afterResultSelector, result)
	}
	// In Assign "$" is the result, not the input of the state.
	assigned, p := o.evalAssign(s)
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
	} else {
		s.inspectDefault(afterResultPath, out)
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

// applyJSONata evaluates Assign and Output, both with the variables as they were.
func (o *outputFields) applyJSONata(s *visit, result value.Value) (value.Value, []value.Member, *problem) {
	assigned, p := o.evalAssign(s)
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

// evalAssign evaluates Assign; nil members if there is none.
func (o *outputFields) evalAssign(s *visit) ([]value.Member, *problem) {
	t := o.assign
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
	if p := s.vars.check(s, v); p != nil {
		return nil, p
	}
	members := v.Members()
	if members == nil {
		members = []value.Member{}
	}
	return members, nil
}
