package locate

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

// SettingsRules are the rules for resources that mean the same in Terraform.
var SettingsRules = []string{"invalid-machine-name", "invalid-machine-type", "logging-off", "tracing-off"}

// readTerraform reads a configuration of Terraform or OpenTofu.
func readTerraform(file *source.File, near Folder) (*Template, source.Diagnostics) {
	found, parsed := terraform.Read(file, near)
	t := &Template{File: file, Root: &source.Node{Kind: source.Object, Span: file.Span(0, 0)}, isBroken: len(parsed) > 0}
	if len(parsed) > 0 {
		t.Root.Kind = source.Invalid
	}
	for i := range found {
		t.Machines = append(t.Machines, terraformMachine(file, &found[i]))
	}
	return t, parsed
}

func terraformMachine(file *source.File, m *terraform.Machine) Machine {
	made := Machine{Name: m.Address, NameSpan: m.Span, Aliases: m.Aliases, Type: asl.UnknownType, Settings: m.Settings}
	if kind, ok := asl.ParseWorkflowType(m.Type); ok {
		made.Type = kind
	}
	pointer := source.PointerJoin("", m.Address)
	switch {
	case m.Object != nil:
		made.Definition = &object{file: file, root: m.Object, pointer: pointer}
	case len(m.Texts) > 0:
		made.Definition = renderings(file, m.Texts, ".json", pointer)
	case m.File != nil:
		made.reference(m.File)
	}
	return made
}

// reference notes a definition file, and the variables of a template.
func (m *Machine) reference(f *terraform.File) {
	m.Reference = &source.Node{Kind: source.String, Span: f.Span, Text: f.Name}
	m.terraform, m.OpenSubstitutions = f, f.IsOpen
	for _, v := range f.Variables {
		m.Substitutions = append(m.Substitutions, Substitution{Name: v.Name, Span: v.Span, Value: v.Value, IsKnown: v.IsKnown})
	}
}

// An object is a definition that jsonencode is called with.
type object struct {
	file    *source.File
	root    *source.Node
	pointer string
}

// Tree returns the object.
func (d *object) Tree() (*source.File, *source.Node, source.Diagnostics) { return d.file, d.root, nil }

// Place converts JSON pointers, and keeps the fixes that replace a string in quotes or what is inside.
func (d *object) Place(found source.Diagnostics) source.Diagnostics {
	placed := slices.Clone(found)
	for i := range placed {
		placed[i].Pointer = d.pointer + placed[i].Pointer
		placed[i].Fixes = slices.DeleteFunc(slices.Clone(placed[i].Fixes), func(f source.Fix) bool {
			return len(f.Edits) == 0 ||
				slices.ContainsFunc(f.Edits, func(e source.Edit) bool { return !d.canEdit(e) })
		})
	}
	return placed
}

// canEdit reports whether an edit has the same effect in HCL as in JSON: it replaces one string by another, or what is inside.
func (d *object) canEdit(e source.Edit) bool {
	old := e.Span.Text()
	if e.Span.File != d.file {
		return false
	}
	if isPlain(old) && isPlain(e.NewText) && old != "" {
		line := d.file.Line(int(e.Span.Start.Line))
		before := string([]rune(line)[:e.Span.Start.Column-1])
		return strings.Count(before, `"`)%2 == 1 && !strings.Contains(before, `\`)
	}
	return isString(old) && isString(e.NewText)
}

// isString reports whether a text is a string in quotes that means the same in HCL and JSON.
func isString(text string) bool {
	return len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' && isPlain(text[1:len(text)-1])
}

// isPlain reports whether a text means itself in a string of HCL.
func isPlain(text string) bool {
	return !strings.ContainsAny(text, "\"\\\r\n") && !strings.Contains(text, "${") && !strings.Contains(text, "%{")
}

// A rendered is a definition that is the text which a configuration or a template file makes.
type rendered struct {
	file    *source.File // that the findings are in
	content *source.File
	text    *terraform.Text
	pointer string
	// others are what the definition may be instead, as that depends on what is not known.
	others []*rendered
	// more are findings about the file.
	more source.Diagnostics
}

// renderings returns texts as a definition in a file. Their extension says how they are parsed.
func renderings(file *source.File, texts []*terraform.Text, extension, pointer string) *rendered {
	var made []*rendered
	for _, t := range texts {
		made = append(made, &rendered{file: file, content: source.NewFile(file.Name+extension, t.Content), text: t, pointer: pointer})
	}
	made[0].others = made[1:]
	return made[0]
}

// Alternatives returns what a definition may be instead, where that depends on what is not known.
func Alternatives(d Definition) []Definition {
	var others []Definition
	if r, ok := d.(*rendered); ok {
		for _, o := range r.others {
			others = append(others, o)
		}
	}
	return others
}

// Tree parses the text. One that is not JSON because of what is not known has no values and no findings.
func (d *rendered) Tree() (*source.File, *source.Node, source.Diagnostics) {
	nothing := &source.Node{Span: d.content.Span(0, 0)}
	if d.text == nil {
		return d.content, nothing, nil
	}
	root, parsed := source.Parse(d.content)
	if slices.ContainsFunc(parsed, func(f source.Diagnostic) bool {
		return f.Span.IsValid() && d.text.IsUnknownNear(int(f.Span.Start.Offset), int(f.Span.End.Offset))
	}) {
		return d.content, nothing, d.more
	}
	return d.content, root, append(parsed, d.more...)
}

// Place moves findings to where their text comes from. A fix is kept in a heredoc, which has the text byte for byte.
func (d *rendered) Place(found source.Diagnostics) source.Diagnostics {
	return moved{pointer: d.pointer, span: d.span, canEdit: d.canEdit}.place(found)
}

func (d *rendered) span(s source.Span) source.Span {
	if s.File != d.content || !s.IsValid() || d.text == nil {
		return s
	}
	return d.text.Span(int(s.Start.Offset), int(s.End.Offset))
}

// canEdit reports whether an edit of the text has the same effect in the configuration.
func (d *rendered) canEdit(e source.Edit) bool {
	return len(d.others) == 0 && e.Span.File == d.content &&
		d.text.CanEdit(d.file, int(e.Span.Start.Offset), int(e.Span.End.Offset), e.NewText)
}
