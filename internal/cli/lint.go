package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// lintFlags are what the command lint is told.
type lintFlags struct {
	failOn string
	rules  []string
	only   []string
	kind   string
}

func (a *app) lintCommand() *cobra.Command {
	f := &lintFlags{}
	cmd := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Report mistakes in definitions",
		Long: "Report mistakes in definitions: what AWS refuses, and what production trips over.\n" +
			"Without a path, all definitions below the current folder are read: *.asl.json, *.asl.yaml, *.asl.yml, *.asl, and\n" +
			"other JSON files with StartAt and States. - reads the standard input.",
		RunE: func(_ *cobra.Command, args []string) error { return a.lint(args, f) },
	}
	cmd.Flags().StringVar(&f.failOn, "fail-on", "warning", "exit with 1 from this severity on: error, warning or advice")
	cmd.Flags().StringArrayVar(&f.rules, "rule", nil, "set a rule's severity: NAME=off, advice, warning or error")
	cmd.Flags().StringSliceVar(&f.only, "only", nil, "apply only the rules of these names")
	cmd.Flags().StringVar(&f.kind, "type", "", "type of the state machines, where it is known: standard or express")
	a.addReports(cmd, []string{"text", "json", "junit", "github", "sarif", "checkstyle"})
	return cmd
}

func (a *app) lint(args []string, f *lintFlags) error {
	failOn, ok := source.ParseSeverity(f.failOn)
	if !ok {
		return usagef("--fail-on must be error, warning or advice, not %q", f.failOn)
	}
	cfg, err := f.config()
	if err != nil {
		return err
	}
	files, err := a.definitions(args)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("there are no definitions in %s", strings.Join(orHere(args), ", "))
	}
	var diagnostics source.Diagnostics
	names := make([]string, len(files))
	for i, file := range files {
		names[i] = file.Name
		def, found := asl.Parse(file)
		diagnostics = append(diagnostics, analyzer.Run(def, found, rules.All, cfg)...)
	}
	diagnostics = diagnostics.Sorted()
	for i := range diagnostics {
		if diagnostics[i].Severity <= failOn {
			a.code = exitFindings
		}
	}
	return a.write(func(w io.Writer, format string, style report.Style) error {
		switch format {
		case "json":
			return report.JSON(w, diagnostics)
		case "junit":
			return report.JUnit(w, names, diagnostics)
		case "github":
			return report.GitHub(w, diagnostics)
		case "sarif":
			return report.SARIF(w, version(), ruleTexts(), diagnostics)
		case "checkstyle":
			return report.Checkstyle(w, names, diagnostics)
		default:
			if err := report.Text(w, diagnostics, style); err != nil {
				return err
			}
			return report.LintSummary(w, diagnostics, len(files), style)
		}
	})
}

// config turns the flags into a configuration of the analyzer.
func (f *lintFlags) config() (analyzer.Config, error) {
	cfg := analyzer.Config{Severities: map[string]source.Severity{}}
	switch f.kind {
	case "":
	case "standard", "express":
		cfg.Type = analyzer.Type(strings.ToUpper(f.kind))
	default:
		return cfg, usagef("--type must be standard or express, not %q", f.kind)
	}
	if len(f.only) > 0 {
		for _, r := range rules.All {
			cfg.Severities[r.Name] = analyzer.Off
		}
	}
	for _, name := range f.only {
		r, err := lookupRule(name)
		if err != nil {
			return cfg, err
		}
		cfg.Severities[r.Name] = r.Severity
	}
	for _, setting := range f.rules {
		name, level, _ := strings.Cut(setting, "=")
		r, err := lookupRule(name)
		if err != nil {
			return cfg, err
		}
		severity, ok := source.ParseSeverity(level)
		if !ok && level != "off" {
			return cfg, usagef("--rule %s: the severity must be off, advice, warning or error, not %q", name, level)
		}
		cfg.Severities[r.Name] = severity
	}
	return cfg, nil
}

// lookupRule returns the rule of a name, or an error that proposes the nearest.
func lookupRule(name string) (*analyzer.Rule, error) {
	if r := analyzer.Lookup(rules.All, name); r != nil {
		return r, nil
	}
	return nil, usagef("there is no rule %q%s; 'aslcheck rules' lists them", name, didYouMean(name, analyzer.Names(rules.All)))
}
