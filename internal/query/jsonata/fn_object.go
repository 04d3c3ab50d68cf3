package jsonata

import "github.com/aslcheck/aslcheck/value"

func fnKeys(c *call, args []value.Value) (value.Value, *Error) {
	seen := map[string]bool{}
	var out []value.Value
	if err := collectKeys(c, args[0], seen, &out, 0); err != nil {
		return value.Undefined, err
	}
	return sequence(out), nil
}

func collectKeys(c *call, v value.Value, seen map[string]bool, out *[]value.Value, depth int) *Error {
	if err := c.visit(v.Len(), depth); err != nil {
		return err
	}
	for _, elem := range v.Elems() {
		if err := collectKeys(c, elem, seen, out, depth+1); err != nil {
			return err
		}
	}
	for _, m := range v.Members() {
		if !seen[m.Key] {
			seen[m.Key] = true
			*out = append(*out, value.String(m.Key))
		}
	}
	return nil
}

func fnLookup(c *call, args []value.Value) (value.Value, *Error) {
	return c.lookup(args[0], needle(args[1]))
}

func fnSpread(c *call, args []value.Value) (value.Value, *Error) {
	return spread(c, args[0], 0)
}

func spread(c *call, v value.Value, depth int) (value.Value, *Error) {
	if err := c.visit(v.Len(), depth); err != nil {
		return v, err
	}
	switch v.Kind() {
	case value.ArrayKind:
		return spreadElems(c, v.Elems(), depth)
	case value.ObjectKind:
		if err := c.grow(v.Len() * containerBytes); err != nil {
			return v, err
		}
		out := make([]value.Value, 0, v.Len())
		for _, m := range v.Members() {
			out = append(out, value.Object(m))
		}
		return sequence(out), nil
	default:
		return v, nil
	}
}

// spreadElems joins the parts of an array into a plain array; only the result of an empty one stays a sequence.
func spreadElems(c *call, elems []value.Value, depth int) (value.Value, *Error) {
	var out []value.Value
	plain := false
	for i := range elems {
		part, err := spread(c, elems[i], depth+1)
		if err != nil {
			return part, err
		}
		if part.IsUndefined() {
			continue
		}
		plain = true
		var buf [1]value.Value
		parts := items(part, &buf)
		if err := c.list(len(parts), len(out)+len(parts)); err != nil {
			return part, err
		}
		out = append(out, parts...)
	}
	if !plain {
		return emptySequence, nil
	}
	return value.Array(out...), nil
}

func fnMerge(c *call, args []value.Value) (value.Value, *Error) {
	if args[0].IsUndefined() {
		return value.Undefined, nil
	}
	var b value.ObjectBuilder
	for _, elem := range args[0].Elems() {
		if err := c.spend(1 + elem.Len()); err != nil {
			return value.Undefined, err
		}
		b.Merge(elem)
	}
	return b.Object(), nil
}

func fnSift(c *call, args []value.Value) (value.Value, *Error) {
	var kept []value.Member
	for _, m := range args[0].Members() {
		v, err := c.applyTo(args[1], m.Value, value.String(m.Key), args[0])
		if err != nil {
			return v, err
		}
		ok, err := c.truth(v)
		if err != nil {
			return v, err
		}
		if ok {
			kept = append(kept, m)
		}
	}
	if len(kept) == 0 {
		return value.Undefined, nil
	}
	return value.Object(kept...), nil
}

func fnEach(c *call, args []value.Value) (value.Value, *Error) {
	var out []value.Value
	for _, m := range args[0].Members() {
		v, err := c.applyTo(args[1], m.Value, value.String(m.Key), args[0])
		if err != nil {
			return v, err
		}
		if !v.IsUndefined() {
			out = append(out, v)
		}
	}
	return sequence(out), nil
}

// fnClone copies a value as writing and reading its JSON would: functions become empty strings and numbers are cut to 15
// digits.
func fnClone(c *call, args []value.Value) (value.Value, *Error) {
	return cloned(c, args[0], 0)
}

func cloned(c *call, v value.Value, depth int) (value.Value, *Error) {
	if err := c.copied(v, depth); err != nil {
		return v, err
	}
	switch v.Kind() {
	case value.ArrayKind:
		if v.Mark()&markOuter != 0 && v.Len() > 0 {
			v = v.At(0)
			return cloned(c, v, depth+1)
		}
		out := make([]value.Value, v.Len())
		for i, elem := range v.Elems() {
			copied, err := cloned(c, elem, depth+1)
			if err != nil {
				return v, err
			}
			if copied.IsUndefined() {
				copied = value.Null
			}
			out[i] = copied
		}
		return value.Array(out...), nil
	case value.ObjectKind:
		members := make([]value.Member, 0, v.Len())
		for _, m := range v.Members() {
			copied, err := cloned(c, m.Value, depth+1)
			if err != nil {
				return v, err
			}
			if !copied.IsUndefined() {
				members = append(members, value.Member{Key: m.Key, Value: copied})
			}
		}
		return value.Object(members...), nil
	case value.NumberKind:
		if ok, err := isNumber(v); err != nil || !ok {
			return value.Null, err
		}
		return value.Float(round15(v.Float())), nil
	case value.OpaqueKind:
		return value.String(""), nil
	default:
		return v.WithMark(0), nil
	}
}
