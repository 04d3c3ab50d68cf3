package cli

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// lintFlags are what the command lint is told.
type lintFlags struct {
	failOn string
	rules  []string
	only   []string
	kind   string
	fix    bool
	diff   bool
	jobs   int
	// config is the file of settings to read instead of those beside definitions.
	config   string
	noConfig bool
	// baseline lists findings that are not reported; newBaseline is where to write such a list.
	baseline, newBaseline string
	// reports is whether reports were asked for.
	reports bool
}

func (a *app) lintCommand() *cobra.Command {
	f := &lintFlags{}
	cmd := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Report mistakes in definitions",
		Long: "Report mistakes in definitions: what AWS refuses, and what production trips over.\n" +
			"Without a path, all definitions below the current folder are read: *.asl.json, *.asl.yaml, *.asl.yml, *.asl, other\n" +
			"JSON files with StartAt and States, and the state machines in templates of CloudFormation, SAM and the CDK.\n" +
			"- reads the standard input.",
		RunE: func(cmd *cobra.Command, args []string) error {
			f.reports = cmd.Flags().Changed("report")
			return a.lint(cmd.Context(), args, f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 1 from this severity on: error, warning (default) or advice")
	flags.StringArrayVar(&f.rules, "rule", nil, "set a rule's severity: NAME=off, advice, warning or error")
	flags.StringSliceVar(&f.only, "only", nil, "apply only the rules of these names")
	flags.StringVar(&f.kind, "type", "", "type of the state machines, where it is known: standard or express")
	flags.BoolVar(&f.fix, "fix", false, "mend in the files what can be mended with certainty, and report what is left")
	flags.BoolVar(&f.diff, "diff", false, "print what --fix would change, and change nothing")
	flags.IntVar(&f.jobs, "jobs", 0, "judge so many definitions at the same time (default: one per core)")
	flags.StringVar(&f.config, "config", "", "read settings from this file, not from "+configName+" beside or above definitions")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no file of settings")
	flags.StringVar(&f.baseline, "baseline", "", "do not report the findings that this file lists")
	flags.StringVar(&f.newBaseline, "write-baseline", "", "write all findings to this file, for --baseline, and report none")
	a.addReports(cmd, []string{"text", "json", "junit", "github", "sarif", "checkstyle"})
	return cmd
}

func (a *app) lint(ctx context.Context, args []string, f *lintFlags) error {
	settings, err := f.settings(&mergedConfig{})
	if err != nil {
		return err
	}
	if err := f.conflict(); err != nil {
		return err
	}
	jobs, err := a.lintJobs(ctx, args, f.jobs)
	if err != nil {
		return err
	}
	if len(jobs) == 0 {
		return fmt.Errorf("there are no definitions in %s", strings.Join(orHere(args), ", "))
	}
	p := &project{flags: f, folders: map[string]*lintSettings{}, bare: settings}
	if jobs, err = a.configure(jobs, p); err != nil {
		return err
	}
	if err := a.mentionUnread(jobs); err != nil {
		return err
	}
	var known *baseline
	if f.baseline != "" {
		if known, err = readBaseline(f.baseline); err != nil {
			return err
		}
	}
	w := lintWork{baseline: known, fix: f.fix || f.diff, limit: f.jobs, progress: a.progress(len(jobs), "definitions")}
	err = w.judge(ctx, jobs)
	w.progress.finish()
	if err != nil {
		return err
	}
	return a.writeLint(jobs, known, f)
}

// writeLint writes what was asked for: changes, files, a baseline, reports.
func (a *app) writeLint(jobs []*lintJob, known *baseline, f *lintFlags) error {
	if f.diff {
		return a.writeDiff(jobs)
	}
	if f.fix {
		if err := a.writeFixes(jobs); err != nil {
			return err
		}
	}
	if f.newBaseline != "" {
		return a.writeBaseline(f.newBaseline, jobs)
	}
	if known != nil {
		if err := a.mentionBaseline(known, jobs, len(f.only) > 0); err != nil {
			return err
		}
	}
	return a.writeFindings(jobs)
}

// writeFindings reports what was found, and sets the exit code.
func (a *app) writeFindings(jobs []*lintJob) error {
	var diagnostics source.Diagnostics
	names, definitions := make([]string, len(jobs)), 0
	for i, j := range jobs {
		names[i] = j.file.Name
		definitions += j.definitions()
		diagnostics = append(diagnostics, j.found...)
		if j.fails() {
			a.code = exitFindings
		}
	}
	diagnostics = diagnostics.Sorted()
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
			return report.LintSummary(w, diagnostics, definitions, style)
		}
	})
}

