package jsonata

import "github.com/aslcheck/aslcheck/value"

// result makes a value what an evaluation returns: without marks, also inside of it. A value of small parts that are used
// many times may be larger than memory once it is written, so that its size is limited here, before anyone writes it.
func (ev *evaluation) result(v value.Value) (value.Value, *Error) {
	if isClean(&v) {
		return v, nil
	}
	r := resulting{evaluation: ev}
	clean, _, err := r.unmark(v, 0)
	return clean, err
}

// resulting removes the marks of a result and adds up what it takes.
type resulting struct {
	*evaluation
	bytes int
}

// add counts a part of the result.
func (r *resulting) add(bytes int) *Error {
	if r.bytes += bytes; r.bytes > maxResultBytes {
		return limitError(tokenSize)
	}
	return nil
}

// unmark returns v without marks, and whether anything had to change.
func (r *resulting) unmark(v value.Value, depth int) (value.Value, bool, *Error) {
	switch v.Kind() {
	case value.ArrayKind:
		return r.array(v, depth)
	case value.ObjectKind:
		return r.object(v, depth)
	case value.StringKind:
		if err := r.add(len(v.Text())); err != nil {
			return v, false, err
		}
	}
	if v.Mark() != 0 {
		return v.WithMark(0), true, nil
	}
	return v, false, nil
}

func (r *resulting) array(v value.Value, depth int) (value.Value, bool, *Error) {
	elems := v.Elems()
	if err := r.open(len(elems), depth); err != nil {
		return v, false, err
	}
	var out []value.Value // made when the first element changes
	texts := 0
	for i := range elems {
		if isClean(&elems[i]) {
			texts += len(elems[i].Text())
			continue
		}
		clean, changed, err := r.unmark(elems[i], depth+1)
		if err != nil {
			return v, false, err
		}
		if changed && out == nil {
			if err := r.grow(copyBytes + len(elems)*valueBytes); err != nil {
				return v, false, err
			}
			out = append([]value.Value(nil), elems...)
		}
		if changed {
			out[i] = clean
		}
	}
	if err := r.add(texts); err != nil {
		return v, false, err
	}
	if out != nil {
		return value.Array(out...), true, nil
	}
	return v.WithMark(0), v.Mark() != 0, nil
}

func (r *resulting) object(v value.Value, depth int) (value.Value, bool, *Error) {
	members := v.Members()
	if err := r.open(len(members), depth); err != nil {
		return v, false, err
	}
	var out []value.Member
	texts := 0
	for i := range members {
		m := &members[i]
		texts += len(m.Key)
		if isClean(&m.Value) {
			texts += len(m.Value.Text())
			continue
		}
		clean, changed, err := r.unmark(m.Value, depth+1)
		if err != nil {
			return v, false, err
		}
		if changed && out == nil {
			if err := r.grow(copyBytes + len(members)*valueBytes); err != nil {
				return v, false, err
			}
			out = append([]value.Member(nil), members...)
		}
		if changed {
			out[i].Value = clean
		}
	}
	if err := r.add(texts); err != nil {
		return v, false, err
	}
	if out != nil {
		return value.Object(out...), true, nil
	}
	return v.WithMark(0), v.Mark() != 0, nil
}

// isClean reports whether v is a scalar without marks, of which only its text counts.
func isClean(v *value.Value) bool { return v.Kind() < value.ArrayKind && v.Mark() == 0 }

// open counts an array or object of n parts.
func (r *resulting) open(n, depth int) *Error {
	if err := r.add(resultContainerBytes + n*resultScalarBytes); err != nil {
		return err
	}
	return r.visit(n, depth)
}
