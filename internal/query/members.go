package query

import "github.com/aslcheck/aslcheck/internal/query/jsonpath"

// Members returns the names of the members through which a path leads that begins at the document, and whether they are the
// whole path. It returns false for other paths, and for calls. For most paths this is less work than Refs, which finds their
// locations as well.
func (p *Path) Members() (names []string, whole, ok bool) {
	if p.call != nil {
		return nil, false, false
	}
	if names, onlyNames := p.path.Names(); onlyNames {
		return names, true, p.path.Root().Kind == jsonpath.Document
	}
	if reads := p.Refs().Reads; len(reads) > 0 && reads[0].Root == Document {
		return reads[0].Steps, reads[0].Whole, true
	}
	return nil, false, false
}
