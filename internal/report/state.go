package report

import (
	"fmt"
	"io"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/teststate"
	"github.com/aslcheck/aslcheck/simulator"
)

// A StateRun is the test of one state: the answer of TestState, and the execution behind it.
type StateRun struct {
	Response   *teststate.Response
	Definition *asl.Definition
	Execution  *simulator.Execution
}

// StateJSON writes the answer as the API does.
func StateJSON(w io.Writer, r StateRun) error {
	_, err := fmt.Fprintf(w, "%s\n", r.Response.Value().JSON())
	return err
}
