package locate

import (
	"sort"
	"strings"

	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// subEscape begins what Fn::Sub leaves alone: ${!Name} becomes ${Name}.
const subEscape = "${!"

// A text is a JSON definition in one or more strings of the template.
type text struct {
	content  *source.File // the definition alone, under the name of the template
	segments []segment    // at least one, in their order
	pointer  string
	// plainOf is the machine where the text is a plain one. In Fn::Sub and Fn::Join, ${Name} may be of the template.
	plainOf *Machine
}

// A segment is a part of the text that comes from one node.
type segment struct {
	at     int // where it begins in the text
	node   *source.Node
	within source.Within
	from   int // where it begins in the text of the node; opaque if the part maps to the node as a whole
}

// opaque marks a segment whose bytes differ from those of its node.
const opaque = -1

// text returns the definition in a DefinitionString, or nil if it is known only at deployment.
func (r *reader) text(machine *Machine, m *source.Member, pointer string) Definition {
	name, argument := cloudformation.Intrinsic(m.Value)
	switch name {
	case "":
		if m.Value.Kind != source.String {
			return nil
		}
	case "Sub", "Join":
	case "ToJsonString":
		if m.Value.Tag == "" {
			pointer = source.PointerJoin(pointer, cloudformation.LongPrefix+name)
		}
		return r.inline(machine, argument, pointer)
	default:
		return nil
	}
	if r.budget < 0 {
		return nil // reported
	}
	b := textBuilder{room: r.budget}
	if b.value(m.Value); b.full {
		r.tooLong(m.KeySpan)
	}
	// A text that begins with a placeholder is a definition that is filled in as a whole.
	content := b.text.String()
	if b.failed || b.full || strings.HasPrefix(strings.TrimSpace(content), "${") {
		return nil
	}
	r.budget -= len(content)
	file := r.template.File
	t := &text{content: source.NewFile(file.Name, content), segments: b.segments, pointer: pointer}
	if name == "" {
		t.plainOf = machine
	}
	return t
}

// Tree parses the text. The service takes no YAML here.
func (t *text) Tree() (*source.File, *source.Node, source.Diagnostics) {
	root, parsed := source.ParseJSON(t.content)
	if t.plainOf != nil {
		parsed = append(parsed, t.plainOf.Undeclared(root)...)
	}
	return t.content, root, parsed
}

// segment returns the index of the segment with the byte at an offset.
func (t *text) segment(offset int) int {
	i := sort.Search(len(t.segments), func(i int) bool { return t.segments[i].at > offset })
	return max(i-1, 0)
}

// place returns the span in the template of the bytes from start to end of the text. A part that an intrinsic function
// yields is the call of this function as a whole.
func (t *text) place(start, end int) source.Span {
	first := &t.segments[t.segment(start)]
	last := first
	if end > start {
		last = &t.segments[t.segment(end-1)]
	}
	from := first.place(start, start)
	to := last.place(max(start, last.at), end)
	if to.File != from.File || to.End.Offset < from.Start.Offset { // parts that come from aliases may be in any order
		to.End = from.Start
	}
	return source.Span{File: from.File, Start: from.Start, End: to.End}
}

func (s *segment) place(start, end int) source.Span {
	if s.from == opaque {
		return s.node.Span
	}
	return s.within.Span(s.from+start-s.at, s.from+end-s.at)
}

// A textBuilder puts the text of a definition together.
type textBuilder struct {
	text     strings.Builder
	segments []segment
	room     int
	failed   bool // a value has no text
	full     bool // there is more text than room
}

// value appends the text of a value.
func (b *textBuilder) value(n *source.Node) {
	switch name, argument := cloudformation.Intrinsic(n); name {
	case "":
		if n.Kind != source.String && n.Kind != source.Placeholder {
			b.failed = true
			return
		}
		b.literal(n, n.Within(), 0, len(n.Text))
	case "Sub":
		b.sub(n, argument)
	case "Join":
		b.join(n, argument)
	default:
		b.opaque(n, token(name, argument))
	}
}

// literal appends a part of the text of a node.
func (b *textBuilder) literal(n *source.Node, within source.Within, from, to int) {
	b.add(segment{node: n, within: within, from: from}, n.Text[from:to])
}

// opaque appends a text that maps to a node as a whole.
func (b *textBuilder) opaque(n *source.Node, text string) {
	b.add(segment{node: n, from: opaque}, text)
}

func (b *textBuilder) add(s segment, text string) {
	if b.full = b.full || b.text.Len()+len(text) > b.room; b.full {
		return
	}
	s.at = b.text.Len()
	b.segments = append(b.segments, s)
	b.text.WriteString(text)
}

// sub appends the text of Fn::Sub. What it fills in stays as ${Name}.
func (b *textBuilder) sub(n, argument *source.Node) {
	text := cloudformation.SubText(argument)
	if text == nil {
		b.opaque(n, token("Sub", argument))
		return
	}
	values := subConstants(argument)
	within, from, at := text.Within(), 0, 0
	for {
		i := strings.Index(text.Text[at:], "${")
		if i < 0 || b.full {
			b.literal(text, within, from, len(text.Text))
			return
		}
		at += i
		if strings.HasPrefix(text.Text[at:], subEscape) {
			b.literal(text, within, from, at+len(subEscape)-len("!"))
			at += len(subEscape)
			from = at
			continue
		}
		name, _, _ := strings.Cut(text.Text[at+len("${"):], "}")
		if value := values[name]; value != nil {
			b.literal(text, within, from, at)
			b.opaque(value, value.Text)
			from = at + len("${") + len(name) + len("}")
		}
		at += len("${")
	}
}

// join appends what Fn::Join makes of an array.
func (b *textBuilder) join(n, argument *source.Node) {
	if argument.Kind != source.Array || argument.Tag != "" || len(argument.Items) != 2 {
		b.opaque(n, token("Join", argument))
		return
	}
	delimiter, list := argument.Items[0], argument.Items[1]
	if delimiter.Kind != source.String || list.Kind != source.Array || delimiter.Tag+list.Tag != "" {
		b.opaque(n, token("Join", argument))
		return
	}
	if len(list.Items) == 0 {
		b.opaque(n, "")
	}
	for i, item := range list.Items {
		if i > 0 && delimiter.Text != "" {
			b.opaque(item, delimiter.Text) // the delimiter is located at the value after it
		}
		if b.value(item); b.failed || b.full {
			return
		}
	}
}
