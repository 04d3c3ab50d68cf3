package terraform

import (
	"encoding/json"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// parts returns the text of a value in a template.
func (e *evaluator) parts(v *value) []part {
	switch {
	case v.encoded != nil:
		w := encoder{evaluator: e}
		w.value(v.encoded, 0)
		return w.parts
	case v.file != nil:
		return e.fileParts(v.file, v.span)
	case v.kind == source.String:
		return v.parts
	case v.kind == source.Number || v.kind == source.Bool:
		return []part{{text: v.text, span: v.span, from: opaque}}
	case v.kind == source.Placeholder:
		return []part{{text: v.text, span: v.span, from: opaque, unknown: true}}
	default:
		return []part{{text: "${unknown}", span: v.span, from: opaque, unknown: true}}
	}
}

// maxTreeDepth is how deep the tree of a definition is at most.
const maxTreeDepth = 900

// An encoder writes a value as JSON.
type encoder struct {
	*evaluator
	parts []part
}

func (w *encoder) write(at span, text string) {
	w.parts = append(w.parts, part{text: text, span: at, from: opaque})
}

func (w *encoder) value(v *value, depth int) {
	if w.steps++; w.steps > maxSteps || depth > maxTreeDepth {
		w.write(v.span, "null")
		return
	}
	switch v.kind {
	case source.Null, source.Invalid:
		w.write(v.span, "null")
	case source.Array:
		w.write(v.span, "[")
		for i, item := range v.items {
			if i > 0 {
				w.write(item.span, ",")
			}
			w.value(item, depth+1)
		}
		w.write(v.span, "]")
	case source.Object:
		w.write(v.span, "{")
		for i := range v.members {
			m := &v.members[i]
			if i > 0 {
				w.write(m.keySpan, ",")
			}
			w.write(m.keySpan, quote(m.key)+":")
			w.value(m.value, depth+1)
		}
		w.write(v.span, "}")
	case source.String:
		w.string(v)
	default:
		w.parts = append(w.parts, w.evaluator.parts(v)...)
	}
}

func (w *encoder) string(v *value) {
	w.write(v.span, `"`)
	for _, p := range w.evaluator.parts(v) {
		if quoted := quote(p.text); quoted[1:len(quoted)-1] != p.text && !p.unknown {
			p = part{text: quoted[1 : len(quoted)-1], span: p.place(0, len(p.text)), from: opaque}
		}
		w.parts = append(w.parts, p)
	}
	w.write(v.span, `"`)
}

func quote(text string) string {
	var b strings.Builder
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	_ = w.Encode(text) // a string has JSON
	return strings.TrimSuffix(b.String(), "\n")
}

// node returns the value as a tree. What is too large or too deep is unknown.
func (e *evaluator) node(v *value, depth int) *source.Node {
	n := &source.Node{Kind: v.kind, Span: v.span, Text: v.text}
	if e.steps++; e.steps > maxSteps || depth > maxTreeDepth {
		n.Kind, n.Text = source.Placeholder, "${unknown}"
		return n
	}
	switch v.kind {
	case source.String:
		parts := e.parts(v)
		n.Text = joined(parts)
		if !e.grow(len(n.Text)) {
			n.Text = ""
		}
		if len(parts) == 1 && parts[0].unknown {
			n.Kind = source.Placeholder
		}
	case source.Array:
		for _, item := range v.items {
			n.Items = append(n.Items, e.node(item, depth+1))
		}
	case source.Object:
		for i := range v.members {
			m := &v.members[i]
			n.Members = append(n.Members, source.Member{Key: m.key, KeySpan: m.keySpan, Value: e.node(m.value, depth+1)})
		}
	default: // it has a text at most
	}
	return n
}

// fromNode returns a tree as a value, with its spans moved by place.
func (e *evaluator) fromNode(n *source.Node, place func(source.Span) source.Span) *value {
	e.steps++
	v := &value{kind: n.Kind, span: place(n.Span), text: n.Text}
	switch n.Kind {
	case source.Invalid:
		return unknown(v.span, "unknown")
	case source.String:
		v = str(v.span, n.Text)
		v.parts[0].unknown = strings.Contains(n.Text, "${")
	case source.Array:
		for _, item := range n.Items {
			v.items = append(v.items, e.fromNode(item, place))
		}
	case source.Object:
		for i := range n.Members {
			m := &n.Members[i]
			v.members = append(v.members, member{key: m.Key, keySpan: place(m.KeySpan), value: e.fromNode(m.Value, place)})
		}
	default: // it has a text at most
	}
	return v
}

// json evaluates a value of a file in JSON, whose strings are templates.
func (e *evaluator) json(n *source.Node, s *scope) *value {
	e.steps++
	v := &value{kind: n.Kind, span: n.Span, text: n.Text}
	switch n.Kind {
	case source.Invalid, source.Placeholder:
		return unknown(n.Span, nameOf(n.Text))
	case source.String:
		return e.jsonString(n, s)
	case source.Array:
		for _, item := range n.Items {
			v.items = append(v.items, e.json(item, s))
		}
	case source.Object:
		for i := range n.Members {
			m := &n.Members[i]
			v.members = append(v.members, member{key: m.Key, keySpan: m.KeySpan, value: e.json(m.Value, s)})
		}
	default: // it has a text at most
	}
	return v
}

// jsonString evaluates a string of a file in JSON.
func (e *evaluator) jsonString(n *source.Node, s *scope) *value {
	within := n.Within()
	o := &origin{file: n.Span.File, text: n.Text, within: &within}
	x, found := parseTemplate(o)
	if found != nil {
		return unknown(n.Span, "unknown")
	}
	v := e.eval(x, &scope{module: s.module, origin: o})
	if v.kind == source.String && v.encoded == nil && v.file == nil {
		made := *v
		made.span = n.Span
		return &made
	}
	return v
}
