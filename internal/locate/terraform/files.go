package terraform

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A fileText is the text of a file, or what a template file makes.
type fileText struct {
	name string // relative to the directory of the file that is read
	span span   // of the name
	// vars are the variables of a template; nil for a file that is taken as it is.
	vars *value
	near Folder
	// display is the directory as it is shown.
	display string
}

// file returns the text of a file that an argument names.
func (e *evaluator) file(name *value, s *scope, at span) *value {
	text, ok := name.scalar()
	text = path.Clean(strings.ReplaceAll(text, `\`, "/"))
	if !ok || path.IsAbs(text) {
		return nil
	}
	m := s.module
	return &value{kind: source.String, span: at, file: &fileText{name: text, span: name.span, near: m.near, display: m.root()}}
}

// root returns the directory of the file that is read, as it is shown.
func (m *module) root() string {
	if m.main != nil {
		return m.display
	}
	return strings.TrimSuffix(m.display, m.dir)
}

// templateOf returns what a template makes with the given variables.
func (e *evaluator) templateOf(template, vars *value, at span) *value {
	if template.file != nil && template.file.vars == nil {
		file := *template.file
		file.vars = vars
		return &value{kind: source.String, span: at, file: &file}
	}
	if template.kind != source.String {
		return unknown(at, "template")
	}
	made := newText(at.File, e.parts(template))
	o := &origin{file: at.File, text: made.Content, made: made}
	x, found := parseTemplate(o)
	if found != nil || hasUnknown(made.parts) {
		return unknown(at, "template")
	}
	return &value{kind: source.String, span: at, parts: e.templateParts(x, templateScope(o, vars), mode{})}
}

// templateScope returns the scope of a template with the given variables.
func templateScope(o *origin, vars *value) *scope {
	s := &scope{origin: o, names: map[string]*value{}, template: true, missing: map[string]span{}}
	for i := range vars.members {
		s.names[vars.members[i].key] = vars.members[i].value
	}
	return s
}

// fileParts returns the text of a file.
func (e *evaluator) fileParts(f *fileText, at span) []part {
	text, err := f.near.ReadFile(f.name)
	if err != nil || len(text) > maxFile || !e.grow(len(text)) {
		return []part{{text: "${file}", span: at, from: opaque, unknown: true}}
	}
	file := source.NewFile(path.Join(f.display, f.name), text)
	if f.vars == nil {
		return []part{{text: text, from: 0, origin: &origin{file: file, text: text}}}
	}
	parts, _, ok := e.renderParts(file, f.vars)
	if !ok {
		return []part{{text: "${templatefile}", span: at, from: opaque, unknown: true}}
	}
	return parts
}

// renderParts returns what a template file makes, false for text that is not a template.
func (e *evaluator) renderParts(file *source.File, vars *value) (parts []part, missing []Name, ok bool) {
	o := fileOrigin(file)
	x, found := parseTemplate(o)
	if found != nil {
		return nil, nil, false
	}
	s := templateScope(o, vars)
	parts = e.templateParts(x, s, mode{})
	for _, name := range slices.Sorted(maps.Keys(s.missing)) {
		missing = append(missing, Name{name, s.missing[name]})
	}
	return parts, missing, true
}

// A Name is a name in a template.
type Name struct {
	Name string
	Span source.Span
}

// A File is a file that is a definition.
type File struct {
	// Name is relative to the directory of the configuration; Span is where it is named.
	Name string
	Span source.Span
	// IsTemplate is whether the file is a template, with the given variables; if it is open, there may be more.
	IsTemplate, IsOpen bool
	Variables          []Variable

	vars *value
}

// A Variable is a variable of a template file.
type Variable struct {
	Name string
	Span source.Span
	// Value is what it is, if IsKnown.
	Value   string
	IsKnown bool
}

func (f *fileText) public() *File {
	made := &File{Name: f.name, Span: f.span, IsTemplate: f.vars != nil, vars: f.vars}
	if f.vars == nil {
		return made
	}
	made.IsOpen = f.vars.kind != source.Object || f.vars.isOpen()
	for i := range f.vars.members {
		m := &f.vars.members[i]
		v := Variable{Name: m.key, Span: m.keySpan}
		v.Value, v.IsKnown = m.value.scalar()
		made.Variables = append(made.Variables, v)
	}
	return made
}

// Render returns what the template file makes with its variables, or with unknown ones if f is nil: several texts if it depends
// on what is not known. It returns nothing for a text that is not a template, or that is JSON or YAML only with other
// variables.
func (f *File) Render(file *source.File) []*Text {
	vars := &value{kind: source.Placeholder}
	if f != nil && f.vars != nil {
		vars = f.vars
	}
	return inWorlds(newEvaluator(), func(e *evaluator) *Text {
		parts, missing, ok := e.renderParts(file, vars)
		if !ok {
			return nil
		}
		t := newText(file, parts)
		t.Missing = missing
		return t
	})
}

// inWorlds returns what a text may be. Of those that depend on what is not known, it returns the ones that are JSON or YAML.
func inWorlds(e *evaluator, render func(*evaluator) *Text) []*Text {
	var texts []*Text
	for i, w := range worlds {
		if i > 0 {
			steps := e.steps
			e = newEvaluator()
			e.steps = steps
		}
		e.world, e.assumed = w, false
		t := render(e)
		switch {
		case t == nil:
			return texts
		case !e.assumed:
			return []*Text{t}
		case isReadable(t) && !slices.ContainsFunc(texts, func(o *Text) bool { return o.Content == t.Content }):
			texts = append(texts, t)
		}
	}
	return texts
}

func isReadable(t *Text) bool {
	_, found := source.Parse(source.NewFile(t.file.Name, t.Content))
	return !slices.ContainsFunc(found, func(d source.Diagnostic) bool {
		return d.Rule == source.RuleJSONSyntax || d.Rule == source.RuleYAMLSyntax
	})
}
