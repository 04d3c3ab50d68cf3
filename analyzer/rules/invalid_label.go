package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidLabel = &analyzer.Rule{
	Name:    "invalid-label",
	Summary: "Reports labels of Map states that are empty, too long, contain forbidden characters, or are used twice.",
	Why: `AWS rejects the definition because a Label becomes part of the ARN of the Map Run. A label has 1 to
40 characters, must be unique in the state machine, and can't contain white space, control characters, brackets,
wildcards or other special characters.`,
	Since:      "0.1",
	Spec:       guideMap,
	Severity:   source.Error,
	Confidence: analyzer.Certain,
	Code:       "INVALID_LABEL_NAME",
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Label": "all orders",
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
      },
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Label": "all-orders",
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
      },
      "End": true
    }
  }
}`,
	Check: checkInvalidLabel,
}

func checkInvalidLabel(p *analyzer.Pass) {
	first := map[string]*asl.Map{}
	for _, st := range p.Graph.Maps {
		if !st.Label.Known() {
			continue
		}
		label := st.Label.Value
		if label == "" {
			p.Report(st.Label.Span(), "a label must not be empty")
			continue
		}
		if n := utf8.RuneCountInString(label); n > asl.MaxLabelLength {
			p.Report(st.Label.Span(), "a label can have at most %d characters, not %d", asl.MaxLabelLength, n)
		}
		if i := strings.IndexFunc(label, forbiddenInLabel); i >= 0 {
			r, size := utf8.DecodeRuneInString(label[i:])
			p.Report(st.Label.Node.SpanWithin(i, i+size), "a label must not contain %q", r)
		}
		if other := first[label]; other != nil {
			p.Report(st.Label.Span(), "Map %q already has the label %q", shown(other.Name), label)
			continue
		}
		first[label] = st
	}
}

func forbiddenInLabel(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || r == utf8.RuneError || r > unicode.MaxASCII && !unicode.IsPrint(r) ||
		strings.ContainsRune("<>{}[]?*\"#%\\^|~`$&,;:/", r)
}
