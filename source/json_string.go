package source

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// plain marks the bytes that represent themselves in a string in double quotes, except a dollar sign: it may begin a placeholder.
var plain = func() (table [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		table[c] = c != '"' && c != '\\' && c != '$'
	}
	return table
}()

// stringNode reads a string in double or, with an error, single quotes.
func (p *jsonParser) stringNode(quote byte) *Node {
	n, start := p.slab.node(), p.here()
	n.Kind = String
	n.Text = p.str(quote)
	n.Span = p.token(start)
	if quote != '"' {
		p.failFix(n.Span, "use double quotes", quoteJSON(n.Text), "string is not in double quotes")
	}
	return n
}

// str reads a string and returns its decoded text. Without escapes this is a part of the file's text, not a copy.
func (p *jsonParser) str(quote byte) string {
	start := p.here()
	open := p.pos + 1
	i, text := open, p.text
	if quote == '"' {
		for i < len(text) && plain[text[i]] {
			i++
		}
		filled := false // it has a placeholder
		for i < len(text) && (text[i] == '$' || text[i] >= utf8.RuneSelf) {
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			filled = filled || r == '$' && strings.HasPrefix(text[i+1:], "{")
			i += size
			p.base += size - 1
			for i < len(text) && plain[text[i]] {
				i++
			}
		}
		if i < len(text) && text[i] == '"' {
			if filled {
				i = p.placeholderEnd(open, i)
			}
			p.pos = i + 1
			return text[open:i]
		}
	}
	p.pos = i
	return p.decode(start, quote)
}

// decode reads the rest of a string that needs to be copied or is broken.
func (p *jsonParser) decode(start Position, quote byte) string {
	p.buf = append(p.buf[:0], p.text[start.Offset+1:p.pos]...)
	var faults stringFaults
	for !p.atEnd() {
		c := p.text[p.pos]
		if c == quote {
			p.pos++
			p.reportFaults(&faults)
			return string(p.buf)
		}
		switch {
		case c == '\\':
			p.escape(quote)
		case (c == '\n' || c == '\r') && !p.continues(quote):
			p.reportFaults(&faults)
			return p.unclosedString(start)
		case c < ' ':
			p.control(c, &faults)
		case c < utf8.RuneSelf:
			p.buf = append(p.buf, c)
			p.pos++
		default:
			p.char(&faults)
		}
	}
	p.reportFaults(&faults)
	return p.unclosedString(start)
}

// unclosedString ends a string at the end of the line. A comma there is taken for the separator it most likely is.
func (p *jsonParser) unclosedString(start Position) string {
	raw := strings.TrimRight(p.text[start.Offset+1:p.pos], " \t")
	if before, ok := strings.CutSuffix(raw, ","); ok {
		p.buf = p.buf[:len(p.buf)-(p.pos-int(start.Offset)-1-len(before))]
		p.pos = int(start.Offset) + 1 + len(before)
	}
	p.fail(p.span(start), "string is not closed")
	return string(p.buf)
}

// lookForUnpaired notes that the quotes of the line don't pair if a word follows a string without a space, as in
// {"a: "text"}: one of them is missing or should be escaped, and what is read as words may be the text of a string.
func (p *jsonParser) lookForUnpaired(end Position) {
	if p.pos != int(end.Offset) || p.pos == 0 || p.text[p.pos-1] != '"' || !isWordStart(p.text[p.pos]) {
		return
	}
	for _, literal := range []string{"true", "false", "null"} {
		if strings.HasPrefix(p.text[p.pos:], literal) {
			return
		}
	}
	p.unpaired = p.line
}

func isWordStart(c byte) bool {
	return c == '\\' || c == '_' || c == '$' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf
}

// lookahead remembers what was found after a line break in a string, so that looking stays linear.
type lookahead struct {
	until     int
	continues bool
}

// continues tells a string that goes on after a line break from one that lacks its closing quote: the next quote closes
// it if it is where a value may end.
func (p *jsonParser) continues(quote byte) bool {
	look := &p.look[quote&1]
	if p.pos < look.until {
		return look.continues
	}
	*look = lookahead{until: len(p.text) + 1}
	for i := p.pos; i < len(p.text); i++ {
		switch p.text[i] {
		case '\\':
			i++
		case quote:
			rest := strings.TrimLeft(p.text[i+1:min(i+64, len(p.text))], " \t\r\n")
			*look = lookahead{until: i, continues: rest == "" || strings.IndexByte(",:}]", rest[0]) >= 0}
			return look.continues
		}
	}
	return false
}

