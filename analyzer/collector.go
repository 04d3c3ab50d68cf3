package analyzer

import (
	"slices"

	"github.com/aslcheck/aslcheck/source"
)

// A collector takes the findings of the rules. A definition may have very many, and one list of them would be copied each time it
// grows.
type collector struct {
	full []source.Diagnostics
	last source.Diagnostics
}

// maxList is how many findings a list has at most.
const maxList = 1024

func (c *collector) add(d source.Diagnostic) {
	if len(c.last) >= maxList {
		c.full, c.last = append(c.full, c.last), make(source.Diagnostics, 0, maxList)
	}
	c.last.Add(d)
}

// sorted returns all findings, Sorted.
func (c *collector) sorted() source.Diagnostics {
	return source.MergeDiagnostics(append(c.full, c.last)...)
}

// all returns all findings in the order in which they were added.
func (c *collector) all() source.Diagnostics {
	return slices.Concat(append(c.full, c.last)...)
}
