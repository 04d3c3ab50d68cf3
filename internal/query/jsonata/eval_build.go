package jsonata

import (
	"cmp"

	"github.com/aslcheck/aslcheck/value"
)

// array evaluates an array constructor: results that are sequences or arrays are joined, except those of array
// constructors.
func (ev *evaluation) array(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	out := make([]value.Value, 0, len(n.kids))
	for _, kid := range n.kids {
		v, err := ev.eval(kid, in, fr)
		if err != nil {
			return v, err
		}
		if v.IsUndefined() {
			continue
		}
		if !isArray(v) || kid.kind == kindArray {
			out = append(out, v)
			continue
		}
		if len(n.kids) == 1 {
			return n.constructed(v.Elems()), nil
		}
		if err := cmp.Or(fits(len(out)+v.Len()), ev.grow(v.Len()*valueBytes)); err != nil {
			return v, err
		}
		out = append(out, v.Elems()...)
	}
	return n.constructed(out), ev.grow(containerBytes)
}

func (n *code) constructed(out []value.Value) value.Value {
	v := value.Array(out...)
	if n.consArray {
		v = v.WithMark(markCons)
	}
	return v
}

// entry is what is collected for one key of an object.
type entry struct {
	key  string
	pair int
	data value.Value
}

// group evaluates an object constructor: for each item of in all keys first, then for each key its value with all items
// of that key as context.
func (ev *evaluation) group(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	stream := in.Mark()&markTuples != 0
	var buf [1]value.Value
	elems := items(in, &buf)
	if len(elems) == 0 {
		elems = buf[:] // nothing is grouped as one item that is nothing
	}
	var small [8]entry
	g := groups{entries: small[:0]}
	for _, item := range elems {
		context, inner := item, fr
		if stream {
			t := asTuple(item)
			context, inner = t.at, t.frame(fr)
		}
		for pair := 0; pair < len(n.kids); pair += 2 {
			key, err := ev.eval(n.kids[pair], context, inner)
			if err != nil {
				return key, err
			}
			if err := g.add(ev, n, pair, key, item); err != nil {
				return key, err
			}
		}
	}
	return ev.groupValues(n, &g, stream, fr)
}

// groups are the entries of an object in the making.
type groups struct {
	entries []entry
	index   map[string]int // made when there are many
}

const indexGroupsFrom = 16

func (g *groups) find(key string) int {
	if g.index == nil {
		if len(g.entries) < indexGroupsFrom {
			for i := range g.entries {
				if g.entries[i].key == key {
					return i
				}
			}
			return -1
		}
		g.index = make(map[string]int, 2*len(g.entries))
		for i := range g.entries {
			g.index[g.entries[i].key] = i
		}
	}
	if i, ok := g.index[key]; ok {
		return i
	}
	return -1
}

func (g *groups) add(ev *evaluation, n *code, pair int, key, item value.Value) *Error {
	if key.IsUndefined() {
		return nil
	}
	if key.Kind() != value.StringKind {
		return &Error{Code: "T1003", Offset: int(n.at), Value: key}
	}
	i := g.find(key.Text())
	if i < 0 {
		if g.index != nil {
			g.index[key.Text()] = len(g.entries)
		}
		g.entries = append(g.entries, entry{key: key.Text(), pair: pair, data: item})
		return nil
	}
	e := &g.entries[i]
	if e.pair != pair {
		return &Error{Code: "D1009", Offset: int(n.at), Value: key}
	}
	if n := item.Len(); n > 0 && isArray(item) {
		if err := ev.list(n, e.data.Len()+n); err != nil {
			return err
		}
	}
	e.join(item)
	return nil
}

// markOwned says that the data of an entry is an array of its own, which may grow in place.
const markOwned = markBound

// join appends an item to the data of the entry. The array is made once and then grows like any slice.
func (e *entry) join(item value.Value) {
	if e.data.IsUndefined() || item.IsUndefined() {
		e.data = appendTo(e.data, item)
		return
	}
	var bufA, bufB [1]value.Value
	left := items(e.data, &bufA)
	if e.data.Mark()&markOwned == 0 {
		left = append(make([]value.Value, 0, 2*len(left)+2), left...)
	}
	e.data = value.Array(append(left, items(item, &bufB)...)...).WithMark(markOwned)
}

func (ev *evaluation) groupValues(n *code, g *groups, stream bool, fr *frame) (value.Value, *Error) {
	members := make([]value.Member, 0, max(len(g.entries), 1)) // room for one is the identity of an empty object
	for i := range g.entries {
		e := &g.entries[i]
		context, inner := e.data, fr
		if e.data.Mark()&markOwned != 0 {
			context = e.data.WithMark(0)
		}
		if stream {
			t, err := ev.reduceTuples(context)
			if err != nil {
				return value.Undefined, err
			}
			context, inner = t.at, t.frame(fr)
		}
		v, err := ev.eval(n.kids[e.pair+1], context, inner)
		if err != nil {
			return v, err
		}
		if !v.IsUndefined() {
			members = append(members, value.Member{Key: e.key, Value: v})
		}
	}
	if err := ev.grow(containerBytes + len(members)*valueBytes); err != nil {
		return value.Undefined, err
	}
	return value.Object(members...), nil
}

// reduceTuples makes one tuple of all in v: each variable becomes the array of its values.
func (ev *evaluation) reduceTuples(v value.Value) (*tuple, *Error) {
	if !isArray(v) {
		return asTuple(v), nil
	}
	elems := v.Elems()
	first := asTuple(elems[0])
	out := &tuple{at: first.at, binds: append([]bind(nil), first.binds...)}
	for _, elem := range elems[1:] {
		t := asTuple(elem)
		// Each item makes all lists so far anew.
		if err := ev.spend((out.at.Len() + t.at.Len()) * (1 + len(t.binds)) / partsPerStep); err != nil {
			return out, err
		}
		out.at = appendTo(out.at, t.at)
		for _, b := range t.binds {
			old, _ := out.get(b.name)
			out = out.with(b.name, appendTo(old, b.v))
		}
	}
	return out, nil
}
