package source

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// wordByte marks the bytes that an unquoted value or key may contain; ${...} may contain any others.
var wordByte = func() (table [256]bool) {
	for c := range table {
		switch {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= utf8.RuneSelf:
			table[c] = true
		default:
			table[c] = strings.IndexByte("_$+-.", byte(c)) >= 0
		}
	}
	return table
}()

// number reads a number, or a word that looks like one.
func (p *jsonParser) number() *Node {
	end := scanNumber(p.text, p.pos)
	if end < 0 || end < len(p.text) && wordByte[p.text[end]] {
		return p.word()
	}
	n, start := p.slab.node(), p.here()
	n.Kind, n.Text = Number, p.text[p.pos:end]
	p.pos = end
	n.Span = p.token(start)
	return n
}

// scanNumber returns the end of the JSON number at offset i of s, -1 if there is none.
func scanNumber(s string, i int) int {
	if i < len(s) && s[i] == '-' {
		i++
	}
	start := i
	if i = digits(s, i); i == start || i > start+1 && s[start] == '0' {
		return -1
	}
	if i < len(s) && s[i] == '.' {
		start = i + 1
		if i = digits(s, start); i == start {
			return -1
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		i++
		if i < len(s) && (s[i] == '+' || s[i] == '-') {
			i++
		}
		start = i
		if i = digits(s, start); i == start {
			return -1
		}
	}
	return i
}

func digits(s string, i int) int {
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	return i
}

// isNumber reports whether s is a JSON number.
func isNumber(s string) bool { return s != "" && scanNumber(s, 0) == len(s) }

// bare returns the end of the text without quotes that starts here, and whether it holds a placeholder.
func (p *jsonParser) bare() (end int, placeholder bool) {
	for end = p.pos; end < len(p.text) && wordByte[p.text[end]]; end++ {
		if p.text[end] != '$' || end+1 >= len(p.text) || p.text[end+1] != '{' || p.unclosed {
			continue
		}
		closing := closingBrace(p.text, end+1)
		if closing < 0 {
			p.unclosed = true
			p.fail(p.file.Span(end, end+2), "placeholder is not closed")
			closing = end + 1
		}
		end, placeholder = closing, true
	}
	return end, placeholder
}

// closingBrace returns the offset of the brace that closes the one at offset i, -1 if there is none. Braces in double
// quotes do not count.
func closingBrace(s string, i int) int {
	depth, quoted := 0, false
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\n':
			quoted = false
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// word reads a value without quotes: true, false, null, a placeholder, or a mistake.
func (p *jsonParser) word() *Node {
	n, start := p.slab.node(), p.here()
	end, placeholder := p.bare()
	if end == p.pos {
		p.skip()
		n.Span = p.token(start)
		p.unexpected(start, "unexpected %q where a value is expected", Clip(n.Span.Text(), MaxShown))
		return n
	}
	text := p.text[p.pos:end]
	p.advance(end)
	n.Span = p.token(start)
	switch {
	case placeholder:
		n.Kind, n.Text = Placeholder, text
	case text == "true" || text == "false":
		n.Kind, n.Text = Bool, text
	case text == "null":
		n.Kind = Null
	default:
		p.repair(n, text)
	}
	return n
}

// otherWords are the keywords of other languages for the literals of JSON.
var otherWords = map[string]string{"none": "null", "nil": "null", "null": "null", "true": "true", "false": "false"}

var identifier = regexp.MustCompile(`^[\pL_][\pL\pN_.-]*$`)

// repair reports a word that is not JSON, and sets n to what was meant, if that is clear.
func (p *jsonParser) repair(n *Node, text string) {
	if word, ok := otherWords[strings.ToLower(text)]; ok {
		n.Kind = Null
		if word != "null" {
			n.Kind, n.Text = Bool, word
		}
		p.failFix(n.Span, "write "+word, word, "%q is not valid JSON", Clip(text, MaxShown))
		return
	}
	switch {
	case strings.Trim(text, "+-") == "NaN" || strings.Trim(text, "+-") == "Infinity":
		p.fail(n.Span, "%q is not a valid JSON number", Clip(text, MaxShown))
	case text == "undefined":
		p.fail(n.Span, "%q is not valid JSON", Clip(text, MaxShown))
	case strings.IndexByte("+-.0123456789", text[0]) >= 0:
		p.repairNumber(n, text)
	case identifier.MatchString(text):
		n.Kind, n.Text = String, text
		if rest := strings.TrimLeft(p.text[p.pos:], " \t"); rest != "" && strings.IndexByte(",}]/#\r\n", rest[0]) < 0 {
			p.unpaired = p.line // more words: the text of a string
		}
		p.failFix(n.Span, "use double quotes", quoteJSON(text), "string %q is not in double quotes", Clip(text, MaxShown))
	case strings.ContainsAny(text, typographicQuotes):
		p.fail(n.Span, "typographic quotes instead of double quotes around %q", Clip(strings.Trim(text, typographicQuotes), MaxShown))
	default:
		p.fail(n.Span, "unexpected %q where a value is expected", Clip(text, MaxShown))
	}
}

const typographicQuotes = "“”„‘’"

var hexNumber = regexp.MustCompile(`^-?0[xX][0-9a-fA-F]{1,13}$`)

// repairNumber reports a number that is not valid JSON.
func (p *jsonParser) repairNumber(n *Node, text string) {
	literal := repairedNumber(text)
	if literal == "" {
		p.fail(n.Span, "%q is not a valid JSON number", Clip(text, MaxShown))
		return
	}
	n.Kind, n.Text = Number, literal
	if octal := strings.TrimLeft(text, "+-"); len(octal) > 1 && octal[0] == '0' && isDigits(octal) {
		p.fail(n.Span, "number %q starts with a zero", Clip(text, MaxShown)) // octal or decimal? the intent is unclear
		return
	}
	p.failFix(n.Span, "write "+literal, literal, "%q is not a valid JSON number", Clip(text, MaxShown))
}

// repairedNumber returns the JSON form of a number in the syntax of other languages, or "".
func repairedNumber(text string) string {
	if hexNumber.MatchString(text) {
		i, err := strconv.ParseInt(text, 0, 64)
		if err == nil {
			return strconv.FormatInt(i, 10)
		}
	}
	text = strings.ReplaceAll(strings.TrimPrefix(text, "+"), "_", "")
	sign := ""
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = "-", rest
	}
	mantissa, exponent := text, ""
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa, exponent = text[:i], text[i:]
	}
	whole, fraction, dot := strings.Cut(mantissa, ".")
	if whole == "" && fraction == "" {
		return ""
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if dot && fraction != "" {
		whole += "." + fraction
	}
	if literal := sign + whole + exponent; isNumber(literal) {
		return literal
	}
	return ""
}

func isDigits(s string) bool { return s != "" && digits(s, 0) == len(s) }

// skip skips text that means nothing, at least one character.
func (p *jsonParser) skip() {
	end := p.pos
	for end < len(p.text) && strings.IndexByte(" \t\r\n,:{}[]\"'", p.text[end]) < 0 && (end == p.pos || !wordByte[p.text[end]]) {
		end++
	}
	p.advance(max(end, p.pos+1))
}
