package source

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

const byteOrderMark = "\uFEFF"

// binaryProbe is how many bytes are searched for signs of a binary file.
const binaryProbe = 1024

// unreadable reports a file that is binary or too large, before it is parsed.
func unreadable(f *File, rule string) (Diagnostic, bool) {
	d := Diagnostic{Severity: Error, Rule: rule}
	head := f.Text[:min(len(f.Text), binaryProbe)]
	switch {
	case len(f.Text) > MaxSize:
		d.Message = fmt.Sprintf("file has %d bytes, more than the limit of %d", len(f.Text), MaxSize)
	case strings.HasPrefix(head, "\xFF\xFE") || strings.HasPrefix(head, "\xFE\xFF"):
		d.Message, d.Hint = "file is UTF-16, not UTF-8", "save the file as UTF-8"
	case strings.IndexByte(head, 0) >= 0:
		d.Message = "file is binary: it contains a NUL byte"
	default:
		return d, false
	}
	d.Span = f.Span(0, 0)
	return d, true
}

// byteOrderMark skips a byte order mark, which the service rejects.
func (p *jsonParser) byteOrderMark() {
	if !strings.HasPrefix(p.text, byteOrderMark) {
		return
	}
	start := p.here()
	p.advance(len(byteOrderMark))
	p.failFix(p.span(start), "remove the byte order mark", "", "file starts with a byte order mark")
}

// report adds a syntax error, or a finding of another rule, until there are too many.
func (p *jsonParser) report(d Diagnostic) {
	p.errAt = p.pos
	p.errors++
	if p.errors > MaxSyntaxErrors+1 {
		return
	}
	if p.line == p.unpaired {
		d.Fixes = nil
	}
	d.Severity, d.Rule, d.Pointer = Error, cmp.Or(d.Rule, RuleJSONSyntax), p.pointer()
	if p.errors > MaxSyntaxErrors {
		d.Rule, d.Message, d.Hint, d.Related, d.Fixes = RuleJSONSyntax, "too many syntax errors; the rest are not shown", "", nil, nil
	}
	p.diagnostics.Add(d)
}

func (p *jsonParser) fail(span Span, format string, args ...any) {
	if p.muted() {
		return
	}
	p.report(Diagnostic{Span: span, Message: fmt.Sprintf(format, args...)})
}

// failFix is fail with a fix that replaces the span.
func (p *jsonParser) failFix(span Span, fix, newText, format string, args ...any) {
	if p.muted() {
		return
	}
	p.report(Diagnostic{
		Span:    span,
		Message: fmt.Sprintf(format, args...),
		Fixes:   []Fix{{Message: fix, Edits: []Edit{{Span: span, NewText: newText}}}},
	})
}

// unexpected reports the text from start to here, unless an error was already reported at its start.
func (p *jsonParser) unexpected(start Position, format string, args ...any) {
	if p.errAt != int(start.Offset) {
		p.fail(p.span(start), format, args...)
	}
}

// muted reports whether there were too many errors already. It avoids formatting messages that are never shown.
func (p *jsonParser) muted() bool { return p.errors > MaxSyntaxErrors }

// endOfFile reports, once, that the file ends too early, and names the bracket that is open.
func (p *jsonParser) endOfFile(open Position) {
	if p.ended {
		return
	}
	p.ended = true
	bracket := p.char1(open)
	p.report(Diagnostic{
		Span:    Span{File: p.file, Start: p.last, End: p.last},
		Message: fmt.Sprintf("unexpected end of file: %q is not closed", bracket.Text()),
		Related: []Related{{Span: bracket, Message: "opened here"}},
	})
}

// char1 returns the span of the one ASCII character at start.
func (p *jsonParser) char1(start Position) Span {
	end := start
	end.Offset++
	end.Column++
	return Span{File: p.file, Start: start, End: end}
}

// wrongBracket reports that a container opened at start is closed by a bracket of the other kind.
func (p *jsonParser) wrongBracket(want, got byte, start Position) {
	if p.muted() {
		return
	}
	p.report(Diagnostic{
		Span:    p.char1(p.here()),
		Message: fmt.Sprintf("found %q where %q is expected", string(got), string(want)),
		Related: []Related{{Span: p.char1(start), Message: "opened here"}},
	})
}

// stop gives up: the rest of the file is not read.
func (p *jsonParser) stop(rule, format string, limit int) {
	p.report(Diagnostic{Span: p.span(p.here()), Rule: rule, Message: fmt.Sprintf(format, limit)})
	p.ended = true
	end := p.file.Position(len(p.text))
	p.pos, p.line, p.base = len(p.text), end.Line, len(p.text)-int(end.Column)+1
}

// A pathToken is a key or an index on the way from the root to the value being read.
type pathToken struct {
	key   string
	index int
}

// The values of pathToken.index for tokens that are not an index.
const (
	noIndex = -1
	isKey   = -2
)

// pointer returns the JSON pointer of the value being read.
func (p *jsonParser) pointer() string { return joinPath(p.path) }

func joinPath(path []pathToken) string {
	pointer := ""
	for _, token := range path {
		switch token.index {
		case noIndex:
		case isKey:
			pointer = PointerJoin(pointer, token.key)
		default:
			pointer = PointerJoin(pointer, strconv.Itoa(token.index))
		}
	}
	return pointer
}

func (p *jsonParser) checkDuplicates(n *Node) {
	if len(n.Members) < 2 {
		return
	}
	outer := p.path[:len(p.path)-1]
	for _, d := range p.duplicates.check(n) {
		d.Pointer = PointerJoin(joinPath(outer), d.Pointer)
		p.diagnostics.Add(d)
	}
}
