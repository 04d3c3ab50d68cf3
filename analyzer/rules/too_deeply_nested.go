package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var tooDeeplyNested = &analyzer.Rule{
	Name:    source.RuleTooDeeplyNested,
	Summary: "Reports definitions with values that are nested deeper than 1,000 levels.",
	Why: `The service refuses definitions that are nested too deeply and does not say how deep is too deep; what is behind this
limit is not read here. Containers inside of containers can become state machines of their own.`,
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
