package lint

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/source"
)

// A Project configures how definitions are linted: with the settings that apply to them, and overrides. The zero value
// looks for settings files up to the top of the repository. It is not safe for concurrent use.
type Project struct {
	// Dir is the directory that names are relative to; "" is the current one.
	Dir string
	// Read, if not nil, reads a definition or a template instead of the file system. It may be called by several
	// goroutines.
	Read func(name string) (string, error)
	// Config is the settings file to read instead of those next to definitions; NoConfig reads none.
	Config   string
	NoConfig bool
	// Override overrides the settings files.
	Override Override
	// Jobs is how many files are checked in parallel, 0 for one per CPU.
	Jobs int

	leftOut []*File              // by the last Load
	folders map[string]*Settings // by directory, nil for one without a settings file
	nearest map[string]*Settings // by directory, those that apply to its files
	bare    *Settings            // only the overrides
	notices []string             // about settings
}

// An Override overrides settings files. Fields with the zero value override nothing.
type Override struct {
	FailOn source.Severity
	Type   analyzer.Type
	// Only are the rules to apply; empty means all.
	Only []*analyzer.Rule
	// Severities are the severities of rules by name.
	Severities map[string]source.Severity
}

// Settings configure how a definition is linted.
type Settings struct {
	analyzer.Config
	// FailOn is the least severe severity that fails the run.
	FailOn source.Severity

	from   folder
	ignore []glob
}

// Ignores reports whether a definition is not to be linted.
func (s *Settings) Ignores(shown string) bool {
	return slices.ContainsFunc(s.ignore, func(g glob) bool { return g.matches(s.from, shown) })
}

// A ConfigError lists the errors in a configuration file or a baseline.
type ConfigError struct{ Findings source.Diagnostics }

func (e *ConfigError) Error() string {
	lines := make([]string, len(e.Findings))
	for i := range e.Findings {
		lines[i] = source.OneLine(e.Findings[i].Span.String() + ": " + e.Findings[i].Message)
	}
	return strings.Join(lines, "\n")
}

// SettingsOf returns the settings of a definition: those of the nearest settings file above it, up to the top of the
// repository, which has .git, or up to the current directory where there is none,
// with the overrides applied. The error is a *ConfigError if the settings file has findings.
func (p *Project) SettingsOf(shown string) (*Settings, error) {
	if p.folders == nil {
		p.folders, p.nearest, p.bare = map[string]*Settings{}, map[string]*Settings{}, p.settings(&mergedConfig{})
	}
	if p.Config != "" {
		return p.folder("", filepath.ToSlash(p.Config), ".")
	}
	if p.NoConfig {
		return p.bare, nil
	}
	if below, ok := p.from().relative(".", shown); ok {
		shown = below
	}
	dir := path.Dir(shown)
	if s := p.nearest[dir]; s != nil {
		return s, nil
	}
	s, err := p.search(dir)
	if err == nil {
		p.nearest[dir] = s
	}
	return s, err
}

// search returns the settings of a directory, which the file system says.
func (p *Project) search(dir string) (*Settings, error) {
	for _, dir := range p.from().searched(dir) {
		s, err := p.folder(dir, path.Join(dir, ConfigName), dir)
		if s != nil || err != nil {
			return s, err
		}
	}
	return p.bare, nil
}

func (p *Project) from() folder { return folder(p.Dir) }

// folder returns the settings in a file, or nil if it does not exist. Its patterns are relative to root.
func (p *Project) folder(key, name, root string) (*Settings, error) {
	if s, ok := p.folders[key]; ok {
		return s, nil
	}
	if _, err := os.Lstat(p.from().at(name)); key != "" && errors.Is(err, fs.ErrNotExist) {
		p.folders[key] = nil
		p.misnamed(root)
		return nil, nil
	}
	text, err := p.from().read(name)
	if err != nil {
		return nil, err
	}
	chain, found, err := p.from().readChain(source.NewFile(path.Clean(name), text))
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		return nil, &ConfigError{found}
	}
	p.folders[key] = p.settings(merge(chain, root))
	return p.folders[key], nil
}

// settings applies the overrides to merged settings files.
func (p *Project) settings(c *mergedConfig) *Settings {
	s := &Settings{
		Config: analyzer.Config{Type: cmp.Or(p.Override.Type, c.kind), Severities: map[string]source.Severity{}},
		FailOn: cmp.Or(p.Override.FailOn, c.failOn, source.Warning), from: p.from(), ignore: c.globs,
	}
	maps.Copy(s.Severities, c.rules)
	if len(p.Override.Only) > 0 {
		s.Severities = only(p.Override.Only, s.Severities)
	}
	maps.Copy(s.Severities, p.Override.Severities)
	return s
}

// only returns the severities that turn off all rules except those in a list.
func only(list []*analyzer.Rule, severities map[string]source.Severity) map[string]source.Severity {
	kept := map[string]source.Severity{}
	for _, r := range rules.All {
		kept[r.Name] = analyzer.Off
	}
	for _, r := range list {
		kept[r.Name] = cmp.Or(severities[r.Name], r.Severity)
	}
	return kept
}
