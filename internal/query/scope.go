package query

import (
	"time"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// Variables are the workflow variables that an expression sees.
type Variables interface {
	// Variable returns the value of a variable, without the dollar, and whether it is assigned.
	Variable(name string) (value.Value, bool)
}

// A Host gives what does not follow from the data. All of it comes from the execution, so that it is deterministic.
type Host interface {
	Now() time.Time
	Uint64() uint64
	Float64() float64
	UUID() string
}

// A Budget limits what the expressions of one execution may do together, and interrupts them when its channel is closed.
type Budget = jsonata.Budget

// A Scope holds everything that an expression may see. It serves one state at one moment and is not safe for concurrent
// use. The zero value sees nothing.
type Scope struct {
	// Doc is "$" of JSONPath.
	Doc value.Value
	// Input, Result and ErrorOutput are members of "$states" of JSONata; undefined where they do not exist.
	Input, Result, ErrorOutput value.Value
	// ContextObject makes the context object; nil where there is none.
	ContextObject func() value.Value
	Vars          Variables
	Host          Host
	// Budget limits the expressions of an execution together; nil for no such limit.
	Budget *Budget

	context value.Value
	states  value.Value
	env     *jsonata.Env
	// spent are the bytes that the calls of intrinsic functions have used since the last Reset.
	spent int
	// whole says that "$states" must have all members, and states that it has them.
	whole, statesWhole bool
}

// Reset makes a scope that was used fit for another moment of the same execution: its document and input change, and
// what was made for the last moment is forgotten.
func (s *Scope) Reset(doc, input value.Value) {
	s.Doc, s.Input, s.spent = doc, input, 0
	if !s.Result.IsUndefined() {
		s.Result = value.Undefined
	}
	if !s.ErrorOutput.IsUndefined() {
		s.ErrorOutput = value.Undefined
	}
	if !s.context.IsUndefined() {
		s.context = value.Undefined
	}
	if !s.states.IsUndefined() {
		s.states = value.Undefined
	}
}

// Document returns "$" of JSONPath.
func (s *Scope) Document() value.Value { return s.Doc }

// Context returns the context object, which is made once.
func (s *Scope) Context() value.Value {
	if s.context.IsUndefined() && s.ContextObject != nil {
		s.context = s.ContextObject()
	}
	return s.context
}

// Variable returns a workflow variable.
func (s *Scope) Variable(name string) (value.Value, bool) {
	if s.Vars == nil {
		return value.Undefined, false
	}
	return s.Vars.Variable(name)
}

// maxSpent limits what the calls of intrinsic functions in the fields of one state may use, in bytes.
const maxSpent = 512 << 20

// Spend counts bytes that a call of an intrinsic function uses; false after too many, and when the run has been interrupted.
func (s *Scope) Spend(bytes int) bool {
	s.spent += bytes
	return s.spent <= maxSpent && !s.Interrupted()
}

// Interrupted reports whether the run has been interrupted.
func (s *Scope) Interrupted() bool { return s.Budget != nil && s.Budget.Canceled() }

// SetResult changes what "$states.result" is.
func (s *Scope) SetResult(v value.Value) { s.Result, s.states = v, value.Undefined }

// SetErrorOutput changes what "$states.errorOutput" is.
func (s *Scope) SetErrorOutput(v value.Value) { s.ErrorOutput, s.states = v, value.Undefined }

// statesName is the variable that the service reserves.
const statesName = "states"

// statesObject returns the value of "$states", its members in the order of the service (recordings test_state_task_catch_error and
// test_map_state_failure_count). The context object is left out where an expression cannot see it: it is
// most of the work.
func (s *Scope) statesObject() value.Value {
	if !s.states.IsUndefined() && (s.statesWhole || !s.whole) {
		return s.states
	}
	context := value.Undefined
	if s.whole {
		context = s.Context()
	}
	members := make([]value.Member, 0, 4)
	for _, m := range []value.Member{
		{Key: "input", Value: s.Input},
		{Key: "context", Value: context},
		{Key: "result", Value: s.Result},
		{Key: "errorOutput", Value: s.ErrorOutput},
	} {
		if !m.Value.IsUndefined() {
			members = append(members, m)
		}
	}
	s.states, s.statesWhole = value.Object(members...), s.whole
	return s.states
}

// environment returns what JSONata sees. Time may pass between the expressions of a state, as between Arguments and Output.
func (s *Scope) environment() *jsonata.Env {
	if s.env == nil {
		s.env = &jsonata.Env{Budget: s.Budget, Vars: func(name string) (value.Value, bool) {
			if name == statesName {
				return s.statesObject(), true
			}
			return s.Variable(name)
		}}
		if s.Host != nil {
			s.env.Random, s.env.UUID = s.Host.Float64, s.Host.UUID
		}
	}
	if s.Host != nil {
		s.env.Now = s.Host.Now()
	}
	return s.env
}
