package cli

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// lintFlags are the flags of the command lint.
type lintFlags struct {
	failOn string
	rules  []string
	only   []string
	kind   string
	fix    bool
	diff   bool
	jobs   int
	// config is the configuration file to read instead of those next to definitions.
	config   string
	noConfig bool
	// baseline lists findings that are not reported; newBaseline is where to write such a list.
	baseline, newBaseline         string
	quiet, statistics, allowEmpty bool
	// reports is whether --report was given.
	reports bool
	// verbose lists the files that were looked at and left out.
	verbose bool
}

func (a *app) lintCommand() *cobra.Command {
	f := &lintFlags{}
	cmd := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Report mistakes in definitions",
		Long: "Report mistakes in definitions: what AWS rejects, and what is likely to fail in production.\n\n" +
			"A path is a file or a directory; - reads standard input. Without a path, lint checks all definitions below the\n" +
			"current directory: *.asl.json, *.asl.yaml, *.asl.yml, *.asl, other JSON and YAML files that have StartAt and States,\n" +
			"and state machines in Terraform and in templates of CloudFormation, SAM, the CDK and the Serverless Framework.\n\n" +
			"The exit code is 1 if there are warnings or errors; --fail-on changes that.",
		Example: "  aslcheck lint\n" +
			"  aslcheck lint --fix order.asl.json\n" +
			"  aslcheck lint --rule missing-catch=error --report text --report sarif=aslcheck.sarif",
		RunE: func(cmd *cobra.Command, args []string) error {
			f.reports = cmd.Flags().Changed("report")
			return a.lint(cmd.Context(), args, f)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.failOn, "fail-on", "", "exit with 1 for findings of `SEVERITY` or worse: error, warning or advice (default warning)")
	flags.StringArrayVar(&f.rules, "rule", nil, "set the severity of a rule as `NAME=SEVERITY`: off, advice, warning or error; repeatable")
	flags.StringSliceVar(&f.only, "only", nil, "apply only the rule `NAME`, even if it is off by default; repeatable, or separated by commas")
	flags.StringVar(&f.kind, "type", "", "`TYPE` of the state machines: standard or express (default: from the template, if any)")
	flags.BoolVar(&f.fix, "fix", false, "apply safe fixes to the files and report the remaining findings")
	flags.BoolVar(&f.diff, "diff", false, "print what --fix would change, without changing any file")
	flags.BoolVar(&f.quiet, "quiet", false, "show only errors as text or concise; the exit code and other reports stay the same")
	flags.BoolVar(&f.statistics, "statistics", false, "add how many findings each rule has")
	flags.BoolVar(&f.allowEmpty, "allow-empty", false, "exit with 0 if there are no definitions, and pass over named files that are none")
	flags.IntVar(&f.jobs, "jobs", 0, "check `N` definitions in parallel (default: the number of CPUs)")
	flags.StringVar(&f.config, "config", "", "read the configuration from `FILE` instead of "+lint.ConfigName)
	flags.BoolVar(&f.noConfig, "no-config", false, "don't read a configuration file")
	flags.StringVar(&f.baseline, "baseline", "", "hide the findings listed in `FILE`")
	flags.StringVar(&f.newBaseline, "write-baseline", "", "write all findings to `FILE`, for use with --baseline, and report none")
	flags.BoolVar(&f.verbose, "verbose", false, "list the files in directories that are left out, with the reason")
	a.addReports(cmd, report.LintFormats.Names())
	completeLint(cmd)
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
	if f.newBaseline != "" {
		if err := a.dest.claim(f.newBaseline, baseline); err != nil {
			return err
		}
	}
	files, err := a.lintFiles(ctx, args, p, f)
	if f.allowEmpty && (errors.Is(err, lint.ErrNoDefinitions) || errors.Is(err, lint.ErrAllIgnored)) {
		return a.notify([]string{err.Error()})
	}
	if err != nil {
		return err
	}
	for _, file := range files {
		a.dest.reads(file.Path)
	}
	a.dest.reads(f.baseline, f.config)
	if err := a.dest.check(); err != nil {
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
	if interrupted(err) { // nothing is written but the report
		return errors.Join(a.writeFindings(linted(files), f), err)
	}
	if err != nil {
		return err
	}
	return a.writeLint(files, run.Baseline, f)
}

// lintFiles returns the files of the arguments with their settings, and prints which are skipped.
func (a *app) lintFiles(ctx context.Context, args []string, p *lint.Project, f *lintFlags) ([]*lint.File, error) {
	inputs, err := lintInputs(args, f.allowEmpty)
	if err != nil {
		return nil, err
	}
	files, notices, err := p.Load(ctx, inputs)
	if errors.Is(err, lint.ErrNoDefinitions) || errors.Is(err, lint.ErrAllIgnored) {
		err = fmt.Errorf("%w in %s", err, strings.Join(orHere(args), ", "))
	}
	return files, errors.Join(a.notify(append(notices, leftOut(p, f.verbose)...)), err)
}

// leftOut returns notices about the files in directories that were looked at and have no state machines: their number, or each
// with the reason.
func leftOut(p *lint.Project, verbose bool) []string {
	var notices []string
	switch n := p.CountLeftOut(); {
	case n == 0:
	case verbose:
		p.LeftOut(func(name, looksLike string) {
			reason := "it has no state machines"
			if looksLike != "" {
				reason = "it looks like " + looksLike
			}
			notices = append(notices, source.OneLine(name)+" is left out: "+reason)
		})
	case n == 1:
		notices = append(notices, "1 other file has no state machines; --verbose names it")
	default:
		notices = append(notices, fmt.Sprintf("%d other files have no state machines; --verbose lists them", n))
	}
	return notices
}

// lintInputs returns the files among the arguments and those in directories, except test files. For a hook, which names all
// changed files, a file counts as if it had been found in its directory.
func lintInputs(args []string, hook bool) ([]lint.Input, error) {
	args, err := expand(args)
	if err != nil {
		return nil, err
	}
	inputs, err := lint.Inputs(args, suite.IsTestFile)
	if !hook {
		return inputs, err
	}
	inputs = slices.DeleteFunc(inputs, func(in lint.Input) bool { return suite.IsTestFile(in.Path) })
	for i := range inputs {
		inputs[i].Named = inputs[i].Named && inputs[i].Path == "-"
	}
	return inputs, err
}

// notify writes notices to standard error, one per line.
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

// writeLint writes what the flags ask for: a diff, fixed files, a baseline, reports.
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
	return a.writeFindings(files, f)
}

