package report

import (
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A Rule is a lint rule as reports show it.
type Rule struct {
	Name, Summary, Why, Since, Spec string
	Severity                        source.Severity
	// Optional reports whether the rule is off by default.
	Optional  bool
	Bad, Good string
}

// RulesText lists rules for people. services is the date of what the linter knows about AWS services; "" says nothing about it.
func RulesText(w io.Writer, rules []Rule, services string, style Style) error {
	p := newPrinter(w)
	width := 0
	for _, r := range rules {
		width = max(width, len(r.Name))
	}
	for _, r := range rules {
		p.printf("%s%s  %s%s%s\n", style.bold(r.Name), strings.Repeat(" ", width-len(r.Name)),
			style.severity(r.Severity), strings.Repeat(" ", len("warning")-len(r.Severity.String())), r.offByDefault("  "))
		for _, line := range wrap(r.Summary, style.width()-ruleIndent) {
			p.printf("%s%s\n", strings.Repeat(" ", ruleIndent), line)
		}
	}
	if services != "" {
		p.printf("The catalog of AWS services is of %s.\n", services)
	}
	return p.flush()
}

// offByDefault returns a note for after the severity of a rule that is off by default.
func (r *Rule) offByDefault(before string) string {
	if !r.Optional {
		return ""
	}
	return before + "off by default"
}

// ruleIndent is how far the summary of a rule is indented.
const ruleIndent = 4

// wrap breaks a text into lines of at most width columns.
func wrap(text string, width int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for word := range strings.FieldsSeq(text) {
		columns := source.Columns(word)
		if line.Len() > 0 && used+1+columns > width {
			lines = append(lines, line.String())
			line.Reset()
			used = 0
		}
		if line.Len() > 0 {
			line.WriteByte(' ')
			used++
		}
		line.WriteString(word)
		used += columns
	}
	if line.Len() > 0 {
		lines = append(lines, line.String())
	}
	return lines
}

// Explain writes the documentation of a rule for people.
func Explain(w io.Writer, r Rule, style Style) error {
	p := newPrinter(w)
	p.printf("%s (%s%s)\n", style.bold(r.Name), style.severity(r.Severity), r.offByDefault(", "))
	texts := []string{r.Summary, r.Why}
	if r.Optional {
		texts = append(texts, "This rule is off by default. Turn it on with --rule "+r.Name+"="+r.Severity.String()+", or with "+r.Name+": "+
			r.Severity.String()+" under rules in .aslcheck.yaml.")
	}
	for _, text := range texts {
		for _, line := range wrap(text, style.width()) {
			p.printf("%s\n", line)
		}
		p.printf("\n")
	}
	for _, example := range []struct{ title, text string }{{"Reported:", r.Bad}, {"Fixed:", r.Good}} {
		p.printf("%s\n", style.bold(example.title))
		for _, line := range splitLines(strings.TrimSpace(example.text)) {
			p.printf("    %s\n", line)
		}
		p.printf("\n")
	}
	p.printf("See %s\n", r.Spec)
	return p.flush()
}

// RulesJSON writes rules as one JSON object.
func RulesJSON(w io.Writer, rules []Rule) error {
	type rule struct {
		Name     string `json:"name"`
		Severity string `json:"severity"`
		Optional bool   `json:"optional"`
		Summary  string `json:"summary"`
		Why      string `json:"why"`
		Since    string `json:"since"`
		Spec     string `json:"spec"`
		Bad      string `json:"bad"`
		Good     string `json:"good"`
	}
	list := make([]rule, len(rules))
	for i, r := range rules {
		list[i] = rule{r.Name, r.Severity.String(), r.Optional, r.Summary, r.Why, r.Since, r.Spec, r.Bad, r.Good}
	}
	return writeJSON(w, struct {
		Version int    `json:"version"`
		Rules   []rule `json:"rules"`
	}{jsonVersion, list})
}
