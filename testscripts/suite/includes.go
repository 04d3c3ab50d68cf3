package suite

import (
	"slices"

	"github.com/aslcheck/aslcheck/source"
)

// sharedKeys are the keys of included files. Those in mergedKeys are merged member by member, the others are overridden.
var (
	sharedKeys = []string{"mocks", "s3", "substitutions", "variables", "context", "start", "seed", "type", "unused", "input", "version", "$schema"}
	mergedKeys = []string{"mocks", "s3", "substitutions", "variables", "context"}
)

// include returns the test file with what the files of its key "includes" hold: later files override earlier ones, and the
// test file overrides all.
func (f *File) include(root *source.Node) (*source.Node, source.Diagnostics) {
	list := root.Get("includes")
	if list == nil || list.Kind != source.Array { // the schema check reports it
		return root, nil
	}
	merged := &source.Node{Kind: source.Object, Span: root.Span}
	var diagnostics source.Diagnostics
	for _, item := range list.Items {
		if item.Kind != source.String {
			continue
		}
		file, err := f.read(item.Text)
		if err != nil {
			diagnostics = append(diagnostics, f.problem(item.Span, "%s", err)...)
			continue
		}
		part, found := source.Parse(file)
		diagnostics = append(diagnostics, found...)
		if part == nil || found.HasErrors() {
			continue
		}
		diagnostics = append(diagnostics, f.checkIncluded(part)...)
		merged = cover(merged, part)
	}
	if diagnostics.HasErrors() {
		return root, diagnostics
	}
	return cover(merged, root), diagnostics
}

func (f *File) checkIncluded(part *source.Node) source.Diagnostics {
	if part.Kind != source.Object {
		return f.problem(part.Span, "an included file must contain an object")
	}
	var diagnostics source.Diagnostics
	for i := range part.Members {
		if m := &part.Members[i]; !slices.Contains(sharedKeys, m.Key) {
			diagnostics = append(diagnostics, f.problem(m.KeySpan, "an included file cannot have the key %q%s", m.Key, source.DidYouMean(m.Key, sharedKeys))...)
		}
	}
	return diagnostics
}

// cover returns the object below with the members of the object above over its own.
func cover(below, above *source.Node) *source.Node {
	made := *above
	made.Members = slices.Clone(below.Members)
	for _, m := range above.Members {
		i := slices.IndexFunc(made.Members, func(have source.Member) bool { return have.Key == m.Key })
		if i < 0 {
			made.Members = append(made.Members, m)
			continue
		}
		if have := made.Members[i].Value; slices.Contains(mergedKeys, m.Key) && have.Kind == source.Object && m.Value.Kind == source.Object {
			m.Value = coverMembers(have, m.Value)
		}
		made.Members[i] = m
	}
	return &made
}

// coverMembers is cover for the members of a section.
func coverMembers(below, above *source.Node) *source.Node {
	made := *above
	made.Members = slices.DeleteFunc(slices.Clone(below.Members), func(m source.Member) bool { return above.Get(m.Key) != nil })
	made.Members = append(made.Members, above.Members...)
	return &made
}
