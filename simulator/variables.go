package simulator

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/value"
)

// variables are the workflow variables of a thread. A branch or iteration reads those of the state around it, and
// assigns its own.
type variables struct {
	outer *variables
	own   value.ObjectBuilder
	size  int
}

// Variable implements query.Variables.
func (v *variables) Variable(name string) (value.Value, bool) {
	for ; v != nil; v = v.outer {
		if x, ok := v.own.Get(name); ok {
			return x, true
		}
	}
	return value.Undefined, false
}

func (v *variables) assignAll(members []value.Member) {
	for _, m := range members {
		if old, ok := v.own.Get(m.Key); ok {
			v.size -= old.Size()
		}
		v.own.Set(m.Key, m.Value)
		v.size += m.Value.Size()
	}
}

// members returns the variables in the order in which they were first assigned.
func (v *variables) members() []value.Member {
	copied := v.own
	return copied.Object().Members()
}

// check fails an Assign that exceeds the quotas of variables.
func (v *variables) check(s *visit, assigned value.Value) *problem {
	if s.x.cfg.NoLimits {
		return s.checkSize(assigned)
	}
	total, together := v.size, 0
	for _, m := range assigned.Members() {
		size := m.Value.Size()
		if size > asl.MaxVariableBytes {
			return s.runtimeProblem("The variable '%s' has a size exceeding the maximum number of bytes service limit.", m.Key).pointer()
		}
		together += size
		if old, ok := v.own.Get(m.Key); ok {
			total -= old.Size()
		}
	}
	// "The maximum size for all variables in a single Assign field is 256 KiB."
	// https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
	if together > asl.MaxVariableBytes {
		return s.runtimeProblem("The variables of one Assign have a total size exceeding the service limit of %d bytes.", asl.MaxVariableBytes).pointer()
	}
	total += together
	if total > asl.MaxAllVariablesBytes {
		return s.runtimeProblem("%s", fmt.Sprintf("The variables have a total size exceeding the service limit of %d bytes.", asl.MaxAllVariablesBytes)).pointer()
	}
	return nil
}
