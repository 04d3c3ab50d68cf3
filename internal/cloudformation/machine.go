package cloudformation

import (
	"slices"

	"github.com/aslcheck/aslcheck/source"
)

// The types of state machines, and of the resources that belong to one.
const (
	TypeMachine           = "AWS::StepFunctions::StateMachine"
	TypeServerlessMachine = "AWS::Serverless::StateMachine"
	TypeVersion           = "AWS::StepFunctions::StateMachineVersion"
	TypeAlias             = "AWS::StepFunctions::StateMachineAlias"
)

// MachineOf returns the logical ID of the state machine that a resource is or belongs to, "" if the template doesn't have it.
func (r *Resources) MachineOf(id string) string {
	properties := r.byID[id].Get("Properties")
	switch r.Type(id) {
	case TypeMachine, TypeServerlessMachine:
		return id
	case TypeVersion:
		id = Target(properties.Get("StateMachineArn"))
		if kind := r.Type(id); kind == TypeMachine || kind == TypeServerlessMachine {
			return id
		}
	case TypeAlias:
		arn := properties.Get("DeploymentPreference").Get("StateMachineVersionArn")
		if routing := properties.Get("RoutingConfiguration"); routing != nil && len(routing.Items) > 0 {
			arn = routing.Items[0].Get("StateMachineVersionArn")
		}
		if id = Target(arn); r.Type(id) != TypeAlias {
			return r.MachineOf(id)
		}
	}
	return ""
}

// FirstMachine returns the state machine that comes first in the template, nil for none.
func (r *Resources) FirstMachine() *source.Node {
	var first []int
	for _, kind := range []string{TypeMachine, TypeServerlessMachine} {
		first = append(first, r.byType[kind][:min(len(r.byType[kind]), 1)]...)
	}
	if len(first) == 0 {
		return nil
	}
	return r.members[slices.Min(first)].Value
}

// Owned returns the versions and aliases that belong to a state machine, in source order; for "" those of none in the template.
func (r *Resources) Owned(machine string) []*source.Member {
	if r.owned == nil {
		r.owned = map[string][]*source.Member{}
		for _, m := range r.Of(TypeVersion, TypeAlias) {
			owner := r.MachineOf(m.Key)
			r.owned[owner] = append(r.owned[owner], m)
		}
	}
	return r.owned[machine]
}

// versioned are the state machines that versions and aliases name.
type versioned struct {
	machines map[string]bool
	unknown  bool // one of them may be any state machine
}

// MayHaveVersion reports whether a state machine has a version or an alias, or may have one. An alias that names a version alone
// does not say of which state machine it is.
func (r *Resources) MayHaveVersion(machine string) bool {
	if r.versioned == nil {
		r.versioned = &versioned{machines: map[string]bool{}}
		for _, m := range r.Of(TypeVersion, TypeAlias) {
			arn := m.Value.Get("Properties").Get("StateMachineArn")
			target := Target(arn)
			r.versioned.machines[target] = true
			r.versioned.unknown = r.versioned.unknown || arn != nil && r.Type(target) == ""
		}
	}
	return r.versioned.unknown || r.versioned.machines[machine]
}
