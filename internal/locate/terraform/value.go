package terraform

import (
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A value is the result of an expression. It doesn't change.
type value struct {
	// kind is Placeholder for an unknown value.
	kind source.Kind
	span source.Span
	// text is the literal of a number or a boolean, and the placeholder of an unknown value.
	text string
	// parts are the parts of a string.
	parts   []part
	items   []*value
	members []member
	// encoded is what jsonencode has made this string of; the string then has no parts before text is called.
	encoded *value
	// file is the file that this string is the text of; it has no parts before text is called.
	file *fileText
	// decoded is the file that this object was decoded from as a whole.
	decoded *fileText
}

// A member is one member of an object.
type member struct {
	key     string
	keySpan span
	value   *value
}

type span = source.Span

// A part is a piece of a string.
type part struct {
	text string
	// span is where the part comes from as a whole.
	span span
	// from is the offset of the part in the text of its origin, which has it byte for byte, or opaque.
	from   int
	origin *origin
	// unknown is whether the part is a placeholder.
	unknown bool
	// heredoc is whether it is in a heredoc, where any text is literal.
	heredoc bool
}

// opaque marks a part whose bytes differ from those of its origin.
const opaque = -1

// place returns the span of the bytes of the part from start to end.
func (p *part) place(start, end int) span {
	if p.from == opaque {
		return p.span
	}
	return p.origin.at(p.from+start, p.from+end)
}

func unknown(at span, name string) *value {
	return &value{kind: source.Placeholder, span: at, text: "${" + name + "}"}
}

func null(at span) *value { return &value{kind: source.Null, span: at} }

func boolean(at span, b bool) *value {
	text := "false"
	if b {
		text = "true"
	}
	return &value{kind: source.Bool, span: at, text: text}
}

// str returns a string that comes from a span as a whole.
func str(at span, text string) *value {
	return &value{kind: source.String, span: at, parts: []part{{text: text, span: at, from: opaque}}}
}

func (v *value) isUnknown() bool { return v.kind == source.Placeholder }

// get returns the last member of that key, or nil.
func (v *value) get(key string) *value {
	for i := len(v.members) - 1; i >= 0; i-- {
		if v.members[i].key == key {
			return v.members[i].value
		}
	}
	return nil
}

// isOpen reports whether an object may have members that are not known.
func (v *value) isOpen() bool {
	for i := range v.members {
		if strings.HasPrefix(v.members[i].key, "${") {
			return true
		}
	}
	return false
}

// maxMoved is the length of the longest text that is located where it is used: a longer one may be a definition.
const maxMoved = 200

// moved returns the value at another location, where it is a scalar: what a name refers to is where the name is. Containers
// stay where they are written.
func (v *value) moved(at span) *value {
	switch v.kind {
	case source.Array, source.Object, source.Invalid:
		return v
	case source.String:
		text := joined(v.parts)
		if v.encoded != nil || v.file != nil || len(text) > maxMoved || strings.Contains(text, "\n") {
			return v
		}
		made := &value{kind: source.String, span: at}
		for _, p := range v.parts {
			made.parts = append(made.parts, part{text: p.text, span: at, from: opaque, unknown: p.unknown})
		}
		return made
	default:
		made := *v
		made.span = at
		return &made
	}
}

func joined(parts []part) string {
	if len(parts) == 1 {
		return parts[0].text
	}
	var b strings.Builder
	for i := range parts {
		b.WriteString(parts[i].text)
	}
	return b.String()
}

// hasUnknown reports whether a part of a string is unknown.
func hasUnknown(parts []part) bool {
	for i := range parts {
		if parts[i].unknown {
			return true
		}
	}
	return false
}

// maxPlaceholder is the length of the longest name in a placeholder.
const maxPlaceholder = 80

// nameOf returns the text of an expression as the name in a placeholder: without what would end or hide it.
func nameOf(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), 2*maxPlaceholder)], "")
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune("\"'{}\\`", r) {
			return -1
		}
		return r
	}, text)
	if len(name) > maxPlaceholder {
		name = strings.ToValidUTF8(name[:maxPlaceholder], "")
	}
	if name = strings.TrimSpace(name); name == "" {
		return "unknown"
	}
	return name
}
