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

// completeFlag completes the value of a flag with a list.
func completeFlag(cmd *cobra.Command, flag string, values func() []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return values(), cobra.ShellCompDirectiveNoFileComp
	})
	if err != nil {
		panic("BUG: " + err.Error())
	}
}

// fixed returns a list that is always the same.
func fixed(values ...string) func() []string { return func() []string { return values } }

// completeLint completes the flags of lint.
func completeLint(cmd *cobra.Command) {
	completeFlag(cmd, "fail-on", fixed(lint.Levels[1:]...))
	completeFlag(cmd, "type", fixed("standard", "express"))
	completeFlag(cmd, "only", func() []string { return analyzer.Names(rules.All) })
	err := cmd.RegisterFlagCompletionFunc("rule", func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
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
	})
	if err != nil {
		panic("BUG: " + err.Error())
	}
}

// completeTest completes the tags and the names of the cases in the test files of the arguments.
func completeTest(cmd *cobra.Command) {
	complete := func(flag string, of func(c *suite.TestCase) []string) {
		err := cmd.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return fromCases(args, of), cobra.ShellCompDirectiveNoFileComp
		})
		if err != nil {
			panic("BUG: " + err.Error())
		}
	}
	complete("tags", func(c *suite.TestCase) []string { return c.Tags })
	complete("run", func(c *suite.TestCase) []string { return []string{regexp.QuoteMeta(c.Name)} })
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
