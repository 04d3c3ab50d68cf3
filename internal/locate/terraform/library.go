package terraform

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"

	"github.com/aslcheck/aslcheck/source"
)

// library are the functions whose results are as long as their arguments at most, or nearly so. They need known arguments.
var library = map[string]function.Function{
	"abs":             stdlib.AbsoluteFunc,
	"ceil":            stdlib.CeilFunc,
	"chomp":           stdlib.ChompFunc,
	"chunklist":       stdlib.ChunklistFunc,
	"coalescelist":    stdlib.CoalesceListFunc,
	"compact":         stdlib.CompactFunc,
	"contains":        stdlib.ContainsFunc,
	"distinct":        stdlib.DistinctFunc,
	"floor":           stdlib.FloorFunc,
	"format":          stdlib.FormatFunc,
	"formatdate":      stdlib.FormatDateFunc,
	"index":           stdlib.IndexFunc,
	"length":          stdlib.StrlenFunc,
	"lower":           stdlib.LowerFunc,
	"max":             stdlib.MaxFunc,
	"min":             stdlib.MinFunc,
	"parseint":        stdlib.ParseIntFunc,
	"regex":           stdlib.RegexFunc,
	"regexall":        stdlib.RegexAllFunc,
	"reverse":         stdlib.ReverseListFunc,
	"setintersection": stdlib.SetIntersectionFunc,
	"setsubtract":     stdlib.SetSubtractFunc,
	"setunion":        stdlib.SetUnionFunc,
	"slice":           stdlib.SliceFunc,
	"sort":            stdlib.SortFunc,
	"split":           stdlib.SplitFunc,
	"strrev":          stdlib.ReverseFunc,
	"substr":          stdlib.SubstrFunc,
	"timeadd":         stdlib.TimeAddFunc,
	"title":           stdlib.TitleFunc,
	"tobool":          stdlib.MakeToFunc(cty.Bool),
	"tonumber":        stdlib.MakeToFunc(cty.Number),
	"trim":            stdlib.TrimFunc,
	"trimprefix":      stdlib.TrimPrefixFunc,
	"trimspace":       stdlib.TrimSpaceFunc,
	"trimsuffix":      stdlib.TrimSuffixFunc,
	"upper":           stdlib.UpperFunc,
	"zipmap":          stdlib.ZipmapFunc,
}

// Limits of the arguments of a function of the library.
const (
	maxArgumentBytes  = 64 << 10
	maxArgumentValues = 2_000
)

// library calls a function of the library, nil if there is none of that name or an argument is not known.
func (c *call) library(name string) *value {
	f, ok := library[name]
	if !ok {
		return nil
	}
	args := make([]cty.Value, len(c.args))
	room := room{bytes: maxArgumentBytes, values: maxArgumentValues}
	for i, arg := range c.args {
		if args[i], ok = room.toCty(arg, 0); !ok {
			return nil
		}
	}
	c.steps += maxArgumentValues - room.values
	result, ok := callSafely(f, args)
	if !ok {
		return nil
	}
	return c.fromCty(result, c.at, 0)
}

// callSafely calls a function of the library, whose mistakes only mean that the result is unknown.
func callSafely(f function.Function, args []cty.Value) (result cty.Value, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	params, rest := f.Params(), f.VarParam()
	for i := range args {
		param := rest
		if i < len(params) {
			param = &params[i]
		}
		if param == nil {
			return cty.NilVal, false
		}
		converted, err := convert.Convert(args[i], param.Type)
		if err != nil {
			return cty.NilVal, false
		}
		args[i] = converted
	}
	result, err := f.Call(args)
	return result, err == nil
}

// room is what the arguments of a call may still have.
type room struct{ bytes, values int }

func (r *room) toCty(v *value, depth int) (cty.Value, bool) {
	r.values--
	if r.values < 0 || depth > maxNesting {
		return cty.NilVal, false
	}
	switch v.kind {
	case source.Null:
		return cty.NullVal(cty.DynamicPseudoType), true
	case source.Array:
		items := make([]cty.Value, len(v.items))
		for i, item := range v.items {
			var ok bool
			if items[i], ok = r.toCty(item, depth+1); !ok {
				return cty.NilVal, false
			}
		}
		return cty.TupleVal(items), true
	case source.Object:
		members := make(map[string]cty.Value, len(v.members))
		for i := range v.members {
			made, ok := r.toCty(v.members[i].value, depth+1)
			if r.bytes -= len(v.members[i].key); !ok || r.bytes < 0 || v.isOpen() {
				return cty.NilVal, false
			}
			members[v.members[i].key] = made
		}
		return cty.ObjectVal(members), true
	default:
		made, ok := scalarCty(v)
		if !ok {
			return cty.NilVal, false
		}
		text, _ := v.scalar()
		r.bytes -= len(text)
		return made, r.bytes >= 0
	}
}

// fromCty returns a result of the library, which is at the location of the call as a whole.
func (e *evaluator) fromCty(v cty.Value, at span, depth int) *value {
	e.steps++
	v, _ = v.Unmark()
	kind := v.Type()
	switch {
	case !v.IsKnown() || depth > maxNesting || e.steps > maxSteps:
		return unknown(at, "unknown")
	case v.IsNull():
		return null(at)
	case kind == cty.String:
		return str(at, v.AsString())
	case kind == cty.Number:
		return numberValue(at, v)
	case kind == cty.Bool:
		return boolean(at, v.True())
	case !v.CanIterateElements():
		return unknown(at, "unknown")
	}
	made := &value{kind: source.Array, span: at}
	if kind.IsObjectType() || kind.IsMapType() {
		made.kind = source.Object
	}
	for it := v.ElementIterator(); it.Next(); {
		key, element := it.Element()
		inner := e.fromCty(element, at, depth+1)
		if made.kind == source.Object {
			made.members = append(made.members, member{key: key.AsString(), keySpan: at, value: inner})
			continue
		}
		made.items = append(made.items, inner)
	}
	return made
}
