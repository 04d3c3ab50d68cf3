package lint

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// followReferences adds the definition files that templates refer to, and sets their type if all templates that refer to one
// agree on it.
func (p *Project) followReferences(ctx context.Context, files []*File) ([]*File, error) {
	byName := map[string]*File{}
	for _, f := range files {
		byName[f.Source.Name] = f
	}
	known := map[string]bool{} // whether a template has referred to it before
	var further []*File
	for _, f := range files {
		for _, m := range f.references() {
			name, ok := p.resolve(f, m.Reference.Text)
			if !ok {
				continue
			}
			target := byName[name]
			if target == nil {
				target = &File{Input: Input{Path: filepath.FromSlash(name), Root: f.Root}, referred: true}
				byName[name] = target
				further = append(further, target)
			}
			if target.definition == nil {
				target.definition = sync.OnceValue(target.parse)
			}
			f.targets[m.Reference.Text] = target
			target.users = append(target.users, m)
			if known[name] && target.kind != m.Type {
				target.kind = ""
				continue
			}
			target.kind, known[name] = m.Type, true
		}
	}
	if err := each(ctx, further, p.Jobs, func(f *File) { f.load(p) }); err != nil {
		return nil, err
	}
	return append(files, further...), nil
}

// parse parses the file as a definition.
func (f *File) parse() *asl.Definition {
	if d := locate.Rendered(f.Source, f.users); d != nil {
		def, _ := locate.Parse(d)
		return def
	}
	def, _ := asl.Parse(f.Source)
	return def
}

// references returns the machines whose definitions are in separate files.
func (f *File) references() []*locate.Machine {
	var machines []*locate.Machine
	if f.template == nil || f.Path == "-" || f.unfinished {
		return nil
	}
	for i := range f.template.Machines {
		if m := &f.template.Machines[i]; m.Reference != nil {
			machines = append(machines, m)
		}
	}
	return machines
}

// resolve returns the file that a template refers to, if it is below the directory being linted or the current one.
// Symbolic links cannot leave these.
func (p *Project) resolve(f *File, uri string) (string, bool) {
	if !p.isReachable(f, uri) {
		return "", false
	}
	name := path.Join(path.Dir(f.Source.Name), filepath.ToSlash(uri))
	return name, p.from().has(".", name) || p.from().has(f.Root, name)
}

// isReachable reports whether a reference in a template leads to a directory from which files are read, by its text alone.
func (p *Project) isReachable(f *File, uri string) bool {
	uri = filepath.ToSlash(uri)
	if path.IsAbs(uri) {
		return false
	}
	name := path.Join(path.Dir(f.Source.Name), uri)
	_, here := p.from().relative(".", name)
	_, below := p.from().relative(f.Root, name)
	return here || below
}

// withDefinitions drops templates in which nothing is linted, with a notice if that may surprise.
func withDefinitions(files []*File) (kept []*File, notices []string) {
	for _, f := range files {
		reason, linted := f.skipReason()
		if linted {
			kept = append(kept, f)
		}
		if reason != "" {
			notices = append(notices, source.OneLine(f.Source.Name)+" is "+reason)
		}
	}
	return kept, notices
}

// skipReason returns why the definitions of a template are not linted, "" if that needs no notice, and whether
// anything else is linted: the resources, or the syntax.
func (f *File) skipReason() (reason string, linted bool) {
	switch {
	case f.unfinished:
		return "skipped: it looks like input for another template engine, with {{ }} or {% %}", false
	case f.Definitions() > 0 || len(f.parsed) > 0 || f.other != "":
		return "", true
	case len(f.template.Machines) > 0 && f.Named && !slices.ContainsFunc(f.template.Machines, locate.Machine.InFile):
		return "a template whose definitions are known only at deployment", true
	default:
		return "", len(f.template.Machines) > 0
	}
}

// unread returns notices about definitions of a template that are unexpectedly not linted: missing or unreachable files and,
// if the template has other definitions, those that are known only at deployment.
func (p *Project) unread(f *File) []string {
	if f.template == nil {
		return nil
	}
	var notices []string
	others := f.Definitions()+len(f.references()) > 0
	for i := range f.template.Machines {
		m := &f.template.Machines[i]
		reason := p.unreadReason(f, m, others)
		if reason == "" {
			continue
		}
		start := m.NameSpan.Start
		if m.Reference != nil {
			start = m.Reference.Span.Start
		}
		notices = append(notices, fmt.Sprintf("%s:%d:%d: the definition of %s is not checked: %s",
			source.OneLine(f.Source.Name), start.Line, start.Column, source.OneLine(m.Name), reason))
	}
	return notices
}

// unreadReason returns why the definition of a machine is not linted, or "" if it is or if that needs no notice. Others is
// whether the template has other definitions.
func (p *Project) unreadReason(f *File, m *locate.Machine, others bool) string {
	switch {
	case m.InFile() && f.Path == "-":
		return "it is in a file next to the template, which was read from standard input"
	case m.InFile() && f.targets[m.Reference.Text] == nil:
		if !p.isReachable(f, m.Reference.Text) {
			return fmt.Sprintf("%q is not below the directory of the template or the current directory", m.Reference.Text)
		}
		return fmt.Sprintf("file %q does not exist", m.Reference.Text)
	case m.Definition == nil && !m.InFile() && f.Named && others:
		return "it is uploaded, or known only at deployment"
	default:
		return ""
	}
}
