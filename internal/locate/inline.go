package locate

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// An inline is a definition that is an object of the template.
type inline struct {
	file    *source.File // that of the template, or all texts of it and of the files that have parts of the definition
	root    *source.Node // with placeholders for intrinsic functions
	parsed  source.Diagnostics
	pointer string
	// composed is whether the template engine filled in variables, so that the text of a value may be that of a variable.
	composed bool
}

// inline returns an object as a definition, or nil for another value or one that is known only at deployment.
func (r *reader) inline(machine *Machine, n *source.Node, pointer string) Definition {
	n = r.value(n)
	if n.Kind != source.Object || cloudformation.IsIntrinsic(n) || r.budget < 0 {
		return nil
	}
	p := placeholders{reader: r, done: map[*source.Node]*source.Node{}, last: r.template.File}
	root := p.node(n)
	if p.size > r.budget {
		r.tooLong(machine.NameSpan)
		return nil
	}
	r.budget -= p.size
	parsed := append(r.take(n), machine.Undeclared(n)...)
	return &inline{file: p.file(r.template.File), root: root, parsed: parsed, pointer: pointer, composed: r.composed}
}

// Tree returns the object.
func (d *inline) Tree() (*source.File, *source.Node, source.Diagnostics) {
	return d.file, d.root, slices.Clone(d.parsed)
}

// Place converts JSON pointers to those of the template. Spans already refer to the template, or to the file that has a part of
// the definition. What a variable yields can't be fixed where it is used.
func (d *inline) Place(found source.Diagnostics) source.Diagnostics {
	placed := slices.Clone(found)
	for i := range placed {
		placed[i].Pointer = d.pointer + placed[i].Pointer
		if d.composed {
			placed[i].Fixes = slices.DeleteFunc(slices.Clone(placed[i].Fixes), replacesVariable)
		}
	}
	return placed
}

func replacesVariable(f source.Fix) bool {
	return slices.ContainsFunc(f.Edits, func(e source.Edit) bool {
		text := e.Span.Text()
		return strings.Contains(text, "${") || strings.Contains(text, "&{") || strings.Contains(text, "FindInMap")
	})
}

// placeholders replaces intrinsic functions with placeholders, so that there is one form for values that are known only at
// deployment. The text of Fn::Sub stays: it has its own placeholders.
type placeholders struct {
	reader *reader
	done   map[*source.Node]*source.Node // of arrays and objects, which aliases may share
	size   int                           // of all texts
	last   *source.File                  // of the last value
	more   []*source.File                // other files than that of the template
}

func (p *placeholders) node(n *source.Node) *source.Node {
	if n.Span.File != p.last && n.Span.File != nil {
		p.last = n.Span.File
		if !slices.Contains(p.more, p.last) {
			p.more = append(p.more, p.last)
		}
	}
	n = p.reader.value(n)
	if name, argument := cloudformation.Intrinsic(n); name != "" && !strings.HasPrefix(name, "ForEach::") {
		made := p.placeholder(n, name, argument)
		p.size += len(made.Text)
		return made
	}
	if n.Kind != source.Array && n.Kind != source.Object {
		p.size += len(n.Text)
		return n
	}
	made, ok := p.done[n]
	if !ok {
		made = p.container(n)
		p.done[n] = made
	}
	return made
}

func (p *placeholders) container(n *source.Node) *source.Node {
	made := *n
	made.Items, made.Members = slices.Clone(n.Items), make([]source.Member, 0, len(n.Members))
	for i, item := range made.Items {
		made.Items[i] = p.node(item)
	}
	p.reader.members(n, 0, func(m *source.Member) {
		made.Members = append(made.Members, source.Member{Key: m.Key, KeySpan: m.KeySpan, Value: p.node(m.Value)})
	})
	return &made
}

// placeholder returns the placeholder for a call of an intrinsic function.
func (p *placeholders) placeholder(n *source.Node, name string, argument *source.Node) *source.Node {
	if text := cloudformation.SubText(argument); name == "Sub" && text != nil && !strings.Contains(text.Text, subEscape) {
		filled := withConstants(text, argument)
		p.reader.composed = p.reader.composed || filled != text
		return filled
	}
	return &source.Node{Kind: source.Placeholder, Span: n.Span, Text: token(name, argument)}
}

// file returns the file in which the text of the definition can be searched: that of the template, or one with the texts of all
// files that have parts of the definition.
func (p *placeholders) file(template *source.File) *source.File {
	if len(p.more) == 0 {
		return template
	}
	texts := []string{template.Text}
	for _, f := range p.more {
		if f != template {
			texts = append(texts, f.Text)
		}
	}
	return source.NewFile(template.Name, strings.Join(texts, "\n"))
}
