package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var intrinsicNotText = &analyzer.Rule{
	Name:    "intrinsic-not-text",
	Summary: "Reports calls in ErrorPath and CausePath to intrinsic functions that don't return a string.",
	Why: `AWS rejects the definition. Error and cause are strings, which these functions can return:
States.Format, States.JsonToString, States.ArrayGetItem, States.Base64Encode, States.Base64Decode, States.Hash
and States.UUID.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html",
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Give up",
  "States": {
    "Give up": {"Type": "Fail", "Error": "Refused", "CausePath": "States.ArrayLength($.errors)"}
  }
}`,
	Good: `{
  "StartAt": "Give up",
  "States": {
    "Give up": {"Type": "Fail", "Error": "Refused", "CausePath": "States.Format('{} errors', States.ArrayLength($.errors))"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, site := range p.Program.Fields {
			if site.Path == nil || site.Name != "ErrorPath" && site.Name != "CausePath" {
				continue
			}
			if call, ok := site.Path.Call(); ok && !slices.Contains(textFunctions, call.Name) {
				p.Report(call.Span, "%q needs a string, which %s does not return", site.Name, call.Name)
			}
		}
	},
}

// textFunctions are the intrinsic functions that are allowed in ErrorPath and CausePath.
var textFunctions = []string{
	"States.Format", "States.JsonToString", "States.ArrayGetItem", "States.Base64Encode", "States.Base64Decode", "States.Hash",
	"States.UUID",
}
