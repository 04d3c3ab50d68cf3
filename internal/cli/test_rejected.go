package cli

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/source"
)

// checkRejected fails the run if a tested definition has lint errors, unless that is allowed: a test that passes is worth
// nothing if AWS rejects the definition. 'aslcheck lint' has the details.
func (a *app) checkRejected(s *testRun, allowed bool) error {
	p := &lint.Project{}
	seen := map[string]bool{}
	for _, r := range s.Results {
		def := r.Case.File.Definition
		if def == nil || seen[def.File.Name] {
			continue
		}
		seen[def.File.Name] = true
		found, err := p.Errors(def)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			continue
		}
		advice := ""
		if !allowed {
			a.code = exitFindings
			advice = "; --allow-rejected runs its tests anyway"
		}
		_, err = fmt.Fprintf(a.stderr, "AWS would reject %s: 'aslcheck lint' reports %s%s\n",
			lint.OneLine(def.File.Name), source.Plural(len(found), "error"), advice)
		if err != nil {
			return err
		}
	}
	return nil
}
