package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var deprecatedIterator = &analyzer.Rule{
	Name:     "deprecated-iterator",
	Summary:  "Reports Map states with Iterator, which ItemProcessor has replaced.",
	Why:      "Iterator still works. New features of the Map state are documented for ItemProcessor alone.",
	Since:    "0.1",
	Spec:     guideMap,
	Severity: source.Advice,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {"Type": "Map", "Iterator": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Succeed"}}}, "End": true}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Maps {
			if st.Iterator.Set && !st.ItemProcessor.Set {
				p.ReportDiagnostic(renamed(st.Iterator.KeySpan(), "Iterator", "ItemProcessor"))
			}
		}
	},
}

// renamed is the finding of a field that another one has replaced.
func renamed(key source.Span, old, name string) source.Diagnostic {
	d := source.Diagnostic{Span: key, Message: "\"" + old + "\" is deprecated (use \"" + name + "\")", Hint: name}
	switch key.Text() {
	case `"` + old + `"`:
		d.Fixes = []source.Fix{replaceText(key, "rename "+old+" to "+name, `"`+name+`"`)}
	case old:
		d.Fixes = []source.Fix{replaceText(key, "rename "+old+" to "+name, name)}
	}
	return d
}
