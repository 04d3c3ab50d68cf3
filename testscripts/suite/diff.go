package suite

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// maxDifferences limits how many differences one message lists.
const maxDifferences = 10

// Differences lists where got differs from want, a line each, in the order of the keys. With subset, members of objects
// that want does not name do not count.
func Differences(want, got value.Value, subset bool) []string {
	r := diff(want, got, subset)
	if extra := r.count - maxDifferences; extra > 0 {
		r.lines = append(r.lines, fmt.Sprintf("… and %d more", extra))
	}
	return r.lines
}

// diff collects where got differs from want.
func diff(want, got value.Value, subset bool) *differ {
	if subset {
		got = prune(want, got)
	}
	r := &differ{}
	cmp.Equal(parts(want), parts(got), cmp.Reporter(r))
	return r
}

// prune leaves out the members of got that want does not name.
func prune(want, got value.Value) value.Value {
	switch {
	case want.Kind() == value.ObjectKind && got.Kind() == value.ObjectKind:
		var b value.ObjectBuilder
		for _, m := range want.Members() {
			if v, ok := got.Get(m.Key); ok {
				b.Set(m.Key, prune(m.Value, v))
			}
		}
		return b.Object()
	case want.Kind() == value.ArrayKind && got.Kind() == value.ArrayKind:
		elems := make([]value.Value, got.Len())
		for i, elem := range got.Elems() {
			elems[i] = prune(want.At(i), elem)
		}
		return value.Array(elems...)
	default:
		return got
	}
}

// A leaf is a value without parts; numbers are compared exactly.
type leaf struct{ value.Value }

// Equal makes leaves comparable for cmp.
func (l leaf) Equal(other leaf) bool { return value.Equal(l.Value, other.Value) }

// parts turns a value into maps, slices and leaves, which cmp walks in a fixed order.
func parts(v value.Value) any {
	return plain(v, func(v value.Value) any { return leaf{v} })
}

// plain turns a value into maps, slices and what scalar makes of the rest.
func plain(v value.Value, scalar func(value.Value) any) any {
	switch v.Kind() {
	case value.ArrayKind:
		items := make([]any, v.Len())
		for i, item := range v.Elems() {
			items[i] = plain(item, scalar)
		}
		return items
	case value.ObjectKind:
		members := make(map[string]any, v.Len())
		for _, m := range v.Members() {
			members[m.Key] = plain(m.Value, scalar)
		}
		return members
	default:
		return scalar(v)
	}
}

// A differ collects differences as lines of text.
type differ struct {
	path  cmp.Path
	lines []string
	count int
}

// PushStep implements the reporter of cmp.
func (d *differ) PushStep(step cmp.PathStep) { d.path = append(d.path, step) }

// PopStep implements the reporter of cmp.
func (d *differ) PopStep() { d.path = d.path[:len(d.path)-1] }

// Report implements the reporter of cmp.
func (d *differ) Report(result cmp.Result) {
	if result.Equal() {
		return
	}
	if d.count++; d.count > maxDifferences {
		return
	}
	want, got := d.path.Last().Values()
	line := d.place() + ": "
	switch {
	case !got.IsValid():
		line += "missing, want " + show(want)
	case !want.IsValid():
		line += "not expected: " + show(got)
	default:
		line += "want " + show(want) + ", got " + show(got)
	}
	d.lines = append(d.lines, line)
}

// place writes the path as an expression such as output.items[0].id.
func (d *differ) place() string {
	var b strings.Builder
	for _, step := range d.path {
		switch step := step.(type) {
		case cmp.MapIndex:
			key := step.Key().String()
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(key)
		case cmp.SliceIndex:
			want, got := step.SplitKeys()
			fmt.Fprintf(&b, "[%d]", max(want, got))
		}
	}
	if b.Len() == 0 {
		return "the value"
	}
	return b.String()
}

// maxShown limits the length of a value in a message.
const maxShown = 200

func show(v reflect.Value) string {
	x, err := restore(v.Interface())
	if err != nil {
		return err.Error()
	}
	return source.Clip(x.JSON(), maxShown)
}

// restore is the inverse of parts.
func restore(x any) (value.Value, error) {
	switch x := x.(type) {
	case leaf:
		return x.Value, nil
	case []any:
		elems := make([]any, len(x))
		for i := range x {
			v, err := restore(x[i])
			if err != nil {
				return value.Undefined, err
			}
			elems[i] = v
		}
		return value.Of(elems)
	case map[string]any:
		members := make(map[string]any, len(x))
		for key := range x {
			v, err := restore(x[key])
			if err != nil {
				return value.Undefined, err
			}
			members[key] = v
		}
		return value.Of(members)
	default:
		return value.Of(x)
	}
}

// aroundDifference cuts two texts that differ to what is around the first difference.
func aroundDifference(want, got string) (shownWant, shownGot string) {
	a, b := []rune(want), []rune(got)
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	return cutAround(a, at), cutAround(b, at)
}

// cutAround returns what is around a character of a text.
func cutAround(text []rune, at int) string {
	start := 0
	if len(text) > maxShown {
		start = max(min(at-maxShown/2, len(text)-maxShown), 0)
	}
	out := source.Clip(string(text[start:]), maxShown)
	if start > 0 {
		out = "…" + out
	}
	return out
}
