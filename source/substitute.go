package source

import (
	"maps"
	"slices"
	"strings"
)

// Substitute returns the tree with every ${Name} replaced by its value: in strings, in keys, and outside quotes, where
// a value that is JSON becomes what it denotes, such as a number, and any other a string. ${!Name} becomes the literal
// ${Name}. It also returns the sorted names without a value; these stay as they are.
//
// The tree given does not change; the new one shares what is equal. Replaced values keep their span.
func Substitute(root *Node, values map[string]string) (*Node, []string) {
	s := substituter{values: values, missing: map[string]bool{}, done: map[*Node]*Node{}}
	root = s.node(root)
	return root, slices.Sorted(maps.Keys(s.missing))
}

type substituter struct {
	values  map[string]string
	missing map[string]bool
	done    map[*Node]*Node // of arrays and objects, which aliases may share
}

func (s *substituter) node(n *Node) *Node {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case String:
		if text := s.text(n.Text); text != n.Text {
			made := *n
			made.Text = text
			return &made
		}
	case Placeholder:
		return s.placeholder(n)
	case Array, Object:
		made, ok := s.done[n]
		if !ok {
			made = s.container(n)
			s.done[n] = made
		}
		return made
	default: // nothing to replace
	}
	return n
}

func (s *substituter) container(n *Node) *Node {
	made := *n
	changed := false
	for i, item := range n.Items {
		if got := s.node(item); got != item {
			if !changed {
				made.Items = slices.Clone(n.Items)
				changed = true
			}
			made.Items[i] = got
		}
	}
	for i := range n.Members {
		m := &n.Members[i]
		key, value := s.text(m.Key), s.node(m.Value)
		if key != m.Key || value != m.Value {
			if !changed {
				made.Members = slices.Clone(n.Members)
				changed = true
			}
			made.Members[i].Key, made.Members[i].Value = key, value
		}
	}
	if !changed {
		return n
	}
	return &made
}

// placeholder replaces a placeholder outside quotes.
func (s *substituter) placeholder(n *Node) *Node {
	text := s.text(n.Text)
	if text == n.Text {
		return n
	}
	value, ds := ParseJSON(NewFile("", text))
	if len(ds) > 0 {
		value = &Node{Kind: String, Text: text}
		if len(placeholders(text)) > 0 {
			value.Kind = Placeholder
		}
	}
	moveTo(value, n.Span)
	value.Tag = n.Tag
	return value
}

// moveTo gives every node of a tree the same span. The tree must not be shared.
func moveTo(n *Node, span Span) {
	n.Span = span
	for _, item := range n.Items {
		moveTo(item, span)
	}
	for i := range n.Members {
		n.Members[i].KeySpan = span
		moveTo(n.Members[i].Value, span)
	}
}

// text replaces the placeholders in a text.
func (s *substituter) text(text string) string {
	found := placeholders(text)
	if len(found) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, p := range found {
		b.WriteString(text[at:p.start])
		at = p.end
		inner := text[p.start+len("${") : p.end-len("}")]
		name := strings.TrimSpace(inner)
		value, known := s.values[name]
		switch literal, escaped := strings.CutPrefix(inner, "!"); {
		case escaped:
			b.WriteString("${" + literal + "}")
		case known:
			b.WriteString(value)
		default:
			b.WriteString(text[p.start:p.end])
			if isName(name) {
				s.missing[name] = true
			}
		}
	}
	b.WriteString(text[at:])
	return b.String()
}

// isName reports whether a value can be expected under name. An object constructor of JSONata, ${"key": value}, looks
// like a placeholder, but isn't one.
func isName(name string) bool { return name != "" && !strings.ContainsAny(name, "\"'\n") }

// A byteRange is a half-open range of offsets.
type byteRange struct{ start, end int }

// placeholders returns the outermost substitutions of a text that are closed. It takes one pass, whatever is in there.
func placeholders(text string) []byteRange {
	if !strings.Contains(text, "${") {
		return nil
	}
	var found []byteRange
	var open []int // offsets of "${", or -1 for a mere brace
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '$' && strings.HasPrefix(text[i+1:], "{"):
			open = append(open, i)
			i++
		case text[i] == '{' && len(open) > 0:
			open = append(open, -1)
		case text[i] == '}' && len(open) > 0:
			start := open[len(open)-1]
			open = open[:len(open)-1]
			if start < 0 {
				continue
			}
			for len(found) > 0 && found[len(found)-1].start > start {
				found = found[:len(found)-1] // it was inside this one
			}
			found = append(found, byteRange{start: start, end: i + 1})
		}
	}
	return found
}