// conflict returns an error for flags that exclude each other.
func (f *lintFlags) conflict() error {
	switch {
	case f.jobs < 0:
		return usagef("--jobs must be a number from 1, not %d", f.jobs)
	case f.diff && f.reports:
		return usagef("--diff prints a difference and no report: leave out --report")
	case f.noConfig && f.config != "":
		return usagef("--config and --no-config exclude each other")
	case f.newBaseline != "" && (f.baseline != "" || f.diff || f.reports):
		return usagef("--write-baseline writes all findings to its file: leave out --baseline, --diff and --report")
	default:
		return nil
	}
}

// A lintSettings says how a definition is judged.
type lintSettings struct {
	analyzer.Config
	failOn source.Severity
	ignore []glob
}

// ignores reports whether a definition is not to be judged.
func (s *lintSettings) ignores(shown string) bool {
	return slices.ContainsFunc(s.ignore, func(g glob) bool { return g.matches(shown) })
}

// settings puts the flags before what files of settings say.
func (f *lintFlags) settings(c *mergedConfig) (*lintSettings, error) {
	s := &lintSettings{
		Config: analyzer.Config{Type: c.kind, Severities: map[string]source.Severity{}},
		failOn: cmp.Or(c.failOn, source.Warning), ignore: c.globs,
	}
	maps.Copy(s.Severities, c.rules)
	var ok bool
	if f.failOn != "" {
		if s.failOn, ok = source.ParseSeverity(f.failOn); !ok {
			return nil, usagef("--fail-on must be error, warning or advice, not %q", f.failOn)
		}
	}
	if f.kind != "" {
		if s.Type, ok = parseType(f.kind); !ok {
			return nil, usagef("--type must be standard or express, not %q", f.kind)
		}
	}
	if err := f.setRules(s); err != nil {
		return nil, err
	}
	return s, nil
}

// parseType reads the type of a state machine.
func parseType(text string) (analyzer.Type, bool) {
	switch text {
	case "standard":
		return analyzer.Standard, true
	case "express":
		return analyzer.Express, true
	default:
		return analyzer.AnyType, false
	}
}

// setRules applies --only and --rule.
func (f *lintFlags) setRules(s *lintSettings) error {
	if len(f.only) > 0 {
		kept := map[string]source.Severity{}
		for _, r := range rules.All {
			kept[r.Name] = analyzer.Off
		}
		for _, name := range f.only {
			r, err := lookupRule(name)
			if err != nil {
				return err
			}
			kept[r.Name] = r.Severity
			if severity := s.Severities[r.Name]; severity != analyzer.Off {
				kept[r.Name] = severity
			}
		}
		s.Severities = kept
	}
	for _, setting := range f.rules {
		name, level, _ := strings.Cut(setting, "=")
		r, err := lookupRule(name)
		if err != nil {
			return err
		}
		severity, ok := parseLevel(level)
		if !ok {
			return usagef("--rule %s: the severity must be off, advice, warning or error, not %q", name, level)
		}
		s.Severities[r.Name] = severity
	}
	return nil
}

// parseLevel reads the severity of a rule, or off.
func parseLevel(level string) (source.Severity, bool) {
	if level == "off" {
		return analyzer.Off, true
	}
	return source.ParseSeverity(level)
}

// lookupRule returns the rule of a name, or an error that proposes the nearest.
func lookupRule(name string) (*analyzer.Rule, error) {
	if r := analyzer.Lookup(rules.All, name); r != nil {
		return r, nil
	}
	return nil, usagef("there is no rule %q%s; 'aslcheck rules' lists them", name, source.DidYouMean(name, analyzer.Names(rules.All)))
}
