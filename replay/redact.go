package replay

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// A Redaction replaces values of payloads. Paths are names of members joined by dots, such as "customer.email"; "*" is
// any member or element, "[0]" and "[*]" are elements. A path matches anywhere in a payload, or, with "$." before it, from
// its root on. A text that was replaced once is replaced everywhere, so data can still be followed through the states.
type Redaction struct {
	paths [][]string
	names map[string]string // the replacement of a text
	order []string
}

// root is the first part of a path that begins at the root.
const root = "$"

// ParseRedaction reads paths.
func ParseRedaction(paths []string) (*Redaction, error) {
	r := &Redaction{names: map[string]string{}}
	for _, path := range paths {
		parts := strings.Split(strings.ReplaceAll(strings.ReplaceAll(path, "[", "."), "]", ""), ".")
		for _, part := range parts {
			if part == "" {
				return nil, fmt.Errorf("%q is not a valid path; examples are \"customer.email\" and \"$.items[*].name\"", path)
			}
		}
		if len(parts) == 1 && parts[0] == root {
			return nil, fmt.Errorf("%q is a complete payload: name one of its members", path)
		}
		r.paths = append(r.paths, parts)
	}
	return r, nil
}

// payloads are the members of details that hold data.
var payloads = []string{"input", "output", "parameters", "cause", "assignedVariables"}

// Apply returns the history with the values replaced.
func (r *Redaction) Apply(h *History) *History {
	r.collect(h.Input, nil)
	for i := range h.Events {
		for _, key := range payloads {
			v, _ := h.Events[i].Details.Get(key)
			r.collect(payloadOf(v), nil)
		}
	}
	changed := *h
	changed.Input = r.mask(h.Input, nil)
	changed.Events = make([]Event, len(h.Events))
	for i := range h.Events {
		changed.Events[i] = h.Events[i]
		for _, key := range payloads {
			if v, ok := h.Events[i].Details.Get(key); ok {
				changed.Events[i].Details = changed.Events[i].Details.With(key, r.mask(v, nil))
			}
		}
	}
	return &changed
}

// hit reports whether a location in a payload is to be masked.
func (r *Redaction) hit(at []string) bool {
	for _, path := range r.paths {
		anchored := path[0] == root
		if anchored {
			path = path[1:]
		}
		if len(at) < len(path) || anchored && len(at) != len(path) {
			continue
		}
		if match(path, at[len(at)-len(path):]) {
			return true
		}
	}
	return false
}

func match(path, at []string) bool {
	for i := range path {
		if path[i] != "*" && path[i] != at[i] {
			return false
		}
	}
	return true
}

// collect gives a name to each text at a location that is to be masked.
func (r *Redaction) collect(v value.Value, at []string) {
	if len(at) > 0 && r.hit(at) {
		r.texts(v)
		return
	}
	eachChild(v, at, r.collect)
	if v.Kind() == value.StringKind {
		if inner, ok := innerJSON(v.Text()); ok {
			r.collect(inner, nil)
		}
	}
}

// texts names all texts of a value.
func (r *Redaction) texts(v value.Value) {
	if v.Kind() == value.StringKind && v.Text() != "" && r.names[v.Text()] == "" {
		r.order = append(r.order, v.Text())
		r.names[v.Text()] = fmt.Sprintf("REDACTED-%d", len(r.order))
	}
	eachChild(v, nil, func(child value.Value, _ []string) { r.texts(child) })
}

func eachChild(v value.Value, at []string, do func(value.Value, []string)) {
	below := func(name string) []string { return append(at[:len(at):len(at)], name) }
	for i, elem := range v.Elems() {
		do(elem, below(strconv.Itoa(i)))
	}
	for _, m := range v.Members() {
		do(m.Value, below(m.Key))
	}
}

// innerJSON returns what a text holds that is itself JSON of an object or an array.
func innerJSON(text string) (value.Value, bool) {
	trimmed := strings.TrimSpace(text)
	if trimmed == "" || !strings.ContainsAny(trimmed[:1], "{[") {
		return value.Undefined, false
	}
	v, err := value.Parse(trimmed)
	return v, err == nil
}

// mask replaces values at those locations, and texts that have a name.
func (r *Redaction) mask(v value.Value, at []string) value.Value {
	if len(at) > 0 && r.hit(at) {
		return r.blank(v)
	}
	switch v.Kind() {
	case value.StringKind:
		return value.String(r.text(v.Text()))
	case value.ArrayKind, value.ObjectKind:
		return rebuild(v, at, r.mask)
	default:
		return v
	}
}

// blank replaces all scalars in a value with neutral ones of the same kind.
func (r *Redaction) blank(v value.Value) value.Value {
	switch v.Kind() {
	case value.StringKind:
		return value.String(r.names[v.Text()])
	case value.NumberKind:
		return value.Int(0)
	case value.BoolKind:
		return value.Bool(false)
	case value.ArrayKind, value.ObjectKind:
		return rebuild(v, nil, func(child value.Value, _ []string) value.Value { return r.blank(child) })
	default:
		return v
	}
}

func rebuild(v value.Value, at []string, do func(value.Value, []string) value.Value) value.Value {
	var elems []value.Value
	var b value.ObjectBuilder
	eachChild(v, at, func(child value.Value, below []string) {
		made := do(child, below)
		elems = append(elems, made)
		if v.Kind() == value.ObjectKind {
			b.Set(below[len(below)-1], made)
		}
	})
	if v.Kind() == value.ObjectKind {
		return b.Object()
	}
	return value.Array(elems...)
}

// leastPart is the minimum length of a text that is replaced inside others: shorter ones may occur by chance.
const leastPart = 5

func (r *Redaction) text(s string) string {
	if name := r.names[s]; name != "" {
		return name
	}
	if inner, ok := innerJSON(s); ok {
		return string(r.mask(inner, nil).AppendCompact(nil))
	}
	for _, text := range r.order {
		if len(text) >= leastPart {
			s = strings.ReplaceAll(s, text, r.names[text])
		}
	}
	return s
}
