package source

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// The limits of what Parse, ParseJSON and ParseYAML read. The service itself takes definitions of up to 1 MiB; beyond a
// limit there is one diagnostic and no hang.
const (
	// MaxSize is the largest text in bytes.
	MaxSize = 64 << 20
	// MaxDepth is the deepest nesting of objects and arrays.
	MaxDepth = 1_000
	// MaxValues is the largest number of values in a file; in YAML, aliases count as often as they are used.
	MaxValues = 4_000_000
	// MaxSyntaxErrors is the number of syntax errors, or warnings about one peculiarity of YAML, that are reported for a
	// file.
	MaxSyntaxErrors = 20
	// MaxDuplicateKeys is the number of duplicate keys that are reported for a file.
	MaxDuplicateKeys = 100
)

// tooDeep is the message about MaxDepth.
const tooDeep = "value is nested deeper than %d levels"

// The names under which the parsers report.
const (
	RuleJSONSyntax      = "json-syntax"
	RuleDuplicateKey    = "duplicate-key"
	RuleTooDeeplyNested = "too-deeply-nested"
)

// ParseJSON returns the tree of a JSON text, and what is wrong with it. It recovers from errors where the intent is
// clear, so that the tree may be complete despite errors. The tree is never nil; its root has the kind Invalid if nothing
// could be read.
//
// A substitution such as ${Seconds} is allowed without quotes wherever a value or a key is.
func ParseJSON(f *File) (*Node, Diagnostics) {
	open := openLists.Get().(*openList)
	defer func() {
		*open = openList{}
		openLists.Put(open)
	}()
	p := newJSONParser(f)
	p.path, p.members, p.items, p.buf = open.path[:0], open.members[:0], open.items[:0], open.text[:0]
	root := p.document()
	return root, p.diagnostics.Sorted()
}

// An openList is where a parser starts to collect what isn't closed yet: the way from the root to the value that it reads, the
// members of the objects and the elements of the arrays on that way, and the text of a string with escapes. It is as large as most
// definitions need.
type openList struct {
	path    [16]pathToken
	members [48]Member
	items   [16]*Node
	text    [256]byte
}

var openLists = sync.Pool{New: func() any { return new(openList) }}

// jsonParser scans and parses in one go. Line and column are carried along, because looking them up for every value
// would cost more than parsing.
type jsonParser struct {
	file *File
	text string
	pos  int
	line int32
	base int      // offset of the line's start, plus the bytes by which its code points so far exceed one byte each
	last Position // end of the last token

	depth   int
	objects int // how many objects are open
	arrays  int // how many arrays are open
	path    []pathToken

	slab    slab
	values  int
	members []Member // members of all open objects
	items   []*Node  // elements of all open arrays
	buf     []byte
	look    [2]lookahead
	unended int32 // the last line with a placeholder in a string that isn't closed

	diagnostics Diagnostics
	errors      int
	errAt       int   // the offset at which the last error was reported
	ended       bool  // the end of the file was reported, or parsing was given up
	unclosed    bool  // a placeholder was not closed
	unpaired    int32 // the last line whose quotes don't pair, so that nothing on it is fixed
	duplicates  duplicates
}

func newJSONParser(f *File) jsonParser {
	p := jsonParser{file: f, text: f.Text, line: 1, errAt: -1, slab: newSlab(f.Text)}
	p.last = p.here()
	return p
}

// here returns the position of the next character.
func (p *jsonParser) here() Position {
	return Position{Offset: int32(p.pos), Line: p.line, Column: int32(p.pos-p.base) + 1}
}

// span returns the span from start to the next character.
func (p *jsonParser) span(start Position) Span {
	return Span{File: p.file, Start: start, End: p.here()}
}

// token returns the span of the token that starts at start and has just been read.
func (p *jsonParser) token(start Position) Span {
	p.last = p.here()
	return Span{File: p.file, Start: start, End: p.last}
}

func (p *jsonParser) atEnd() bool { return p.pos >= len(p.text) }

func (p *jsonParser) peek(c byte) bool { return p.pos < len(p.text) && p.text[p.pos] == c }

func (p *jsonParser) document() *Node {
	if d, ok := unreadable(p.file, RuleJSONSyntax); ok {
		p.diagnostics.Add(d)
		return &Node{Span: p.file.Span(0, 0)}
	}
	p.byteOrderMark()
	p.space()
	if p.atEnd() {
		p.ended = true
		p.fail(p.span(p.here()), "file is empty")
		p.last = p.here()
		return p.nothing()
	}
	root := p.value()
	p.space()
	if !p.atEnd() {
		start := p.here()
		p.advance(p.lineEnd())
		p.unexpected(start, "unexpected text after the end of the document")
	}
	return root
}

