package cloudformation

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// HasAll reports whether no function brings further members of an object.
func HasAll(n *source.Node) bool {
	return n == nil || n.Kind == source.Object && n.Tag == "" && !slices.ContainsFunc(n.Members, func(m source.Member) bool {
		return strings.HasPrefix(m.Key, LongPrefix)
	})
}

// A declaration is what a template says about the names that references in it may have.
type declaration struct {
	// open is whether there may be further names: a function or a module brings them.
	open bool
	// names are those of all resources and parameters, known the same as a set.
	names []string
	known map[string]bool
	// prefixes begin the logical IDs of what SAM makes of its resources, sorted; none begins another one.
	prefixes []string
}

// HasMacro reports whether a custom macro, which may change anything, is applied to the whole template.
func (r *Resources) HasMacro() bool {
	if !r.hasMacro.known {
		r.hasMacro.known, r.hasMacro.is = true, hasMacro(r.template)
	}
	return r.hasMacro.is
}

func hasMacro(template *source.Node) bool {
	n := template.Get("Transform")
	if n == nil {
		return false
	}
	list := n.Items
	if n.Kind != source.Array {
		list = []*source.Node{n}
	}
	return slices.ContainsFunc(list, func(n *source.Node) bool {
		return n.Kind != source.String || n.Tag != "" || !strings.HasPrefix(n.Text, "AWS::")
	})
}

// Names returns the names of the resources and the parameters of the template, which must not be changed.
func (r *Resources) Names() []string { return r.declared().names }

// Lacks reports whether a template surely lacks a resource and a parameter: no macro, loop, module or transform brings it. SAM
// makes resources whose logical IDs begin with those of others.
func (r *Resources) Lacks(id string) bool {
	d := r.declared()
	if d.open || d.known[id] || strings.HasPrefix(id, "AWS::") || r.HasMacro() {
		return false
	}
	i, found := slices.BinarySearch(d.prefixes, id)
	return !found && (i == 0 || !strings.HasPrefix(id, d.prefixes[i-1]))
}

func (r *Resources) declared() *declaration {
	if r.declaration != nil {
		return r.declaration
	}
	resources := r.template.Get("Resources")
	d := &declaration{open: !HasAll(resources) || !HasAll(r.template), known: map[string]bool{}}
	for _, section := range []*source.Node{resources, r.template.Get("Parameters")} {
		if section != nil {
			for i := range section.Members {
				d.names = append(d.names, section.Members[i].Key)
				d.known[section.Members[i].Key] = true
			}
		}
	}
	for _, m := range r.members {
		switch kind := r.Type(m.Key); {
		case strings.HasSuffix(kind, "::MODULE"):
			d.open = true
		case strings.HasPrefix(kind, "AWS::Serverless::"):
			d.prefixes = append(d.prefixes, m.Key)
		}
	}
	d.prefixes = leastPrefixes(d.prefixes)
	r.declaration = d
	return d
}

// leastPrefixes sorts texts and drops those that begin with another one.
func leastPrefixes(texts []string) []string {
	slices.Sort(texts)
	least := texts[:0]
	for _, text := range texts {
		if n := len(least); n == 0 || !strings.HasPrefix(text, least[n-1]) {
			least = append(least, text)
		}
	}
	return least
}
