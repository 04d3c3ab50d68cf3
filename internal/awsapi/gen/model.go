package main

import (
	"slices"
	"sort"
	"strings"
)

// A service is what the catalog keeps of the model of a service, with the names that Step Functions uses.
type service struct {
	name, prefix string
	version      string // of the API
	source       string // the date of the model
	// removed is when Step Functions dropped the service, deprecated when AWS deprecated it, and dropped when the AWS SDKs
	// dropped it; each is "" where that did not happen.
	removed, deprecated, dropped string

	operations map[string]*operation
	shapes     map[string]*shape
}

type operation struct {
	in, out     string // names of shapes, "" without
	errors      []string
	unsupported bool // Step Functions does not offer it
	deprecated  bool
}

// A shape is a type. A reference to one is its name, or the name of a kind where nothing else is to say.
type shape struct {
	kind       string
	members    []member // of a structure or union
	key, value string   // of a map; the items of a list are values
	enum       []string
	limits     string // "1..64", of a number, or of the length of anything else
}

type member struct {
	name, ref string
	aliases   []string
	required  bool
	json      bool // a string that holds JSON
}

// letters are the kinds with the letters of the packed form.
var letters = map[string]byte{
	"string": 'S', "integer": 'I', "long": 'G', "float": 'F', "double": 'D', "boolean": 'B', "timestamp": 'T', "blob": 'X', "document": 'J',
	"list": '[', "map": '<', "structure": '{', "union": '|',
}

// refs returns what a shape refers to, in the order of its text.
func (s *shape) refs() []string {
	var refs []string
	for _, m := range s.members {
		refs = append(refs, m.ref)
	}
	for _, ref := range []string{s.key, s.value} {
		if ref != "" {
			refs = append(refs, ref)
		}
	}
	return refs
}

func (s *shape) isNumber() bool {
	return slices.Contains([]string{"integer", "long", "float", "double"}, s.kind)
}

// reach returns the names of the shapes that given ones lead to, those included.
func (s *service) reach(roots []string) map[string]bool {
	found := map[string]bool{}
	for len(roots) > 0 {
		name := roots[len(roots)-1]
		roots = roots[:len(roots)-1]
		if x := s.shapes[name]; x != nil && !found[name] {
			found[name] = true
			roots = append(roots, x.refs()...)
		}
	}
	return found
}

// reduce drops what nobody asks for: shapes that no operation reaches, the lengths of what only results have, and shapes
// that say no more than their kind.
func (s *service) reduce() {
	var in, out []string
	for _, o := range s.operations {
		in, out = append(in, o.in), append(out, o.out)
		sort.Strings(o.errors)
		o.errors = slices.Compact(o.errors)
	}
	given, got := s.reach(in), s.reach(out)
	for name, x := range s.shapes {
		if !given[name] && !got[name] {
			delete(s.shapes, name)
			continue
		}
		if !x.isNumber() && (!given[name] || len(x.enum) > 0) {
			x.limits = ""
		}
	}
	plain := func(ref string) string {
		if x := s.shapes[ref]; x != nil && len(x.refs()) == 0 && x.kind != "structure" && x.kind != "union" && x.limits == "" && len(x.enum) == 0 {
			return x.kind
		}
		return ref
	}
	for _, x := range s.shapes {
		for i := range x.members {
			x.members[i].ref = plain(x.members[i].ref)
		}
		x.key, x.value = plain(x.key), plain(x.value)
	}
	for name := range s.shapes {
		if plain(name) != name {
			delete(s.shapes, name)
		}
	}
}

// isLater reports whether a version of an API is newer than another.
func isLater(a, b string) bool { return strings.Compare(a, b) > 0 }

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}
