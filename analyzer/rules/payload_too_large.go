package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var payloadTooLarge = &analyzer.Rule{
	Name:    "payload-too-large",
	Summary: "Reports inputs, results and variables whose constant parts alone exceed 256 KiB.",
	Why: `The state fails with States.DataLimitExceeded. Store large data in S3 and pass its bucket and key
through the execution.`,
	Since:      "0.1",
	Spec:       guidePractices,
	Severity:   source.Warning,
	Confidence: analyzer.Certain,
	Bad: `{
  "StartAt": "Fill",
  "States": {
    "Fill": {"Type": "Pass", "Result": "` + strings.Repeat("very ", asl.MaxPayloadBytes/5) + `large", "End": true}
  }
}`,
	Good: `{
  "StartAt": "Fill",
  "States": {
    "Fill": {"Type": "Pass", "Result": "s3://orders/large.json", "End": true}
  }
}`,
	Check: checkPayloadTooLarge,
}

func checkPayloadTooLarge(p *analyzer.Pass) {
	if len(p.Definition.Text()) <= asl.MaxPayloadBytes {
		return
	}
	for _, site := range p.Program.Fields {
		if site.Template != nil {
			reportLarge(p, site.Name, site.Node)
		}
	}
	for st := range each[*asl.Pass](p) {
		if st.Result.Known() && !st.ResultPath.Null {
			reportLarge(p, "Result", st.Result.Value)
		}
	}
}

func reportLarge(p *analyzer.Pass, field string, n *source.Node) {
	if size := constantSize(n); size > asl.MaxPayloadBytes {
		at := n.Span
		at.End = at.Start.After("{")
		p.Report(at, "the constant parts of %q have %d bytes, but a payload can have at most %d", field, size, asl.MaxPayloadBytes)
	}
}

// constantSize returns how many bytes the constant parts of a value need at least as JSON.
func constantSize(n *source.Node) int {
	if asl.IsOpaque(n) {
		return 0
	}
	size := 0
	switch n.Kind {
	case source.Object:
		for i := range n.Members {
			m := &n.Members[i]
			size++ // a comma or a bracket
			if !asl.HasPlaceholder(m.Key) && !strings.HasSuffix(m.Key, ".$") {
				size += len(m.Key) + len(`"":`) + constantSize(m.Value)
			}
		}
	case source.Array:
		for _, item := range n.Items {
			size += 1 + constantSize(item)
		}
	case source.String:
		if !asl.IsExpression(n.Text) {
			size = len(n.Text) + len(`""`)
		}
	case source.Bool, source.Number:
		size = len(n.Text)
	case source.Null, source.Invalid, source.Placeholder:
	}
	return size
}