// writeFindings writes the reports and sets the exit code.
func (a *app) writeFindings(files []*lint.File, flags *lintFlags) error {
	found := report.Findings{Rules: ruleTexts(), Version: version(), Quiet: flags.quiet, Statistics: flags.statistics}
	failOn := map[string]source.Severity{}
	var lists []source.Diagnostics
	for _, f := range files {
		for at := range filesOf(f.Found) {
			if failOn[at.Name] == 0 { // a template may have parts in other files
				failOn[at.Name] = f.Settings.FailOn
			}
		}
		failOn[f.Fixed.Name] = f.Settings.FailOn
		found.Files = append(found.Files, f.Fixed.Name)
		found.Definitions += f.Definitions()
		lists = append(lists, f.Found)
		if f.Fails() {
			a.code = exitFindings
		}
	}
	found.Diagnostics = source.MergeDiagnostics(lists...)
	found.Files = withParts(found.Files, found.Diagnostics)
	found.Fails = func(d *source.Diagnostic) bool {
		if d.Span.File == nil {
			return true
		}
		limit, known := failOn[d.Span.File.Name]
		return !known || d.Severity <= limit
	}
	return writeReports(a, report.LintFormats, found)
}

// filesOf yields the files of findings, a file once for all that come one after another.
func filesOf(found source.Diagnostics) iter.Seq[*source.File] {
	return func(yield func(*source.File) bool) {
		var last *source.File
		for i := range found {
			at := found[i].Span.File
			if at != nil && at != last && !yield(at) {
				return
			}
			last = at
		}
	}
}

// withParts adds the files that are only parts of others, such as locals of Terraform, if they have findings.
func withParts(names []string, found source.Diagnostics) []string {
	known := map[string]bool{}
	for _, name := range names {
		known[name] = true
	}
	for at := range filesOf(found) {
		if !known[at.Name] {
			known[at.Name] = true
			names = append(names, at.Name)
		}
	}
	return names
}

// conflict returns an error for flags that cannot be combined.
func (f *lintFlags) conflict() error {
	switch {
	case f.jobs < 0:
		return usagef("--jobs must be at least 1, not %d", f.jobs)
	case f.diff && f.reports:
		return usagef("--diff prints a diff instead of a report and cannot be combined with --report")
	case f.noConfig && f.config != "":
		return usagef("--config and --no-config cannot be combined")
	case f.newBaseline != "" && (f.baseline != "" || f.diff || f.reports):
		return usagef("--write-baseline cannot be combined with --baseline, --diff or --report")
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
			return nil, usagef("--rule %s: severity must be off, advice, warning or error, not %q", name, level)
		}
		p.Override.Severities[r.Name] = severity
	}
	return p, nil
}

// lookupRule returns the rule with that name, or an error that suggests the nearest, or the few whose names contain it.
func lookupRule(name string) (*analyzer.Rule, error) {
	if r := analyzer.Lookup(rules.All, name); r != nil {
		return r, nil
	}
	names := analyzer.Names(rules.All)
	hint := source.DidYouMean(name, names)
	if longer := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.Contains(n, name) }); hint == "" && len(longer) > 0 && len(longer) < 5 {
		hint = fmt.Sprintf(" (did you mean \"%s\"?)", strings.Join(longer, `" or "`))
	}
	return nil, usagef("unknown rule %q%s; 'aslcheck rules' lists all rules", name, hint)
}
