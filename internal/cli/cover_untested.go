package cli

import (
	"fmt"
	"os"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// addUntested adds the definitions below directories that are not in a profile, with nothing reached: coverage is about what is
// deployed, and not about what happens to have tests. Definitions with errors have no points to reach.
func addUntested(profile *coverage.Profile, args []string) error {
	args, err := expand(args)
	if err != nil {
		return err
	}
	for _, arg := range args {
		if info, err := os.Stat(arg); err != nil || !info.IsDir() {
			continue
		}
		err := locate.Walk(arg, func(name string) error { return addDefinition(profile, name) })
		if err != nil {
			return err
		}
	}
	return nil
}

func addDefinition(profile *coverage.Profile, name string) error {
	shown := locate.DisplayName(name)
	known := slices.ContainsFunc(profile.Definitions, func(d coverage.Definition) bool { return d.Name == shown })
	read := func() (string, error) { return locate.ReadFile(name) }
	if known || !locate.IsDefinition(name, read) {
		return nil
	}
	text, err := read()
	if err != nil {
		return err
	}
	def, found := asl.Parse(source.NewFile(shown, text))
	if found.HasErrors() {
		return nil
	}
	one := &coverage.Profile{Definitions: []coverage.Definition{coverage.New(def).Definition()}}
	if err := profile.Merge(one); err != nil {
		return fmt.Errorf("%s: %w", shown, err)
	}
	return nil
}
