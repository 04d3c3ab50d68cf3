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
)

// followReferences adds the definitions that templates name by their files, and tells those that are there their type:
// when all templates that name one agree on it.
func (p *Project) followReferences(ctx context.Context, files []*File) ([]*File, error) {
	byName := map[string]*File{}
	for _, f := range files {
		byName[f.Source.Name] = f
	}
	known := map[string]bool{} // whether a template has named it before
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

// parse returns the definition that the file is.
func (f *File) parse() *asl.Definition {
	def, _ := asl.Parse(f.Source)
	return def
}

// references returns the machines whose definitions are in files of their own.
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

// resolve returns the file that a template names, when it is a file below the folder that is linted, or below the
// current one. Symbolic links do not lead out of there.
func (p *Project) resolve(f *File, uri string) (string, bool) {
	if !p.isReachable(f, uri) {
		return "", false
	}
	name := path.Join(path.Dir(f.Source.Name), filepath.ToSlash(uri))
	return name, p.from().has(".", name) || p.from().has(f.Root, name)
}

// isReachable reports whether a name in a template leads to where files are read, as far as the words tell.
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

// withDefinitions drops templates of which there is nothing to say, and says so where one could think otherwise.
func withDefinitions(files []*File) (kept []*File, notices []string) {
	for _, f := range files {
		reason, linted := f.nothingToSay()
		if linted {
			kept = append(kept, f)
		}
		if reason != "" {
			notices = append(notices, OneLine(f.Source.Name)+" is "+reason)
		}
	}
	return kept, notices
}

// nothingToSay says why the definitions of a template are not linted, "" where nobody needs to know, and whether something
// else is: the resources, or the syntax.
func (f *File) nothingToSay() (reason string, linted bool) {
	switch {
	case f.unfinished:
		return "left out: another tool makes a template of it, which fills in {{ }} or {% %}", false
	case f.Definitions() > 0 || len(f.parsed) > 0:
		return "", true
	case len(f.template.Machines) == 0 && f.Named:
		return "a template without state machines", false
	case len(f.template.Machines) > 0 && f.Named && !slices.ContainsFunc(f.template.Machines, locate.Machine.InFile):
		return "a template whose definitions are not known before it is deployed", true
	default:
		return "", len(f.template.Machines) > 0
	}
}

// unread says which definitions of a template are not linted though one could think so: files that are not there, or not to
// be read, and next to others those that only deployment knows.
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
		notices = append(notices, fmt.Sprintf("%s:%d:%d: the definition of %s is not judged: %s",
			OneLine(f.Source.Name), start.Line, start.Column, OneLine(m.Name), reason))
	}
	return notices
}

// unreadReason says why the definition of a machine is not linted, "" where it is or nobody needs to know. Others is whether the
// template has definitions that are known.
func (p *Project) unreadReason(f *File, m *locate.Machine, others bool) string {
	switch {
	case m.InFile() && f.Path == "-":
		return "it is in a file beside the template, which came from the standard input"
	case m.InFile() && f.targets[m.Reference.Text] == nil:
		if !p.isReachable(f, m.Reference.Text) {
			return fmt.Sprintf("%q is not below the folder of the template or the current one", m.Reference.Text)
		}
		return fmt.Sprintf("there is no file %q", m.Reference.Text)
	case m.Definition == nil && !m.InFile() && f.Named && others:
		return "it is uploaded, or not known before it is deployed"
	default:
		return ""
	}
}
