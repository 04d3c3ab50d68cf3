package simulator_test

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// TestNumberPaths reads whole numbers and percentages from the input; numbers may be given as strings.
func TestNumberPaths(t *testing.T) {
	const text = `{"StartAt": "Each", "States": {"Each": {"Type": "Map", "MaxConcurrencyPath": "$.n", "ItemsPath": "$.items",
  "ToleratedFailurePercentagePath": "$.p", "End": true, "ItemProcessor": {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    "StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}}}}}`
	for name, c := range map[string]struct{ n, p, cause string }{
		"numbers":              {`2`, `12.5`, ""},
		"strings":              {`"2"`, `"12.5"`, ""},
		"fraction":             {`1.5`, `0`, "not a valid integer"},
		"fraction in a string": {`"1.5"`, `0`, "not a valid integer"},
		"no number":            {`"two"`, `0`, "not a valid integer"},
		"no percentage":        {`2`, `"two"`, "not a valid float"},
		"not finite":           {`2`, `"Inf"`, "not a valid float"},
		"not a number":         {`2`, `"NaN"`, "not a valid float"},
		"an object":            {`{}`, `0`, "not a valid integer"},
	} {
		t.Run(name, func(t *testing.T) {
			input := value.MustParse(`{"items": [1], "n": ` + c.n + `, "p": ` + c.p + `}`)
			x, err := compile(t, text).Run(t.Context(), input, simulator.Config{})
			if err != nil {
				t.Fatal(err)
			}
			if c.cause == "" && x.Status != simulator.Succeeded {
				t.Errorf("%s: %v", x.Status, x.Failure)
			}
			if c.cause != "" && (x.Status != simulator.Failed || !strings.Contains(x.Failure.Cause, c.cause)) {
				t.Errorf("%s: %v, want a cause with %q", x.Status, x.Failure, c.cause)
			}
		})
	}
}
