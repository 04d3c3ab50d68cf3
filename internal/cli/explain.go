package cli

import (
	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/internal/report"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE...",
		Short: "Explain what a rule reports, why, and how to fix it",
		Long: "Explain rules: what they report, what goes wrong in production, and an example before and after the fix.\n" +
			"The name of a rule is in brackets at the end of each finding; 'aslcheck rules' lists all rules.",
		Example: "  aslcheck explain choice-without-default",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("explain needs the name of a rule; 'aslcheck rules' lists all rules")
			}
			return nil
		},
		ValidArgsFunction: completeRuleName,
		RunE: func(_ *cobra.Command, args []string) error {
			for _, name := range args {
				r, err := lookupRule(name)
				if err != nil {
					return err
				}
				if err := report.Explain(a.stdout, ruleText(r), a.style()); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func (a *app) rulesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules of the linter",
		Long:  "List the rules of the linter with their severity and whether they are off by default.",
		Example: "  aslcheck rules\n" +
			"  aslcheck rules --report json",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			return writeReports(a, report.RulesFormats, report.RuleList{Rules: ruleTexts(), Page: rules.Markdown(), Services: awsapi.Date()})
		},
	}
	a.addReports(cmd, report.RulesFormats.Names())
	return cmd
}

// ruleTexts returns all rules as reports show them.
func ruleTexts() []report.Rule {
	list := make([]report.Rule, len(rules.All))
	for i, r := range rules.All {
		list[i] = ruleText(r)
	}
	return list
}

// ruleText returns a rule as reports show it.
func ruleText(r *analyzer.Rule) report.Rule {
	return report.Rule{
		Name: r.Name, Summary: r.Summary, Why: r.Why, Since: r.Since, Spec: r.Spec, Severity: r.Severity, Optional: r.Optional,
		Bad: r.Bad, Good: r.Good,
	}
}
