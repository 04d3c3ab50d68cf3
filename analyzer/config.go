package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// A Type is the type of a state machine, which its definition does not tell.
type Type = asl.WorkflowType

// The types of package asl. AnyType is that of a state machine whose type is unknown.
const (
	AnyType  = asl.UnknownType
	Standard = asl.Standard
	Express  = asl.Express
)

// Off as a severity in Config.Severities turns a rule off.
const Off source.Severity = 0

// unknownSeverity is the severity of a rule that was not looked up.
const unknownSeverity = ^Off

// Config says how rules are applied. The zero value applies all as they are, but those that are optional.
type Config struct {
	// Type is the type of the state machine, where it is known.
	Type asl.WorkflowType
	// Severities holds severities by the names of rules, in place of their own. Off turns a rule off, any other turns on
	// one that is optional.
	Severities map[string]source.Severity
}

// severity returns what findings of a rule have.
func (c *Config) severity(r *Rule) source.Severity {
	if s, ok := c.Severities[r.Name]; ok {
		return s
	}
	if r.Optional {
		return Off
	}
	return r.Severity
}
