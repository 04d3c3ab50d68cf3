package value

import "slices"

func (p *parser) nested(parse func() Value) Value {
	if p.depth++; p.depth > MaxDepth {
		return p.fail(errDeep.Error())
	}
	p.deepest = max(p.deepest, p.depth)
	v := parse()
	p.depth--
	return v
}

func (p *parser) array() Value {
	if v, ok := p.unread(); ok {
		return v
	}
	p.pos++
	from := len(p.elems)
	for n := 0; ; n++ {
		p.space()
		if p.peek(']') && n == 0 {
			p.pos++
			return p.arrayOf(from, n)
		}
		v := p.value()
		if p.problem != "" {
			return Undefined
		}
		if !p.dry {
			p.elems = append(p.elems, v)
		}
		p.space()
		switch {
		case p.peek(','):
			p.pos++
		case p.peek(']'):
			p.pos++
			return p.arrayOf(from, n+1)
		default:
			return p.fail("expected ',' or ']'")
		}
	}
}

// arrayOf makes an array of the elements from the index on.
func (p *parser) arrayOf(from, count int) Value {
	if p.dry {
		p.count = count
		return Undefined
	}
	return Array(takeFrom(&p.elems, from)...)
}

// takeFrom takes what a list has from an index on off it; nil for nothing.
func takeFrom[T any](list *[]T, from int) []T {
	if len(*list) == from {
		return nil
	}
	taken := slices.Clone((*list)[from:])
	clear((*list)[from:])
	*list = (*list)[:from]
	return taken
}

func (p *parser) object() Value {
	p.pos++
	from := len(p.members)
	var index map[string]int
	for first := true; ; first = false {
		p.space()
		if p.peek('}') && first {
			p.pos++
			return p.objectOf(from)
		}
		if !p.peek('"') {
			return p.fail("expected a key")
		}
		key, ok := p.string()
		if !ok {
			return Undefined
		}
		p.space()
		if !p.peek(':') {
			return p.fail("expected ':'")
		}
		p.pos++
		v := p.value()
		if p.problem != "" {
			return Undefined
		}
		if !p.dry {
			index = p.set(from, index, key, v)
		}
		p.space()
		switch {
		case p.peek(','):
			p.pos++
		case p.peek('}'):
			p.pos++
			return p.objectOf(from)
		default:
			return p.fail("expected ',' or '}'")
		}
	}
}

// set adds a member to those from the index on, or replaces the value of an earlier one with the same key. It returns the index of
// the members, nil as long as they are few.
func (p *parser) set(from int, index map[string]int, key string, v Value) map[string]int {
	members := p.members[from:]
	if len(members) == indexFrom {
		index = make(map[string]int, 2*indexFrom)
		for i := range members {
			index[members[i].Key] = i
		}
	}
	if i := findMember(members, index, key); i >= 0 {
		members[i].Value = v
		return index
	}
	if index != nil {
		index[key] = len(members)
	}
	p.members = append(p.members, Member{Key: key, Value: v})
	return index
}

func findMember(members []Member, index map[string]int, key string) int {
	if index != nil {
		if i, ok := index[key]; ok {
			return i
		}
		return -1
	}
	for i := range members {
		if members[i].Key == key {
			return i
		}
	}
	return -1
}

// objectOf makes an object of the members from the index on.
func (p *parser) objectOf(from int) Value {
	if p.dry {
		return Undefined
	}
	return Object(takeFrom(&p.members, from)...)
}
