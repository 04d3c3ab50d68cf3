package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// Markdown returns the documentation of all rules, which is the text of docs/rules.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString("# Rules\n\nThis page is generated from the rules; `aslcheck explain RULE` shows the same in the terminal.\n\n")
	b.WriteString("An *error* is what the service refuses or what cannot work, a *warning* what trips in production, *advice* what good\n" +
		"practice recommends. A rule is ignored for a state, a machine or any other object by a `Comment` in it:\n" +
		"`aslcheck:ignore rule-name the reason`; one that looks at the resource in a template by its `Metadata`:\n" +
		"`{aslcheck: {ignore: [rule-name the reason]}}`. Rules that are off by default are matters of taste, which a project turns on.\n\n| rule | severity | what it reports |\n| --- | --- | --- |\n")
	for _, r := range All {
		severity := r.Severity.String()
		if r.Optional {
			severity += ", off by default"
		}
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", r.Name, r.Name, severity, r.Summary)
	}
	for _, r := range All {
		b.WriteString("\n" + Explain(r))
	}
	return b.String()
}

// Explain returns the documentation of one rule in Markdown.
func Explain(r *analyzer.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s\n\n%s\n\n", r.Name, r.Summary, r.Why)
	fmt.Fprintf(&b, "Severity: %s. Since: %s. [What it rests on](%s).\n", r.Severity, r.Since, r.Spec)
	if r.Optional {
		fmt.Fprintf(&b, "\nIt is off by default: `--rule %s=%s` or `rules: {%s: %s}` in `.aslcheck.yaml` turns it on.\n",
			r.Name, r.Severity, r.Name, r.Severity)
	}
	if r.Code != "" {
		fmt.Fprintf(&b, "\nThe service calls it %s.\n", r.Code)
	}
	if r.Type != asl.UnknownType {
		fmt.Fprintf(&b, "\nIt applies to state machines of the type %s.\n", r.Type)
	}
	language := "json"
	if !strings.HasPrefix(r.Bad, "{") {
		language = "yaml"
	}
	bad := "Bad"
	if r.Severity == source.Advice {
		bad = "Could be better"
	}
	fmt.Fprintf(&b, "\n%s:\n\n```%s\n%s\n```\n\nGood:\n\n```%s\n%s\n```\n", bad, language, shortenLines(r.Bad), language, r.Good)
	return b.String()
}

// shortenLines shortens the lines of an example that are too long to be read.
func shortenLines(text string) string {
	const maxLine = 200
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if len(line) > maxLine {
			lines[i] = line[:maxLine/2] + "…"
		}
	}
	return strings.Join(lines, "\n")
}
