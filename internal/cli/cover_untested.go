package cli

import (
	"fmt"
	"os"
	"slices"
	"sync"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// addUntested adds the definitions below directories that are not in a profile, with nothing reached: coverage is about what is
// deployed, and not about what happens to have tests. Definitions with errors have no points to reach. It returns those that it
// added.
func addUntested(profile *coverage.Profile, args []string) ([]*asl.Definition, error) {
	args, err := expand(args)
	if err != nil {
		return nil, err
	}
	u := &untested{profile: profile}
	for _, arg := range args {
		if info, err := os.Stat(arg); err != nil || !info.IsDir() {
			continue
		}
		err := locate.Walk(arg, func(name string) error { return u.add(name) })
		if err != nil {
			return nil, err
		}
	}
	return u.added, nil
}

// untested adds definitions to a profile.
type untested struct {
	profile *coverage.Profile
	added   []*asl.Definition
}

// add adds the definitions in a file.
func (u *untested) add(name string) error {
	shown := locate.DisplayName(name)
	read := sync.OnceValues(func() (string, error) { return locate.ReadFile(name) })
	if locate.IsDefinition(name, read) {
		text, err := read()
		if err != nil {
			return err
		}
		return u.merge(locate.Plain(source.NewFile(shown, text)))
	}
	if !locate.HasTemplateName(name) {
		return nil
	}
	text, err := read()
	if err != nil || !locate.MayHaveMachines(name, text) {
		return nil //nolint:nilerr // what cannot be read has no definitions
	}
	for _, o := range locate.OpenAll(source.NewFile(shown, text), locate.FolderNear(name)) {
		if err := u.merge(o); err != nil {
			return err
		}
	}
	return nil
}

func (u *untested) merge(o *locate.Opened) error {
	if slices.ContainsFunc(u.profile.Definitions, func(d coverage.Definition) bool { return d.Name == o.Name() }) {
		return nil
	}
	def, found := o.Parse()
	if found.HasErrors() {
		return nil
	}
	one := &coverage.Profile{Definitions: []coverage.Definition{coverage.New(def).Definition()}}
	if err := u.profile.Merge(one); err != nil {
		return fmt.Errorf("%s: %w", o.Name(), err)
	}
	u.added = append(u.added, def)
	return nil
}

// untestedBy returns the coverage of the definitions below directories that no test file of a run is about.
func untestedBy(s *testRun, args []string) (*report.Coverage, error) {
	tested, err := suite.Cover(s.Files, nil)
	if err != nil {
		return nil, err
	}
	profile := &coverage.Profile{Definitions: tested.Definitions}
	added, err := addUntested(profile, orHere(args))
	if err != nil {
		return nil, err
	}
	c := &report.Coverage{Profile: &coverage.Profile{}, Definitions: added}
	for _, def := range added {
		c.Profile.Definitions = append(c.Profile.Definitions, coverage.New(def).Definition())
	}
	return c, nil
}

// definitionsOf reads the definitions of a profile again. Those that are not there, or have errors, are left out.
func definitionsOf(profile *coverage.Profile) []*asl.Definition {
	var list []*asl.Definition
	for i := range profile.Definitions {
		name, machine := locate.SplitName(profile.Definitions[i].Name, locate.IsFile)
		text, err := locate.ReadFile(name)
		if err != nil {
			continue
		}
		opened, err := locate.OpenText(name, machine, text)
		if err != nil {
			continue
		}
		if def, found := opened.Parse(); !found.HasErrors() {
			list = append(list, def)
		}
	}
	return list
}
