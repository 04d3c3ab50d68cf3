package cli

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// mentionRefused says which of the definitions that were run have errors for the linter: a test that passes is worth nothing
// when AWS refuses the definition. What to do about them is for aslcheck lint.
func (a *app) mentionRefused(s *testRun) error {
	bare, err := (&lintFlags{}).settings(&mergedConfig{})
	if err != nil {
		return err
	}
	p := &project{flags: &lintFlags{}, folders: map[string]*lintSettings{}, bare: bare}
	seen := map[string]bool{}
	for _, r := range s.Results {
		def := r.Case.File.Definition
		if def == nil || seen[def.File.Name] {
			continue
		}
		name := def.File.Name
		seen[name] = true
		settings, err := p.settingsOf(name)
		if err != nil {
			return err
		}
		if n := errorsIn(def, settings); n > 0 && !settings.ignores(name) {
			if _, err := fmt.Fprintf(a.stderr, "AWS would refuse %s: 'aslcheck lint' has %s in it\n", oneLineName(name), report.Plural(n, "error")); err != nil {
				return err
			}
		}
	}
	return nil
}

// errorsIn returns how many errors the linter has in a definition.
func errorsIn(def *asl.Definition, settings *lintSettings) int {
	n := 0
	for _, d := range analyzer.Run(def, nil, rules.All, settings.Config) {
		if d.Severity == source.Error {
			n++
		}
	}
	return n
}
