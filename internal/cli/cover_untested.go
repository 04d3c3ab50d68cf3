package cli

import (
	"fmt"
	"os"
	"slices"
	"sync"

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
	read := sync.OnceValues(func() (string, error) { return locate.ReadFile(name) })
	if locate.IsDefinition(name, read) {
		text, err := read()
		if err != nil {
			return err
		}
		return mergeUntested(profile, locate.Plain(source.NewFile(shown, text)))
	}
	if !locate.HasTemplateName(name) {
		return nil
	}
	text, err := read()
	if err != nil || !locate.MayHaveMachines(name, text) {
		return nil //nolint:nilerr // what cannot be read has no definitions
	}
	for _, o := range locate.OpenAll(source.NewFile(shown, text), locate.FolderNear(name)) {
		if err := mergeUntested(profile, o); err != nil {
			return err
		}
	}
	return nil
}

func mergeUntested(profile *coverage.Profile, o *locate.Opened) error {
	if slices.ContainsFunc(profile.Definitions, func(d coverage.Definition) bool { return d.Name == o.Name() }) {
		return nil
	}
	def, found := o.Parse()
	if found.HasErrors() {
		return nil
	}
	one := &coverage.Profile{Definitions: []coverage.Definition{coverage.New(def).Definition()}}
	if err := profile.Merge(one); err != nil {
		return fmt.Errorf("%s: %w", o.Name(), err)
	}
	return nil
}