// value reads a value. It always reads something, except before a comma, a closing bracket and the end of the file.
func (p *jsonParser) value() *Node {
	p.space()
	if p.atEnd() {
		return p.nothing() // the open container reports it
	}
	if p.values++; p.values > MaxValues {
		p.stop(RuleJSONSyntax, "file has more than %d values", MaxValues)
		return p.nothing()
	}
	switch c := p.text[p.pos]; {
	case c == '"':
		return p.stringNode('"')
	case c == '{':
		return p.nested('{')
	case c == '[':
		return p.nested('[')
	case c >= '0' && c <= '9' || c == '-':
		return p.number()
	case c == ',' || c == '}' || c == ']':
		p.unexpected(p.here(), "a value is missing before %q", string(c))
		return p.nothing()
	case c == '\'':
		return p.stringNode('\'')
	default:
		return p.word()
	}
}

// nothing returns the node for a missing value.
func (p *jsonParser) nothing() *Node {
	return &Node{Span: Span{File: p.file, Start: p.last, End: p.last}}
}

// nested reads an object or array, unless it is nested too deeply.
func (p *jsonParser) nested(open byte) *Node {
	if p.depth == MaxDepth {
		p.stop(RuleTooDeeplyNested, tooDeep, MaxDepth)
		return p.nothing()
	}
	p.depth++
	p.path = append(p.path, pathToken{index: noIndex})
	var n *Node
	if open == '{' {
		n = p.object()
	} else {
		n = p.array()
	}
	p.path = p.path[:len(p.path)-1]
	p.depth--
	return n
}

// space skips whitespace. Comments are skipped too, with an error.
func (p *jsonParser) space() {
	for p.blanks() {
		switch c := p.text[p.pos]; {
		case c == '/' || c == '#':
			if !p.comment() {
				return
			}
		case c >= utf8.RuneSelf:
			if !p.foreignSpace() {
				return
			}
		default:
			return
		}
	}
}

// blanks skips the whitespace of JSON, and reports whether there is more text. The indentation is a third of a definition, so
// that the parser itself is left alone while it goes on.
func (p *jsonParser) blanks() bool {
	text, i := p.text, p.pos
	for ; i < len(text); i++ {
		switch text[i] {
		case ' ', '\t', '\r':
		case '\n':
			p.line++
			p.base = i + 1
		default:
			p.pos = i
			return true
		}
	}
	p.pos = i
	return false
}

// comment skips a comment, and reports whether there was one.
func (p *jsonParser) comment() bool {
	start, rest := p.here(), p.text[p.pos:]
	switch {
	case strings.HasPrefix(rest, "/*"):
		end := strings.Index(rest[2:], "*/")
		if end < 0 {
			p.advance(len(p.text))
			p.fail(p.span(start), "comment is not closed")
			return true
		}
		p.advance(p.pos + 2 + end + 2)
	case rest[0] == '#' || strings.HasPrefix(rest, "//"):
		p.advance(p.lineEnd())
	default:
		return false
	}
	span := p.span(start)
	p.failFix(span, "remove the comment", "", "comments are not allowed in JSON")
	return true
}

// foreignSpace skips white space that JSON doesn't allow, and reports whether there was any.
func (p *jsonParser) foreignSpace() bool {
	r, size := utf8.DecodeRuneInString(p.text[p.pos:])
	if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
		return false
	}
	start := p.here()
	p.advance(p.pos + size)
	p.failFix(p.span(start), "replace it with a space", " ", "invisible character %U between tokens", r)
	return true
}

// advance moves to an offset further on, over any text.
func (p *jsonParser) advance(to int) {
	for p.pos < to {
		c := p.text[p.pos]
		switch {
		case c == '\n':
			p.pos++
			p.line++
			p.base = p.pos
		case c < utf8.RuneSelf:
			p.pos++
		default:
			_, size := utf8.DecodeRuneInString(p.text[p.pos:])
			p.pos += size
			p.base += size - 1
		}
	}
}

// lineEnd returns the offset of the end of the current line.
func (p *jsonParser) lineEnd() int {
	end := strings.IndexByte(p.text[p.pos:], '\n')
	if end < 0 {
		return len(p.text)
	}
	return p.pos + len(strings.TrimRight(p.text[p.pos:p.pos+end], "\r"))
}
