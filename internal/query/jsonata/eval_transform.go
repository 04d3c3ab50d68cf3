package jsonata

import "github.com/aslcheck/aslcheck/value"

// transform returns the function that a transform expression stands for.
func (ev *evaluation) transform(n *code, fr *frame) value.Value {
	return value.Opaque(&function{arity: 1, sig: transformSignature, native: func(c *call, args []value.Value) (value.Value, *Error) {
		if args[0].IsUndefined() {
			return value.Undefined, nil
		}
		clone, err := c.cloneOf(n, args[0], fr)
		if err != nil {
			return clone, err
		}
		edit := editing{evaluation: c.evaluation, node: n, frame: fr, changed: map[*value.Member][]value.Member{}}
		return edit.run(clone)
	}})
}

var transformSignature, _ = parseSignature("<(oa):o>")

// cloneOf copies the input with $clone, which the text may have bound to something else.
func (ev *evaluation) cloneOf(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	clone, bound := value.Undefined, false
	if fr != nil {
		clone, bound = fr.lookup("clone", n.refs)
	}
	if !bound {
		clone = ev.outside("clone", n.val)
	}
	if !isFunction(clone) {
		return clone, &Error{Code: "T2013", Offset: int(n.at)}
	}
	v, err := ev.apply(clone, []value.Value{in}, value.Null, "", 0)
	if err != nil {
		return v, err
	}
	return ev.identified(v, 0)
}

// identified copies v such that every object in it has members of its own with room for one more: the address of the
// first member, there or not, is then the identity of the object.
func (ev *evaluation) identified(v value.Value, depth int) (value.Value, *Error) {
	if err := ev.copied(v, depth); err != nil {
		return v, err
	}
	switch v.Kind() {
	case value.ArrayKind:
		elems := make([]value.Value, v.Len())
		for i, elem := range v.Elems() {
			var err *Error
			if elems[i], err = ev.identified(elem, depth+1); err != nil {
				return v, err
			}
		}
		return value.Array(elems...), nil
	case value.ObjectKind:
		members := make([]value.Member, v.Len(), v.Len()+1)
		for i, m := range v.Members() {
			elem, err := ev.identified(m.Value, depth+1)
			if err != nil {
				return v, err
			}
			members[i] = value.Member{Key: m.Key, Value: elem}
		}
		return value.Object(members...), nil
	default:
		return v, nil
	}
}

// identity tells the objects of a copy apart; nil for all other values.
func identity(v value.Value) *value.Member {
	members := v.Members()
	if v.Kind() != value.ObjectKind || cap(members) == 0 {
		return nil
	}
	return &members[:1][0]
}

// editing applies a transform to a copy. Values cannot be changed, so it keeps the new members of each changed object
// and puts them in place in the end, and also before a clause looks at the object.
type editing struct {
	*evaluation
	node    *code
	frame   *frame
	changed map[*value.Member][]value.Member
}

func (e *editing) run(clone value.Value) (value.Value, *Error) {
	matches, err := e.eval(e.node.lhs, clone, e.frame)
	if err != nil || matches.IsUndefined() {
		return clone, err
	}
	var buf [1]value.Value
	for _, match := range items(matches, &buf) {
		if err := e.update(match); err != nil {
			return clone, err
		}
		if e.node.els != nil {
			if err := e.remove(match); err != nil {
				return clone, err
			}
		}
	}
	return e.current(clone, 0)
}

// update merges what the second clause gives into the match.
func (e *editing) update(match value.Value) *Error {
	now, err := e.current(match, 0)
	if err != nil {
		return err
	}
	update, err := e.eval(e.node.rhs, now, e.frame)
	if err != nil || update.IsUndefined() {
		return err
	}
	if update.Kind() != value.ObjectKind {
		return &Error{Code: "T2011", Offset: int(e.node.rhs.at), Value: update}
	}
	id := identity(match)
	if id == nil {
		return nil
	}
	old := e.members(match, id)
	if err := e.grow(copyBytes + (len(old)+update.Len())*valueBytes); err != nil {
		return err
	}
	var b value.ObjectBuilder
	for _, m := range old {
		b.Set(m.Key, m.Value)
	}
	for _, m := range update.Members() {
		b.Set(m.Key, m.Value)
	}
	e.changed[id] = b.Object().Members()
	return nil
}

// remove deletes the members that the third clause names from the match.
func (e *editing) remove(match value.Value) *Error {
	now, err := e.current(match, 0)
	if err != nil {
		return err
	}
	names, err := e.eval(e.node.els, now, e.frame)
	if err != nil || names.IsUndefined() {
		return err
	}
	var buf [1]value.Value
	doomed := map[string]bool{}
	for _, name := range items(names, &buf) {
		if name.Kind() != value.StringKind {
			return &Error{Code: "T2012", Offset: int(e.node.els.at), Value: names}
		}
		doomed[name.Text()] = true
	}
	id := identity(match)
	if id == nil {
		return nil
	}
	var kept []value.Member
	for _, m := range e.members(match, id) {
		if !doomed[m.Key] {
			kept = append(kept, m)
		}
	}
	e.changed[id] = kept
	return nil
}

func (e *editing) members(match value.Value, id *value.Member) []value.Member {
	if members, ok := e.changed[id]; ok {
		return members
	}
	return match.Members()
}

// current returns v with all changes so far.
func (e *editing) current(v value.Value, depth int) (value.Value, *Error) {
	if len(e.changed) == 0 {
		return v, nil
	}
	if err := e.copied(v, depth); err != nil {
		return v, err
	}
	switch v.Kind() {
	case value.ArrayKind:
		elems := make([]value.Value, v.Len())
		for i, elem := range v.Elems() {
			var err *Error
			if elems[i], err = e.current(elem, depth+1); err != nil {
				return v, err
			}
		}
		return value.Array(elems...).WithMark(v.Mark()), nil
	case value.ObjectKind:
		old := v.Members()
		if id := identity(v); id != nil {
			old = e.members(v, id)
		}
		members := make([]value.Member, len(old))
		for i, m := range old {
			now, err := e.current(m.Value, depth+1)
			if err != nil {
				return v, err
			}
			members[i] = value.Member{Key: m.Key, Value: now}
		}
		return value.Object(members...), nil
	default:
		return v, nil
	}
}
