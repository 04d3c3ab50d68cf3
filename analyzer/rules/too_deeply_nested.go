package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var tooDeeplyNested = &analyzer.Rule{
	Name:    source.RuleTooDeeplyNested,
	Summary: "Reports definitions that are nested deeper than 1,000 levels.",
	Why: `AWS rejects definitions that are nested too deeply, without documenting the limit. aslcheck doesn't
read values below 1,000 levels. Move inner containers to separate state machines.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html",
	Severity:   source.Error,
	Confidence: analyzer.Likely,
	Code:       "TOO_DEEPLY_NESTED",
	Bad: `{
  "StartAt": "Fill",
  "States": {
    "Fill": {"Type": "Pass", "End": true, "Result": ` + strings.Repeat("[", source.MaxDepth) + strings.Repeat("]", source.MaxDepth) + `}
  }
}`,
	Good: `{
  "StartAt": "Fill",
  "States": {
    "Fill": {"Type": "Pass", "End": true, "Result": [[[]]]}
  }
}`,
}
