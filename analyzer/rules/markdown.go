package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// introduction is the text before the rules, up to the head of their table.
const introduction = "# Rules\n\n" +
	"This page is generated from the rules. `aslcheck explain RULE` shows a rule in the terminal.\n\n" +
	"Severities:\n\n" +
	"- **error**: AWS rejects the definition, or it can't work.\n" +
	"- **warning**: AWS accepts the definition, but it's likely to fail in production.\n" +
	"- **advice**: the definition works, but doesn't follow a recommended practice.\n\n" +
	"Some rules are off by default because not every project wants them. Turn them on with `--rule NAME=SEVERITY` or under\n" +
	"`rules` in `.aslcheck.yaml`.\n\n" +
	"To suppress a rule for a state, a state machine or any other object of a definition, add a `Comment` to it:\n" +
	"`aslcheck:ignore rule-name the reason`. To suppress a rule about a resource of a template, use its `Metadata`:\n" +
	"`{aslcheck: {ignore: [rule-name the reason]}}`.\n\n" +
	"| Rule | Severity | Summary |\n| --- | --- | --- |\n"

// Markdown returns the documentation of all rules, which is the text of docs/rules.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString(introduction)
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
	fmt.Fprintf(&b, "Severity: %s. Since: %s. [Reference](%s).\n", r.Severity, r.Since, r.Spec)
	if r.Optional {
		fmt.Fprintf(&b, "\nOff by default. Turn it on with `--rule %s=%s` or with `rules: {%s: %s}` in `.aslcheck.yaml`.\n",
			r.Name, r.Severity, r.Name, r.Severity)
	}
	if r.Code != "" {
		fmt.Fprintf(&b, "\nThe API ValidateStateMachineDefinition reports it as %s.\n", r.Code)
	}
	if r.Type != asl.UnknownType {
		fmt.Fprintf(&b, "\nApplies to state machines of the type %s.\n", r.Type)
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

// shortenLines cuts very long lines of an example.
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
