package jsonpath

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// MaxLength is the longest path in bytes. A whole definition may have a megabyte; the longest paths in published
	// definitions have a few hundred bytes.
	MaxLength = 64 << 10
	// MaxDepth is the deepest nesting of filters. The service allows none inside another, because a path in a filter
	// must be definite; the bound keeps the reader from descending to find that out.
	MaxDepth = 16
)

// Parse compiles a path, which begins with "$". The error is a *SyntaxError.
//
// Words without quotes in a filter, [?(@.status == FAIL)], are text as in Jayway 2.0.0 and Step Functions Local. Later
// releases of Jayway refuse them; Literal.Quoted tells the two apart for who wants to warn.
func Parse(text string) (*Path, error) {
	var r Parser
	p := &Path{}
	if err := r.Parse(p, text); err != nil {
		return nil, err
	}
	return p, nil
}

// ParseRelative compiles a path that may also start with "@", or with a name, as Jayway allows it. Both stand for the
// document then.
func ParseRelative(text string) (*Path, error) {
	var c compiler
	p := &Path{}
	if err := c.compile(p, text); err != nil {
		return nil, err
	}
	return p, nil
}

// A compiler reads one text after the other. All positions are offsets in it, also those of paths inside filters.
type compiler struct {
	text  string
	depth int
}

// compile makes p, which must be new, the path that a text is.
func (c *compiler) compile(p *Path, text string) error {
	if len(text) > MaxLength {
		return &SyntaxError{MaxLength, len(text), "The path is too long"}
	}
	c.text, c.depth = text, 0
	if err := c.path(p, 0, len(text)); err != nil {
		*p = Path{}
		return err
	}
	if p.kind == Item {
		p.kind = Document
	}
	return nil
}

func (c *compiler) fail(start, end int, message string) error {
	return &SyntaxError{Offset: start, End: max(start, min(end, len(c.text))), Message: message}
}

// unexpected is the error about a bracket that cannot be read.
func (c *compiler) unexpected(start, end int) error {
	return c.fail(start, end, "Could not parse token starting at position "+itoa(start)+". Expected ?, ', 0-9, *")
}

// trim leaves out what Java's trim does at both ends: everything up to the space.
func trim(text string, start, end int) (int, int) {
	for start < end && text[start] <= ' ' {
		start++
	}
	for end > start && text[end-1] <= ' ' {
		end--
	}
	return start, end
}

// mostSteps is how many steps nearly every path has at most.
const mostSteps = 8

// path makes p, which must be new, the path between two offsets.
func (c *compiler) path(p *Path, start, end int) error {
	start, end = trim(c.text, start, end)
	if start == end {
		return c.fail(start, end, "Path may not be null empty")
	}
	if strings.HasSuffix(c.text[start:end], "..") {
		return c.fail(end-2, end, "A path can not end with a scan.")
	}
	p.text, p.offset = c.text[start:end], int32(start)
	pos, err := c.origin(p)
	if err != nil {
		return err
	}
	if pos < end && p.steps == nil {
		p.steps = make([]Step, 0, min(strings.Count(c.text[pos:end], ".")+strings.Count(c.text[pos:end], "["), mostSteps))
	}
	for pos < end {
		var step Step
		if step, pos, err = c.next(pos, end); err != nil {
			return err
		}
		if step != nil {
			p.steps = append(p.steps, step)
		}
	}
	p.definiteFrom = definiteFrom(p.steps)
	return nil
}

// definiteFrom returns the first step from which on all are definite.
func definiteFrom(steps []Step) int32 {
	for i := len(steps) - 1; i >= 0; i-- {
		switch steps[i].(type) {
		case *Child, *Children, *Index, *Dollar:
		case *Indices, *Slice, *Wildcard, *DeepScan, *Filter:
			return int32(i) + 1
		}
	}
	return 0
}

// origin reads the root of p and returns where its steps start.
func (c *compiler) origin(p *Path) (int, error) {
	at := p.Place()
	pos := at.Offset
	switch c.text[pos] {
	case '$':
		pos++
		switch r, size := utf8.DecodeRuneInString(c.text[pos:at.End]); {
		case r == '$':
			pos += size
			p.kind = Context
		case startsName(r):
			pos = nameEnd(c.text, pos, at.End)
			p.kind = Variable
		}
	case '@':
		pos++
		p.kind = Item
	default:
		// A name alone stands for a member of the document; the first step starts at once.
		p.rootEnd = int32(pos)
		if c.text[pos] == '[' {
			return pos, nil
		}
		return c.bareMember(p)
	}
	p.rootEnd = int32(pos)
	if pos < at.End && c.text[pos] != '.' && c.text[pos] != '[' {
		return pos, c.fail(at.Offset, at.End, "Invalid path "+p.text)
	}
	return pos, nil
}

