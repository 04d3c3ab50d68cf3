package analyzer

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// pathSuffix ends the keys of a template whose values are paths.
const pathSuffix = ".$"

// find returns what a path finds in a document.
func (s *shape) find(p *query.Path) *shape {
	if s == nil {
		return nil // anything may be anywhere
	}
	names, whole, ok := p.Members()
	if !ok {
		return nil
	}
	value, _ := s.get(names, whole)
	return value
}

// read checks what a path reads of a document, and reports it when it finds nothing.
func (r *run) read(site *Field, p *query.Path, doc *shape) {
	switch {
	case doc == nil:
	case p.IsCall():
		r.arguments(site, p, doc)
	default:
		if doc.lacksPath(p) {
			r.nothing(site, &p.Refs().Reads[0])
		}
	}
}

// arguments checks what a call of an intrinsic function reads.
func (r *run) arguments(site *Field, p *query.Path, doc *shape) {
	reads := p.Refs().Reads
	for i := range reads {
		if ref := &reads[i]; ref.Root == query.Document && !doc.has(ref.Steps) {
			r.nothing(site, ref)
		}
	}
	for _, ref := range p.Passed(stringToJSON) {
		if ref.Root == query.Document {
			r.parse(doc, ref, ref.Steps)
		}
	}
}

const stringToJSON = "States.StringToJson"

func (r *run) nothing(site *Field, ref *query.Ref) {
	r.found.dead = append(r.found.dead, DeadRead{Field: site, Ref: *ref})
}

// field reads a state's own field that holds a path and returns what it finds, and doc where the field is not set.
func (r *run) field(st asl.State, name string, doc *shape) *shape {
	site := r.flow.program.Find(st, name)
	if site == nil || site.Path == nil {
		return doc
	}
	r.read(site, site.Path, doc)
	return doc.find(site.Path)
}

// look checks the paths in a template. Most find what they read, and none of them needs a look at the template itself then.
func (r *run) look(st asl.State, name string, doc *shape) {
	if doc == nil {
		return
	}
	site := r.flow.program.Find(st, name)
	if site != nil && site.Template != nil && slices.ContainsFunc(site.Template.Paths, doc.lacks) {
		r.lookInside(site, site.Node, doc)
	}
}

// lacks reports whether a path or a call may read something that isn't there, or have another finding.
func (s *shape) lacks(p *query.TemplatePath) bool {
	if !p.IsCall() {
		return s.lacksPath(&p.Path)
	}
	reads := p.Refs().Reads
	for i := range reads {
		if reads[i].Root == query.Document && !s.has(reads[i].Steps) {
			return true
		}
	}
	return len(p.Passed(stringToJSON)) > 0
}

// lacksPath reports whether a path reads something that isn't there.
func (s *shape) lacksPath(p *query.Path) bool {
	names, _, ok := p.Members()
	return ok && !s.has(names)
}

// lookInside checks the paths in a part of a template.
func (r *run) lookInside(site *Field, n *source.Node, doc *shape) {
	if asl.IsOpaque(n) {
		return
	}
	for _, item := range n.Items {
		r.lookInside(site, item, doc)
	}
	for i := range n.Members {
		m := &n.Members[i]
		if p := r.flow.pathOf(site, m); p != nil {
			r.read(site, p, doc)
		} else {
			r.lookInside(site, m.Value, doc)
		}
	}
}

// template returns the shape of a payload template.
func (f *Flow) template(st asl.State, name string, doc *shape) *shape {
	site := f.program.Find(st, name)
	if site == nil || site.Template == nil {
		return nil
	}
	return f.part(site, site.Node, doc)
}

func (f *Flow) part(site *Field, n *source.Node, doc *shape) *shape {
	if asl.IsOpaque(n) || n.Kind != source.Object {
		return constantShape(n)
	}
	list, open := make([]member, len(n.Members)), false
	for i := range n.Members {
		m := &n.Members[i]
		list[i].name = strings.TrimSuffix(m.Key, pathSuffix)
		if p := f.pathOf(site, m); p != nil {
			list[i].value = doc.find(p)
		} else {
			list[i].value = f.part(site, m.Value, doc)
		}
		open = open || asl.HasPlaceholder(m.Key)
	}
	return object(newMembers(list), open)
}

// few is up to how many paths are looked for one after the other.
const few = 16

// pathOf returns the path that is the value of a member of a template, nil where it is another value.
func (f *Flow) pathOf(site *Field, m *source.Member) *query.Path {
	if !strings.HasSuffix(m.Key, pathSuffix) {
		return nil
	}
	paths := site.Template.Paths
	if len(paths) <= few {
		for _, p := range paths {
			if p.Node() == m.Value {
				return &p.Path
			}
		}
		return nil
	}
	if f.inside == nil {
		f.inside = map[*source.Node]*query.Path{}
		for _, site := range f.program.Fields {
			if site.Template != nil && len(site.Template.Paths) > few {
				for _, p := range site.Template.Paths {
					f.inside[p.Node()] = &p.Path
				}
			}
		}
	}
	return f.inside[m.Value]
}
