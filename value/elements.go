package value

// Elements reads the elements of the JSON text of an array one after another, so that only one of them is in memory:
//
//	for v, ok := e.Next(); ok; v, ok = e.Next() {
//		use(v)
//	}
//	err := e.Err()
type Elements struct {
	p              parser
	started, ended bool
	// inside says that the array is part of a document, whose text goes on after it.
	inside bool
}

// ReadElements returns a reader of the elements of an array, and whether the text begins like one.
func ReadElements(text string) (*Elements, bool) {
	e := &Elements{p: parser{text: text}}
	e.p.space()
	return e, e.p.peek('[')
}

// Skim makes Next only check and count the elements: the values that it returns mean nothing.
func (e *Elements) Skim() { e.p.dry = true }

// Next returns the next element; false after the last one, and where the text isn't JSON.
func (e *Elements) Next() (Value, bool) {
	p := &e.p
	if e.ended {
		return Undefined, false
	}
	first := !e.started
	if first {
		e.started = true
		p.depth++
		p.pos++
	}
	p.space()
	switch {
	case p.peek(']'):
		return e.end()
	case !first && p.peek(','):
		p.pos++
	case !first:
		p.fail("expected ',' or ']'")
	}
	var v Value
	if p.problem == "" {
		v = p.value()
	}
	e.ended = p.problem != ""
	return v, !e.ended
}

// end looks for text after the array.
func (e *Elements) end() (Value, bool) {
	e.ended = true
	e.p.pos++
	e.p.depth--
	if e.inside {
		return Undefined, false
	}
	e.p.space()
	if e.p.pos < len(e.p.text) {
		e.p.fail("text after the end of the value")
	}
	return Undefined, false
}

// Err returns the *SyntaxError that ended the elements, nil where the text is JSON.
func (e *Elements) Err() error {
	if e.p.problem == "" {
		return nil
	}
	return &SyntaxError{Offset: e.p.pos, Problem: e.p.problem}
}

// FindElements returns a reader of the array that the keys lead to, from object to object; false where they don't lead to one,
// or the text isn't JSON.
func FindElements(text string, keys []string) (*Elements, bool) {
	f := finder{parser: parser{text: text, dry: true}}
	f.space()
	f.find(keys)
	f.space()
	if f.problem != "" || f.pos < len(text) || !f.found {
		return nil, false
	}
	return &Elements{p: parser{text: text, pos: f.at, depth: f.level}, inside: true}, true
}

// A finder goes through a document and looks for an array.
type finder struct {
	parser
	// at is where the array begins, and level how many containers are around it.
	at, level int
	found     bool
}

// find goes through the value that comes next.
func (f *finder) find(keys []string) {
	switch {
	case len(keys) == 0 && f.peek('['):
		e := Elements{p: f.parser, inside: true}
		f.at, f.level, f.found = f.pos, f.depth, true
		for more := true; more; {
			_, more = e.Next()
		}
		f.parser = e.p
	case len(keys) > 0 && f.peek('{'):
		f.nested(func() Value { return f.members(keys) })
	default:
		f.value()
	}
}

// members goes through an object. Of several members with one key the last one counts.
func (f *finder) members(keys []string) Value {
	f.pos++
	f.space()
	if f.peek('}') {
		f.pos++
		return Undefined
	}
	for f.peek('"') {
		key, _ := f.string()
		f.space()
		if !f.peek(':') {
			break
		}
		f.pos++
		f.space()
		if key == keys[0] {
			f.found = false
			f.find(keys[1:])
		} else {
			f.value()
		}
		f.space()
		if f.problem != "" || !f.peek(',') {
			break
		}
		f.pos++
		if f.space(); !f.peek('"') {
			return f.fail("expected a key")
		}
	}
	if !f.peek('}') {
		return f.fail("expected '}'")
	}
	f.pos++
	return Undefined
}
