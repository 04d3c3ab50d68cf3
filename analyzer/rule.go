package analyzer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// A Rule is one kind of mistake: how it is found, how bad it is, and how it is explained.
type Rule struct {
	// Name describes the mistake in kebab-case, such as "unreachable-state". It is the id in reports and configurations.
	Name string
	// Summary is one sentence that says what the rule reports.
	Summary string
	// Why says what happens to whoever ignores it.
	Why string
	// Since is the first version of aslcheck that has the rule.
	Since string
	// Spec is a link to the specification that the rule is based on.
	Spec string
	// Code is the code under which ValidateStateMachineDefinition reports the same mistake; "" if it doesn't.
	Code string
	// Bad is a definition, or a template with one, that has this finding and no other of severity error, Good the same
	// fixed.
	Bad, Good string
	// Type is the workflow type that Bad and Good need to be; "" for any.
	Type asl.WorkflowType
	// Severity is the severity of findings unless the Config sets another. Error: AWS rejects the definition, or it can't
	// work. Warning: it's likely to fail in production. Advice: it doesn't follow a recommended practice.
	Severity source.Severity
	// Confidence says how sure the rule is of what it reports.
	Confidence Confidence
	// Optional rules are matters of taste: they are off unless Config.Severities names them, and Severity is what they have
	// once they are turned on.
	Optional bool
	// Check reports what it finds to the pass. It is nil for findings that are made before rules run: by the parsers of
	// source and asl, where definitions are found in templates, or while expressions are compiled. Run takes these over
	// under the rule's name.
	Check func(*Pass)
	// CheckResource is what a rule has in place of Check when it looks at the resource that a template makes of a
	// definition; RunResource applies it.
	CheckResource func(*ResourcePass)
}

// Validate reports what is missing in the rules or in their order, for tests; nil when they are complete.
func Validate(rules []*Rule) []string {
	var faults []string
	for i, r := range rules {
		for what, text := range map[string]string{
			"name": r.Name, "summary": r.Summary, "why": r.Why, "since": r.Since, "link": r.Spec, "bad example": r.Bad, "good example": r.Good,
		} {
			if strings.TrimSpace(text) == "" {
				faults = append(faults, fmt.Sprintf("rule %q has no %s", r.Name, what))
			}
		}
		if strings.Trim(r.Name, "abcdefghijklmnopqrstuvwxyz-") != "" {
			faults = append(faults, fmt.Sprintf("the name %q is not in kebab-case", r.Name))
		}
		if r.Severity < source.Error || r.Severity > source.Advice {
			faults = append(faults, fmt.Sprintf("rule %q has no severity", r.Name))
		}
		if r.Confidence < Certain || r.Confidence > Advisory {
			faults = append(faults, fmt.Sprintf("rule %q has no confidence", r.Name))
		}
		if r.Severity == source.Error && r.Confidence == Advisory {
			faults = append(faults, fmt.Sprintf("rule %q reports errors, but only as good practice", r.Name))
		}
		if r.Optional && r.Severity == source.Error {
			faults = append(faults, fmt.Sprintf("rule %q is off by default, but what it finds cannot work", r.Name))
		}
		if r.Check != nil && r.CheckResource != nil {
			faults = append(faults, fmt.Sprintf("rule %q looks at definitions and at resources", r.Name))
		}
		if i > 0 && rules[i-1].Name >= r.Name {
			faults = append(faults, fmt.Sprintf("rule %q is listed after %q", r.Name, rules[i-1].Name))
		}
	}
	slices.Sort(faults)
	return faults
}

// Lookup returns the rule of that name, nil if there is none.
func Lookup(rules []*Rule, name string) *Rule {
	i := slices.IndexFunc(rules, func(r *Rule) bool { return r.Name == name })
	if i < 0 {
		return nil
	}
	return rules[i]
}

// Names returns the names of rules in their order.
func Names(rules []*Rule) []string {
	names := make([]string, len(rules))
	for i, r := range rules {
		names[i] = r.Name
	}
	return names
}
