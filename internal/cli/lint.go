package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
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
	flags.StringVar(&f.config, "config", "", "read settings from this file, not from "+lint.ConfigName+" beside or above definitions")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no file of settings")
	flags.StringVar(&f.baseline, "baseline", "", "do not report the findings that this file lists")
	flags.StringVar(&f.newBaseline, "write-baseline", "", "write all findings to this file, for --baseline, and report none")
	a.addReports(cmd, report.LintFormats.Names())
	return cmd
}

func (a *app) lint(ctx context.Context, args []string, f *lintFlags) error {
	p, err := f.project()
	if err != nil {
		return err
	}
	p.Read = a.readInput
	if err := f.conflict(); err != nil {
		return err
	}
	files, err := a.lintFiles(ctx, args, p)
	if err != nil {
		return err
	}
	run := lint.Run{Fix: f.fix || f.diff}
	if f.baseline != "" {
		if run.Baseline, err = readBaseline(f.baseline); err != nil {
			return err
		}
	}
	progress := a.progress(len(files), "definitions")
	run.Observe = progress.step
	err = p.Lint(ctx, files, run)
	progress.finish()
	if err != nil {
		return err
	}
	return a.writeLint(files, run.Baseline, f)
}

// lintFiles returns the files of the arguments with their settings, and says which are left out.
func (a *app) lintFiles(ctx context.Context, args []string, p *lint.Project) ([]*lint.File, error) {
	inputs, err := lintInputs(args)
	if err != nil {
		return nil, err
	}
	files, notices, err := p.Load(ctx, inputs)
	if errors.Is(err, lint.ErrNoDefinitions) {
		err = fmt.Errorf("%w in %s", err, strings.Join(orHere(args), ", "))
	}
	return files, errors.Join(a.notify(notices), err)
}

// lintInputs returns the files of the arguments and of the folders among them, but test files.
func lintInputs(args []string) ([]lint.Input, error) {
	args, err := expand(args)
	if err != nil {
		return nil, err
	}
	var inputs []lint.Input
	for _, arg := range args {
		if info, err := os.Stat(arg); arg == "-" || err != nil || !info.IsDir() {
			inputs = append(inputs, lint.Input{Path: arg, Named: true, Root: filepath.Dir(arg)})
			continue
		}
		err := locate.Walk(arg, func(name string) error {
			if !suite.IsTestFile(name) {
				inputs = append(inputs, lint.Input{Path: name, Root: arg})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return inputs, nil
}

// notify writes notices to the standard error, a line each.
func (a *app) notify(notices []string) error {
	for _, notice := range notices {
		if _, err := fmt.Fprintln(a.stderr, notice); err != nil {
			return err
		}
	}
	return nil
}

// readBaseline reads the file of --baseline.
func readBaseline(name string) (*lint.Baseline, error) {
	known, err := lint.ReadBaseline(name)
	var invalid *lint.ConfigError
	if errors.As(err, &invalid) {
		return nil, usagef("--baseline: %s", err)
	}
	return known, err
}

// writeLint writes what was asked for: changes, files, a baseline, reports.
func (a *app) writeLint(files []*lint.File, known *lint.Baseline, f *lintFlags) error {
	if f.diff {
		return a.writeDiff(files)
	}
	if f.fix {
		if err := a.writeFixes(files); err != nil {
			return err
		}
	}
	if f.newBaseline != "" {
		return a.writeBaseline(f.newBaseline, files)
	}
	if known != nil {
		if err := a.mentionBaseline(known, files, len(f.only) > 0); err != nil {
			return err
		}
	}
	return a.writeFindings(files)
}

// writeFindings reports what was found, and sets the exit code.
func (a *app) writeFindings(files []*lint.File) error {
	found := report.Findings{Rules: ruleTexts(), Version: version()}
	for _, f := range files {
		found.Files = append(found.Files, f.Fixed.Name)
		found.Definitions += f.Definitions()
		found.Diagnostics = append(found.Diagnostics, f.Found...)
		if f.Fails() {
			a.code = exitFindings
		}
	}
	found.Diagnostics = found.Diagnostics.Sorted()
	return writeReports(a, report.LintFormats, found)
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

// project returns the project that the flags describe.
func (f *lintFlags) project() (*lint.Project, error) {
	p := &lint.Project{Config: f.config, NoConfig: f.noConfig, Jobs: f.jobs}
	var ok bool
	if f.failOn != "" {
		if p.Override.FailOn, ok = source.ParseSeverity(f.failOn); !ok {
			return nil, usagef("--fail-on must be error, warning or advice, not %q", f.failOn)
		}
	}
	if f.kind != "" {
		if p.Override.Type, ok = lint.ParseType(f.kind); !ok {
			return nil, usagef("--type must be standard or express, not %q", f.kind)
		}
	}
	for _, name := range f.only {
		r, err := lookupRule(name)
		if err != nil {
			return nil, err
		}
		p.Override.Only = append(p.Override.Only, r)
	}
	p.Override.Severities = map[string]source.Severity{}
	for _, setting := range f.rules {
		name, level, _ := strings.Cut(setting, "=")
		r, err := lookupRule(name)
		if err != nil {
			return nil, err
		}
		severity, ok := lint.ParseLevel(level)
		if !ok {
			return nil, usagef("--rule %s: the severity must be off, advice, warning or error, not %q", name, level)
		}
		p.Override.Severities[r.Name] = severity
	}
	return p, nil
}

// lookupRule returns the rule of a name, or an error that proposes the nearest.
func lookupRule(name string) (*analyzer.Rule, error) {
	if r := analyzer.Lookup(rules.All, name); r != nil {
		return r, nil
	}
	return nil, usagef("there is no rule %q%s; 'aslcheck rules' lists them", name, source.DidYouMean(name, analyzer.Names(rules.All)))
}
