package cli

import (
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// completeFlag completes the value of a flag.
func completeFlag(cmd *cobra.Command, flag string, complete cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic("BUG: " + err.Error())
	}
}

// fixed completes with a list that is always the same.
func fixed(values ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)
}

// completeLint completes the flags of lint.
func completeLint(cmd *cobra.Command) {
	completeFlag(cmd, "fail-on", fixed(lint.Levels[1:]...))
	completeFlag(cmd, "type", fixed("standard", "express"))
	completeFlag(cmd, "only", completeRuleName)
	completeFlag(cmd, "rule", completeRule)
}

// completeRuleName completes the name of a rule.
func completeRuleName(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return analyzer.Names(rules.All), cobra.ShellCompDirectiveNoFileComp
}

// completeRule completes the name of a rule and then its severity.
func completeRule(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	name, _, named := strings.Cut(typed, "=")
	var values []string
	for _, known := range analyzer.Names(rules.All) {
		switch {
		case !named:
			values = append(values, known+"=")
		case known == name:
			for _, level := range lint.Levels {
				values = append(values, name+"="+level)
			}
		}
	}
	return values, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeTest completes the tags and the names of the cases in the test files of the arguments.
func completeTest(cmd *cobra.Command) {
	completeFlag(cmd, "tags", inCases(func(c *suite.TestCase) []string { return c.Tags }))
	completeFlag(cmd, "run", inCases(func(c *suite.TestCase) []string { return []string{regexp.QuoteMeta(c.Name)} }))
}

// inCases completes with what the cases in the test files of the arguments have.
func inCases(of func(c *suite.TestCase) []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		return fromCases(args, of), cobra.ShellCompDirectiveNoFileComp
	}
}

// fromCases returns what the cases in test files have, sorted. Files that can't be read have none.
func fromCases(args []string, of func(c *suite.TestCase) []string) []string {
	names, err := testFiles(args)
	if err != nil {
		return nil
	}
	var values []string
	for _, name := range names {
		file, _, err := loadTestFile(name)
		if err != nil {
			continue
		}
		for _, c := range file.Cases {
			values = append(values, of(c)...)
		}
	}
	slices.Sort(values)
	return slices.Compact(values)
}