// stringFaults collects what is wrong inside one string, to report it once.
type stringFaults struct {
	control Span
	edits   []Edit // nil once there are too many
	utf8    Span
}

// maxEdits is the maximum number of edits in a fix.
const maxEdits = 200

func (p *jsonParser) control(c byte, faults *stringFaults) {
	start := p.here()
	p.buf = append(p.buf, c)
	p.advance(p.pos + 1)
	span := p.span(start)
	switch {
	case !faults.control.IsValid():
		faults.control = span
	case faults.edits == nil:
		return
	case len(faults.edits) == maxEdits:
		faults.edits = nil
		return
	}
	faults.edits = append(faults.edits, Edit{Span: span, NewText: strings.Trim(quoteJSON(string(rune(c))), `"`)})
}

// char reads a character beyond ASCII.
func (p *jsonParser) char(faults *stringFaults) {
	start := p.here()
	r, size := utf8.DecodeRuneInString(p.text[p.pos:])
	p.advance(p.pos + size)
	p.buf = utf8.AppendRune(p.buf, r)
	if r == utf8.RuneError && size == 1 && !faults.utf8.IsValid() {
		faults.utf8 = p.span(start)
	}
}

func (p *jsonParser) reportFaults(faults *stringFaults) {
	if faults.control.IsValid() {
		d := Diagnostic{
			Span:    faults.control,
			Message: "control character " + strconv.QuoteRuneToASCII(rune(faults.control.Text()[0])) + " in a string",
		}
		if faults.edits != nil {
			d.Fixes = []Fix{{Message: "use escapes", Edits: faults.edits}}
		}
		p.report(d)
	}
	if faults.utf8.IsValid() {
		p.report(Diagnostic{
			Span:    faults.utf8,
			Message: "invalid UTF-8: byte " + strconv.Quote(faults.utf8.Text()),
			Hint:    "save the file as UTF-8",
		})
	}
}

var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads one escape. An invalid escape is kept as written, with its backslash.
func (p *jsonParser) escape(quote byte) {
	start := p.here()
	next := byte(0)
	if p.pos+1 < len(p.text) {
		next = p.text[p.pos+1]
	}
	switch {
	case next == 'u':
		if buf, size := appendEscaped(p.buf, p.text[p.pos:]); size > 0 {
			p.buf = buf
			p.pos += size
			return
		}
		p.pos += 2
		p.buf = append(p.buf, `\u`...)
		p.badEscape(start)
	case escapes[next] != 0:
		p.buf = append(p.buf, escapes[next])
		p.pos += 2
	case next == quote:
		p.buf = append(p.buf, quote)
		p.pos += 2
	default:
		p.buf = append(p.buf, '\\')
		p.pos++
		p.badEscape(start)
	}
}

func (p *jsonParser) badEscape(start Position) {
	if p.muted() {
		return
	}
	end := min(int(start.Offset)+2, len(p.text))
	for end < len(p.text) && !utf8.RuneStart(p.text[end]) {
		end++
	}
	span := p.file.Span(int(start.Offset), end)
	p.report(Diagnostic{
		Span:    span,
		Message: "invalid escape " + strconv.Quote(span.Text()) + " in a string",
		Hint:    `write \\ for a backslash`,
	})
}

// appendEscaped appends what the \uXXXX, or the pair of them, at the start of s denotes, and returns its length in s; 0
// if there is none.
func appendEscaped(buf []byte, s string) (text []byte, size int) {
	unit, ok := hex4(s)
	if !ok {
		return buf, 0
	}
	if utf16.IsSurrogate(unit) {
		if low, ok := hex4(s[6:]); ok {
			if r := utf16.DecodeRune(unit, low); r != utf8.RuneError {
				return utf8.AppendRune(buf, r), 12
			}
		}
	}
	return appendCodeUnit(buf, unit), 6
}

// hex4 decodes \uXXXX.
func hex4(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}

// appendCodeUnit appends r; a lone surrogate in the three bytes that UTF-8 would give it, so that it is not lost.
func appendCodeUnit(buf []byte, r rune) []byte {
	if utf16.IsSurrogate(r) {
		return append(buf, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(buf, r)
}
