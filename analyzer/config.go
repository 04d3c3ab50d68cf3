package analyzer

import "github.com/aslcheck/aslcheck/source"

// A Type is the type of a state machine, which its definition does not tell.
type Type string

// The types. AnyType is a state machine of which it is not known.
const (
	AnyType  Type = ""
	Standard Type = "STANDARD"
	Express  Type = "EXPRESS"
)

// Off as a severity in Config.Severities turns a rule off.
const Off source.Severity = 0

// Config says how rules are applied. The zero value applies all of them as they are.
type Config struct {
	// Type is the type of the state machine, where it is known.
	Type Type
	// Severities holds, by the names of rules, severities other than their own; Off turns a rule off.
	Severities map[string]source.Severity
}

// severity returns what findings of a rule have.
func (c *Config) severity(r *Rule) source.Severity {
	if s, ok := c.Severities[r.Name]; ok {
		return s
	}
	return r.Severity
}
