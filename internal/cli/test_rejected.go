package cli

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/source"
)

// ruleRejected and ruleOnly are the names of findings that fail a run although its cases passed.
const (
	ruleRejected = "rejected-definition"
	ruleOnly     = "only-in-ci"
)

// rejected returns a finding for each tested definition with lint errors: a test that passes is worth nothing if AWS rejects
// the definition. It is a warning if that is allowed. 'aslcheck lint' has the details.
func rejected(s *testRun, allowed bool) (source.Diagnostics, error) {
	p := &lint.Project{}
	seen := map[string]bool{}
	var all source.Diagnostics
	for _, r := range s.Results {
		def := r.Case.File.Definition
		if def == nil || seen[def.Name()] {
			continue
		}
		seen[def.Name()] = true
		found, err := p.Errors(def)
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			continue
		}
		found = def.Place(found).Sorted()
		d := source.Diagnostic{
			Span: found[0].Span, Pointer: found[0].Pointer, Severity: source.Error, Rule: ruleRejected,
			Message: "AWS would reject this definition: " + found[0].Message,
			Hint:    "--allow-rejected runs its tests anyway",
		}
		if len(found) > 1 {
			d.Message += fmt.Sprintf(" (1 of %d errors that 'aslcheck lint' reports)", len(found))
		}
		if allowed {
			d.Severity, d.Hint = source.Warning, ""
		}
		all.Add(d)
	}
	return all, nil
}

// forbiddenOnly returns the findings for cases marked "only" if the environment variable CI is set: they hide all others.
func (a *app) forbiddenOnly(s *testRun) source.Diagnostics {
	var all source.Diagnostics
	if a.getenv("CI") == "" {
		return all
	}
	for _, c := range s.cases {
		if c.Only {
			all.Add(source.Diagnostic{
				Span: c.Span, Severity: source.Error, Rule: ruleOnly,
				Message: fmt.Sprintf("case %q is marked \"only\", which is not allowed if the environment variable CI is set", c.Name),
			})
		}
	}
	return all
}
