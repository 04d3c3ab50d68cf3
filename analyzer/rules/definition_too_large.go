package rules

import (
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var definitionTooLarge = &analyzer.Rule{
	Name:    "definition-too-large",
	Summary: "Reports definitions of more than 1,048,576 characters.",
	Why: `AWS rejects the definition. Move parts of it to separate state machines and start them with
states:startExecution.`,
	Since:      "0.1",
	Spec:       guideQuotas,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {"Type": "Succeed", "Comment": "` + strings.Repeat("very ", asl.MaxDefinitionBytes/5) + `large"}
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {"Type": "Succeed", "Comment": "very small"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		text := p.Definition.Root.Span.Text()
		if len(text) <= asl.MaxDefinitionBytes || !strings.HasPrefix(text, "{") {
			return // what a definition in YAML becomes is not known
		}
		if n := utf8.RuneCountInString(text); n > asl.MaxDefinitionBytes {
			p.Report(p.Definition.Machine.StartAt.KeySpan(), "a definition can have at most %d characters, not %d", asl.MaxDefinitionBytes, n)
		}
	},
}
