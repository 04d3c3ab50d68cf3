package jsonpath

import "strings"

// operators in the order in which they are looked for: the first that occurs anywhere in a condition, be it inside
// quotes, splits it.
func operators() [7]Operator {
	return [...]Operator{Equal, GreaterOrEqual, LessOrEqual, NotEqual, Less, Greater, Matches}
}

// filter reads the filter whose question mark is at pos.
func (c *compiler) filter(step Span, pos int) (Step, error) {
	if c.depth++; c.depth > MaxDepth {
		return nil, c.fail(step.Offset, step.End, "Filters are nested too deeply")
	}
	defer func() { c.depth-- }()
	bounds, err := c.filterBounds(step, pos)
	if err != nil {
		return nil, err
	}
	inner, err := c.filterInner(bounds)
	if err != nil {
		return nil, err
	}
	f := &Filter{Source: c.text[bounds.Offset:bounds.End], Span: step}
	if err := c.alternatives(f, inner); err != nil {
		return nil, err
	}
	return f, nil
}

// filterBounds finds the brackets around the question mark at pos, with regard to quotes and parentheses.
func (c *compiler) filterBounds(step Span, pos int) (Span, error) {
	start := pos
	for c.text[start] != '[' {
		start--
	}
	parens, brackets, quoted := 0, 0, false
	for i := start; i < step.End; i++ {
		b := c.text[i]
		if b == '\'' && (i == start || c.text[i-1] != '\\') {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		switch b {
		case '(':
			parens++
		case ')':
			parens--
		case '[':
			brackets++
		case ']':
			brackets--
			if parens != 0 {
				continue
			}
			if brackets != 0 {
				return Span{}, c.fail(start, i+1, "Filter brackets are not balanced")
			}
			return Span{start, i + 1}, nil
		}
	}
	return Span{}, c.fail(start, step.End, "Filter brackets are not balanced")
}

// filterInner returns what stands between "[?(" and ")]".
func (c *compiler) filterInner(bounds Span) (Span, error) {
	start, end := trim(c.text, bounds.Offset+1, bounds.End-1)
	if start == end || c.text[start] != '?' {
		return Span{}, c.fail(start, end, "Filter must start with '[?' and end with ']'. "+c.text[start:end])
	}
	start, end = trim(c.text, start+1, end)
	if end-start < 2 || c.text[start] != '(' || c.text[end-1] != ')' {
		return Span{}, c.fail(start, end, "Filter must start with '[?(' and end with ')]'. "+c.text[start:end])
	}
	start, end = trim(c.text, start+1, end-1)
	return Span{start, end}, nil
}

// alternatives splits a filter at && and ||, which count inside quotes too.
func (c *compiler) alternatives(f *Filter, inner Span) error {
	and := []Condition{}
	want := true // a condition, not an operator
	for _, piece := range pieces(c.text, inner) {
		word := c.text[piece.Offset:piece.End]
		isOperator := word == "&&" || word == "||"
		if isOperator == want {
			return c.fail(inner.Offset, inner.End, "Invalid operators "+c.text[inner.Offset:inner.End])
		}
		want = isOperator
		if isOperator {
			if word == "||" {
				f.add(and)
				and = nil
			}
			continue
		}
		condition, err := c.condition(f, piece)
		if err != nil {
			return err
		}
		and = append(and, condition)
	}
	if want {
		return c.fail(inner.Offset, inner.End, "Invalid operators "+c.text[inner.Offset:inner.End])
	}
	f.add(and)
	return nil
}

func (f *Filter) add(and []Condition) {
	span := Span{and[0].Offset, and[len(and)-1].End}
	f.Alternatives = append(f.Alternatives, Conjunction{Conditions: and, Span: span})
}

// pieces cuts before and after each && and ||, also where they overlap, and trims what is left.
func pieces(text string, inner Span) []Span {
	joins := func(at int) bool {
		return at >= inner.Offset && at+2 <= inner.End && (text[at:at+2] == "&&" || text[at:at+2] == "||")
	}
	var list []Span
	start := inner.Offset
	for i := inner.Offset + 1; i <= inner.End; i++ {
		if i == inner.End || joins(i) || joins(i-2) {
			from, to := trim(text, start, i)
			list = append(list, Span{from, to})
			start = i
		}
	}
	return list
}

// condition reads a comparison or the test of a path.
func (c *compiler) condition(f *Filter, piece Span) (Condition, error) {
	span, err := c.strip(f, piece)
	if err != nil {
		return Condition{}, err
	}
	text := c.text[span.Offset:span.End]
	left, operator, right := span, Exists, Span{span.End, span.End}
	for _, op := range operators() {
		if i := strings.Index(text, string(op)); i >= 0 {
			operator = op
			left.End = span.Offset + i
			right.Offset = left.End + len(op)
			break
		}
	}
	left.Offset, left.End = trim(c.text, left.Offset, left.End)
	right.Offset, right.End = trim(c.text, right.Offset, right.End)
	return c.compare(span, left, operator, right)
}

// strip leaves out what brackets and parentheses a condition begins and ends with: they do not group.
func (c *compiler) strip(f *Filter, piece Span) (Span, error) {
	start, end := piece.Offset, piece.End
	for start < end && strings.IndexByte("[?( ", c.text[start]) >= 0 {
		if c.text[start] == '(' {
			f.Parens = append(f.Parens, Span{start, start + 1})
		}
		start++
	}
	for end > start && strings.IndexByte(") ", c.text[end-1]) >= 0 {
		end--
	}
	if start == end {
		return Span{}, c.fail(piece.Offset, piece.End, "A condition of the filter is empty")
	}
	return Span{start, end}, nil
}

func (c *compiler) compare(span, left Span, operator Operator, right Span) (Condition, error) {
	missing := strings.HasPrefix(c.text[left.Offset:left.End], "!@")
	if missing {
		left.Offset++
	}
	l, err := c.operand(left)
	if err != nil {
		return Condition{}, err
	}
	if operator == Exists {
		if _, ok := l.(*Path); !ok {
			return Condition{}, c.fail(span.Offset, span.End, "CriteriaType  can not be parsed")
		}
		if missing {
			operator = Missing
		}
		return Condition{Left: l, Operator: operator, Span: span}, nil
	}
	if strings.HasPrefix(c.text[right.Offset:right.End], "!@") {
		return Condition{}, c.fail(right.Offset, right.End,
			"Invalid negation! Can only be used for existence check e.g [?(!@.foo)]")
	}
	r, err := c.operand(right)
	if err != nil {
		return Condition{}, err
	}
	return Condition{Left: l, Operator: operator, Right: r, Span: span}, nil
}

func (c *compiler) operand(span Span) (Operand, error) {
	text := c.text[span.Offset:span.End]
	switch {
	case text == "":
	case text[0] == '$' || text[0] == '@':
		p := &Path{}
		if err := c.path(p, span.Offset, span.End); err != nil {
			return nil, err
		}
		if !p.Definite() {
			return nil, c.fail(span.Offset, span.End, "the predicate path: "+text+" is not definite")
		}
		return p, nil
	case text == "'" || text == "/" || text == "/i":
		return nil, c.fail(span.Offset, span.End, "A literal of the filter has no end: "+text)
	case text[0] == '\'' && text[len(text)-1] == '\'':
		return &Literal{Text: text[1 : len(text)-1], Quoted: true, Span: span}, nil
	case text[0] == '/' && (text[len(text)-1] == '/' || strings.HasSuffix(text, "/i")):
		return c.pattern(span)
	}
	return &Literal{Text: text, Span: span}, nil
}

func (c *compiler) pattern(span Span) (Operand, error) {
	text := c.text[span.Offset:span.End]
	source := text[1:strings.LastIndexByte(text, '/')]
	p := &Pattern{Source: source, IgnoreCase: strings.HasSuffix(text, "i"), Span: span}
	match, err := compilePattern(source, p.IgnoreCase)
	if err != nil {
		return nil, c.fail(span.Offset, span.End, err.Error())
	}
	p.match = match
	return p, nil
}