func (c *compiler) bareMember(p *Path) (int, error) {
	at := p.Place()
	if c.text[at.Offset] == '.' {
		// The dot that is put before the text makes two of this one.
		if at.Offset+1 == at.End {
			return at.Offset, c.fail(at.Offset, at.End, "A path can not end with a scan.")
		}
		p.steps = append(p.steps, &DeepScan{Span{at.Offset, at.Offset + 1}})
		return at.Offset + 1, nil
	}
	step, pos, err := c.member(at.Offset, at.Offset, at.End)
	if step != nil {
		p.steps = append(p.steps, step)
	}
	return pos, err
}

// startsName and nameEnd follow the rules of Unicode for identifiers, which the service applies to variables.
func startsName(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r)
}

func nameEnd(text string, pos, end int) int {
	for pos < end {
		r, size := utf8.DecodeRuneInString(text[pos:end])
		if !startsName(r) && !unicode.In(r, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc) {
			break
		}
		pos += size
	}
	return pos
}

// next reads the step at pos; none where a dot stands before a bracket.
func (c *compiler) next(pos, end int) (Step, int, error) {
	switch c.text[pos] {
	case ' ':
		return nil, pos, c.fail(pos, pos+1, "Space not allowed in path")
	case '$':
		return &Dollar{Span{pos, pos + 1}}, pos + 1, nil
	case '*':
		return &Wildcard{Span{pos, pos + 1}}, pos + 1, nil
	case '[':
		after := bracketEnd(c.text, pos, end)
		step, err := c.bracket(pos, after)
		return step, after, err
	case '.':
		if pos+1 == end {
			return nil, pos, c.fail(pos, end, "Path must not end with a '.' or '..'")
		}
		if c.text[pos+1] == '.' {
			return &DeepScan{Span{pos, pos + 2}}, pos + 2, nil
		}
		return c.member(pos, pos+1, end)
	default:
		span := Span{pos, wordEnd(c.text, pos, end)}
		return c.children(span, pos, true), span.End, nil
	}
}

// member reads the name at pos, behind a dot at start.
func (c *compiler) member(start, pos, end int) (Step, int, error) {
	span := Span{start, wordEnd(c.text, pos, end)}
	switch {
	case span.End == pos:
		return nil, pos, nil
	case c.text[pos:span.End] == "*":
		return &Wildcard{span}, span.End, nil
	default:
		return c.children(span, pos, true), span.End, nil
	}
}

// wordEnd finds the end of a name without brackets. Nearly everything may be part of one.
func wordEnd(text string, pos, end int) int {
	if i := strings.IndexAny(text[pos:end], ".[ "); i >= 0 {
		return pos + i
	}
	return end
}

// bracketEnd finds the end of the bracket that opens at pos. It counts brackets in quotes too, so that a name with an
// opening bracket swallows what follows, as it does in the service.
func bracketEnd(text string, pos, end int) int {
	depth := 0
	for i := pos + 1; i < end; i++ {
		switch text[i] {
		case '[':
			depth++
		case ']':
			if depth == 0 {
				return i + 1
			}
			depth--
		}
	}
	return end
}

// children reads quoted names from pos to the first closing bracket or the end of the span: a quote opens or closes a
// name, and whatever stands between names is skipped. A name without brackets counts as quoted (open).
func (c *compiler) children(span Span, pos int, open bool) Step {
	var names []Child
	start := pos
	for ; pos < span.End && c.text[pos] != ']'; pos++ {
		if c.text[pos] != '\'' {
			continue
		}
		if open {
			names = append(names, Child{Name: c.text[start:pos], NameSpan: Span{start, pos}})
		}
		open, start = !open, pos+1
	}
	if open && pos == span.End {
		names = append(names, Child{Name: c.text[start:pos], NameSpan: Span{start, pos}})
	}
	for i := range names {
		names[i].Span = names[i].NameSpan
	}
	if len(names) != 1 {
		return &Children{Names: names, Span: span}
	}
	names[0].Span = span
	return &names[0]
}
