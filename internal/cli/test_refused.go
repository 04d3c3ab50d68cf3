package cli

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/source"
)

// mentionRefused says which of the definitions that were run have errors for the linter: a test that passes is worth nothing
// when AWS refuses the definition. What to do about them is for aslcheck lint.
func (a *app) mentionRefused(s *testRun) error {
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
		_, err = fmt.Fprintf(a.stderr, "AWS would refuse %s: 'aslcheck lint' has %s in it\n",
			lint.OneLine(def.File.Name), source.Plural(len(found), "error"))
		if err != nil {
			return err
		}
	}
	return nil
}
