package rules_test

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
)

// TestPayloadTooLarge has the cases whose definitions are too large for testdata.
func TestPayloadTooLarge(t *testing.T) {
	text := func(n int) string { return `"` + strings.Repeat("y", n) + `"` }
	for name, c := range map[string]struct {
		state string
		found bool
	}{
		"many parts":             {`"Parameters": {"a": [` + text(90_000) + "," + text(90_000) + "," + text(90_000) + `], "b.$": "$.b"}`, true},
		"at the limit":           {`"Result": ` + text(asl.MaxPayloadBytes-2), false},
		"above the limit":        {`"Result": ` + text(asl.MaxPayloadBytes-1), true},
		"parts at the limit":     {`"Result": {"k": [` + text(asl.MaxPayloadBytes-len(`{"k":["",1]}`)) + `, 1]}`, false},
		"parts above the limit":  {`"Result": {"k": [` + text(asl.MaxPayloadBytes-len(`{"k":["",1]}`)+3) + `, 1]}`, true},
		"large keys":             {`"Result": {` + text(asl.MaxPayloadBytes/2) + `: true, "x` + text(asl.MaxPayloadBytes / 2)[1:] + `: 1}`, true},
		"a key not known":        {`"Result": {"${Key}": ` + text(asl.MaxPayloadBytes) + `}`, false},
		"a call":                 {`"Parameters": {"b.$": "States.Format('` + strings.Repeat("y", asl.MaxPayloadBytes) + `')"}`, false},
		"thrown away":            {`"Result": ` + text(asl.MaxPayloadBytes) + `, "ResultPath": null`, false},
		"a comment":              {`"Comment": ` + text(asl.MaxPayloadBytes), false},
		"an expression":          {`"QueryLanguage": "JSONata", "Output": "{% '` + strings.Repeat("y", asl.MaxPayloadBytes) + `' %}"`, false},
		"output of JSONata":      {`"QueryLanguage": "JSONata", "Output": {"a": ` + text(asl.MaxPayloadBytes) + `}`, true},
		"a text, a part of it ?": {`"Result": "${A}` + strings.Repeat("y", asl.MaxPayloadBytes) + `"`, false},
	} {
		t.Run(name, func(t *testing.T) {
			found := findings("x.asl.json", `{"StartAt": "A", "States": {"A": {"Type": "Pass", `+c.state+`, "End": true}}}`, analyzer.Config{})
			if got := strings.Contains(show(found), "payload-too-large"); got != c.found {
				t.Errorf("found: %v", got)
			}
		})
	}
}
