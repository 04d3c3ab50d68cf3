package jsonpath

import (
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/value"
)

// A Parser parses many paths. Their names come from common chunks, which saves an allocation for each path. The zero value
// is ready to use; a Parser is not safe for concurrent use.
type Parser struct {
	free  []string // for the names of paths to come
	chunk int      // how many names the last chunk had
	compiler
}

// maxChunk is how many names the largest chunk has.
const maxChunk = 64

// take returns an empty list with room for n names.
func (r *Parser) take(n int) []string {
	if n == 0 {
		return nil
	}
	if len(r.free) < n {
		r.chunk = max(n, min(2*r.chunk, maxChunk), 4)
		r.free = make([]string, r.chunk)
	}
	list := r.free[:0:n]
	r.free = r.free[n:]
	return list
}

// Parse is like the function Parse, and makes p, which must be new, the path. It leaves p as it is where there is an error.
func (r *Parser) Parse(p *Path, text string) error {
	if r.parseNames(p, text) {
		return nil
	}
	if start, _ := trim(text, 0, len(text)); start < len(text) && text[start] != '$' {
		return &SyntaxError{start, len(text), "A path must start with '$'"}
	}
	return r.compile(p, text)
}

// parseNames reads a path that has nothing but names after dots, such as "$.order.id" and "$$.Execution.Id", as nearly all
// do. It reports whether the text is one; the compiler reads all others.
func (r *Parser) parseNames(p *Path, text string) bool {
	if text == "" || len(text) > MaxLength || text[0] != '$' || text[len(text)-1] <= ' ' {
		return false
	}
	pos, kind := 1, Document
	if len(text) > 1 && text[1] != '.' {
		switch first, _ := utf8.DecodeRuneInString(text[1:]); {
		case first == '$':
			pos, kind = 2, Context
		case startsName(first):
			pos = nameEnd(text, 1, len(text))
			kind = Variable
		default:
			return false
		}
	}
	n, ok := countNames(text[pos:])
	if !ok {
		return false
	}
	p.text, p.rootEnd, p.kind, p.names = text, int32(pos), kind, appendNames(r.take(n), text[pos:])
	return true
}

// countNames returns how many names a text has, each after a dot; false if there is something else in it.
func countNames(text string) (n int, ok bool) {
	if text == "" {
		return 0, true
	}
	start := 0 // of the name
	for i := range len(text) {
		switch text[i] {
		case '.':
			if i > 0 && !isName(text[start:i]) {
				return 0, false
			}
			start = i + 1
			n++
		case '[', ']', '\'', ' ':
			return 0, false
		}
	}
	return n, text[0] == '.' && isName(text[start:])
}

func isName(text string) bool { return text != "" && text != "*" }

// appendNames appends the names of a text, each after a dot.
func appendNames(list []string, text string) []string {
	for text != "" {
		end := 1
		for end < len(text) && text[end] != '.' {
			end++
		}
		list = append(list, text[1:end])
		text = text[end:]
	}
	return list
}

// childrenOf returns the steps of a path of names alone.
func (p *Path) childrenOf() []Step {
	children := make([]Child, len(p.names))
	steps := make([]Step, len(p.names))
	pos := int(p.rootEnd)
	for i, name := range p.names {
		c := &children[i]
		c.Name, c.NameSpan = name, Span{pos + 1, pos + 1 + len(name)}
		c.Span = Span{pos, c.NameSpan.End}
		steps[i] = c
		pos = c.End
	}
	return steps
}

// setNames is set for names.
func setNames(names []string, doc, v value.Value) (value.Value, bool) {
	if len(names) == 0 {
		return v, true
	}
	member, ok := memberToSet(doc, names[0])
	if !ok {
		return value.Undefined, false
	}
	next, ok := setNames(names[1:], member, v)
	if !ok {
		return value.Undefined, false
	}
	return doc.With(names[0], next), true
}
