package source

import "strings"

// object reads an object from its opening bracket on.
func (p *jsonParser) object() *Node {
	n, start, first := p.open(&p.objects), p.here(), len(p.members)
	p.pos++
	p.last = p.here()
	comma := Position{}
	for {
		p.space()
		if p.closed('}', start, comma) {
			break
		}
		comma = p.member()
	}
	p.objects--
	n.Kind = Object
	n.Span = Span{File: p.file, Start: start, End: p.last}
	n.Members = p.slab.memberList(p.members[first:])
	p.members = p.members[:first]
	p.checkDuplicates(n)
	return n
}

// array reads an array from its opening bracket on.
func (p *jsonParser) array() *Node {
	n, start, first := p.open(&p.arrays), p.here(), len(p.items)
	p.pos++
	p.last = p.here()
	comma := Position{}
	for {
		p.space()
		if p.closed(']', start, comma) {
			break
		}
		if p.strayComma() {
			continue
		}
		p.path[len(p.path)-1].index = len(p.items) - first
		item := p.value()
		p.items = append(p.items, item)
		comma = p.separator("array")
	}
	p.arrays--
	n.Kind = Array
	n.Span = Span{File: p.file, Start: start, End: p.last}
	n.Items = p.slab.itemList(p.items[first:])
	p.items = p.items[:first]
	return n
}

func (p *jsonParser) open(count *int) *Node {
	*count++
	return p.slab.node()
}

// closed reads the end of an object or array, if it is here. start is the location of the opening bracket, comma that of a
// comma just before, if any.
func (p *jsonParser) closed(bracket byte, start, comma Position) bool {
	if p.atEnd() {
		p.endOfFile(start)
		return true
	}
	c := p.text[p.pos]
	if c != '}' && c != ']' {
		return false
	}
	if comma.IsValid() {
		p.failFix(p.char1(comma), "remove the comma", "", "comma before %q", string(c))
	}
	if c != bracket {
		outer := p.arrays
		if c == '}' {
			outer = p.objects
		}
		p.wrongBracket(bracket, c, start)
		if outer > 0 {
			return true // it closes an outer container
		}
	}
	p.pos++
	p.last = p.here()
	return true
}

// strayComma reads a comma where a value or key is expected.
func (p *jsonParser) strayComma() bool {
	if !p.peek(',') {
		return false
	}
	start := p.here()
	p.pos++
	p.failFix(p.token(start), "remove the comma", "", "unexpected comma")
	return true
}

// separator reads the separator between two values, and returns the location of the comma, if any.
func (p *jsonParser) separator(kind string) Position {
	for end := p.last; ; {
		p.space()
		if p.atEnd() {
			return Position{}
		}
		start := p.here()
		switch c := p.text[p.pos]; {
		case c == ',':
			p.pos++
			p.last = p.here()
			return start
		case c == '}' || c == ']':
			return Position{}
		case p.startsValue(c):
			if p.errAt <= int(end.Offset) {
				p.lookForUnpaired(end)
				at := Span{File: p.file, Start: end, End: end}
				p.failFix(at, "insert a comma", ",", "a comma is missing between two values")
			}
			return Position{}
		}
		p.skip()
		p.unexpected(start, "unexpected %q in an %s", Clip(p.text[start.Offset:p.pos], MaxShown), kind)
	}
}

// startsValue reports whether a value or key starts with c.
func (p *jsonParser) startsValue(c byte) bool {
	switch c {
	case '"', '\'', '{', '[':
		return true
	}
	return wordByte[c]
}

// member reads a member of an object and what follows it, and returns the location of the comma, if any.
func (p *jsonParser) member() Position {
	if p.strayComma() {
		return Position{}
	}
	start := p.here()
	key, ok := p.key()
	if !ok {
		if p.space(); p.peek(':') {
			p.pos++
			p.value() // of a missing key
		}
		return p.separator("object")
	}
	at := len(p.members)
	p.members = append(p.members, Member{Key: key, KeySpan: p.token(start)})
	p.path[len(p.path)-1] = pathToken{key: key, index: isKey}
	value := p.memberValue(key)
	p.members[at].Value = value
	return p.separator("object")
}

// key reads a key. It returns false if there is none, but consumes text even then.
func (p *jsonParser) key() (string, bool) {
	start := p.here()
	switch c := p.text[p.pos]; {
	case c == '"':
		return p.str('"'), true
	case c == '\'':
		key := p.str('\'')
		p.failFix(p.span(start), "use double quotes", quoteJSON(key), "key %q is not in double quotes", Clip(key, MaxShown))
		return key, true
	case c == ':':
		p.fail(p.char1(start), "a key is missing before %q", ":")
		return "", false
	case c == '{' || c == '[':
		p.unexpected(start, "a key in double quotes is missing before %q", string(c))
		p.value()
		return "", false
	case wordByte[c]:
		return p.bareKey(start), true
	default:
		p.skip()
		p.unexpected(start, "unexpected %q where a key is expected", Clip(p.text[start.Offset:p.pos], MaxShown))
		return "", false
	}
}

// bareKey reads a key without quotes: a placeholder, or a mistake.
func (p *jsonParser) bareKey(start Position) string {
	end, placeholder := p.bare()
	key := p.text[p.pos:end]
	p.advance(end)
	if !placeholder {
		key = strings.Trim(key, typographicQuotes)
		p.failFix(p.span(start), "use double quotes", quoteJSON(key), "key %q is not in double quotes", Clip(key, MaxShown))
	}
	return key
}

// memberValue reads the colon after a key and the value.
func (p *jsonParser) memberValue(key string) *Node {
	end := p.last
	p.space()
	if p.atEnd() {
		return p.nothing()
	}
	switch c := p.text[p.pos]; c {
	case ':':
		p.pos++
		p.last = p.here()
	case '=':
		start := p.here()
		p.pos++
		p.failFix(p.token(start), "use a colon", ":", "found %q instead of a colon after key %q", "=", Clip(key, MaxShown))
	case ',', '}', ']':
		return p.noValue(key)
	default:
		p.lookForUnpaired(end)
		p.failFix(Span{File: p.file, Start: end, End: end}, "insert a colon", ":", "a colon is missing after key %q", Clip(key, MaxShown))
	}
	p.space()
	if p.peek(',') || p.peek('}') || p.peek(']') {
		return p.noValue(key)
	}
	return p.value()
}

// noValue returns the node for a missing value.
func (p *jsonParser) noValue(key string) *Node {
	n := p.nothing()
	if p.errAt != p.pos {
		p.fail(n.Span, "key %q has no value", Clip(key, MaxShown))
	}
	return n
}
