package cli

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/simulator"
)

// mentionUnknown prints one line about undocumented behavior of AWS that the executions depend on.
func (a *app) mentionUnknown(executions ...*simulator.Execution) error {
	var notes []string
	for _, x := range executions {
		if x == nil {
			continue
		}
		for _, note := range x.Notes {
			if !slices.Contains(notes, note) {
				notes = append(notes, note)
			}
		}
	}
	if len(notes) == 0 {
		return nil
	}
	more := ""
	if len(notes) > 1 {
		more = fmt.Sprintf(" (and %d more)", len(notes)-1)
	}
	_, err := fmt.Fprintf(a.stderr, "aslcheck: this run depends on something that AWS doesn't document and nobody has measured: %s%s\n", notes[0], more)
	return err
}
