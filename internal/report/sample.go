package report

import (
	"io"

	"github.com/aslcheck/aslcheck/value"
)

// Sample writes a sample result of a task as indented JSON.
func Sample(w io.Writer, v value.Value) error { return writeJSON(w, v) }
