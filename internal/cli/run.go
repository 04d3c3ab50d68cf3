package cli

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// runFlags are the flags of the command run.
type runFlags struct {
	input, mocks, context, start, kind string
	role                               string
	seed                               string
	state, inspect                     string
	substitutions                      substitutions
	cfg                                simulator.Config
}

func (a *app) runCommand() *cobra.Command {
	f := &runFlags{}
	cmd := &cobra.Command{
		Use:   "run DEFINITION",
		Short: "Run one execution and print what happens",
		Long: "Run one execution of a definition in virtual time; FILE#NAME is a state machine in a template. Tasks get their\n" +
			"answers from the mocks in --mocks, a file with the keys \"mocks\" and \"s3\" of a test file.\n\n" +
			"The exit code is 1 if the execution doesn't succeed.",
		Example: "  aslcheck run order.asl.json --input '{\"id\": 7}' --mocks mocks.yaml\n" +
			"  aslcheck run order.asl.json --mocks mocks.yaml --report history\n" +
			"  aslcheck run template.yaml#Order --mocks mocks.yaml",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("run needs exactly one definition, not %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.run(cmd, args[0], f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.input, "input", "", "`INPUT` of the execution: a file, - for standard input, or JSON text (default {})")
	flags.StringVar(&f.mocks, "mocks", "", "read the answers of the tasks from `FILE`")
	f.substitutions.add(flags)
	flags.StringVar(&f.cfg.Execution, "name", "", "`NAME` of the execution")
	flags.StringVar(&f.cfg.Machine, "machine", "", "`NAME` of the state machine")
	flags.StringVar(&f.role, "role", "", "execution `ROLE`, an ARN or a name")
	flags.StringVar(&f.cfg.Account, "account", "", "AWS account `ID`")
	flags.StringVar(&f.cfg.Region, "region", "", "AWS `REGION`")
	flags.StringVar(&f.state, "state", "", "test one state as TestState does: its `NAME`, or its path Outer/Inner")
	flags.StringVar(&f.inspect, "inspect", "", "inspection `LEVEL` of --state: info, debug or trace (default info)")
	flags.StringVar(&f.start, "start", "", "start `TIME` of the virtual clock, such as 2026-01-01T00:00:00Z")
	flags.StringVar(&f.seed, "seed", "0", "random seed `N` for jitter, random numbers, UUIDs and task tokens")
	flags.StringVar(&f.kind, "type", "standard", "workflow `TYPE`: standard, express or synchronous-express, instead of that in the template")
	flags.StringVar(&f.context, "context", "", "`MEMBERS` of the Context object to override: a file or JSON text")
	flags.BoolVar(&f.cfg.NoLimits, "no-limits", false, "ignore the service quotas for the number of events and the size of payloads")
	flags.BoolVar(&a.verbose, "verbose", false, "show data and child executions as a whole in the trace")
	a.addReports(cmd, report.RunFormats.Names())
	return cmd
}

func (a *app) run(cmd *cobra.Command, name string, f *runFlags) error {
	a.dest.reads(f.input, f.mocks, f.context)
	if err := a.dest.check(); err != nil {
		return err
	}
	compiled, err := a.compile(name, f.substitutions)
	if compiled.Program == nil {
		return err
	}
	if !cmd.Flags().Changed("type") && compiled.Type == asl.Express {
		f.kind = strings.ToLower(compiled.Type.String())
	}
	input, err := a.config(f)
	if err != nil {
		return err
	}
	session, ok, err := a.session(f.mocks, compiled.Definition)
	if err != nil || !ok {
		return err
	}
	session.ForgetCalls = true
	f.cfg.Tasks, f.cfg.Objects = session, session
	f.cfg.Inspect = a.reports("trace", "html")
	f.cfg.ForgetChildren, f.cfg.ForgetWritten = !f.cfg.Inspect, true // no other format shows them
	if !a.verbose {
		f.cfg.MostChildren = report.MaxTracedChildren
	}
	write := func(x *simulator.Execution) error {
		return writeReports(a, report.RunFormats, report.Run{Definition: compiled.Definition, Execution: x})
	}
	var x *simulator.Execution
	if cmd.Flags().Changed("state") || f.inspect != "" {
		x, write, err = a.tryState(cmd.Context(), compiled, input, f)
	} else {
		x, err = compiled.Program.Run(cmd.Context(), input, f.cfg)
	}
	var missing *mocks.NoAnswerError
	if errors.As(err, &missing) {
		return pasteError{err, fmt.Sprintf("the arguments of the call are %s\nadd an answer to the file given with --mocks, for example:\n%s",
			missing.Call.Arguments.JSON(), strings.TrimSuffix(missing.Paste(), "\n"))}
	}
	if err != nil {
		return err
	}
	if x.Status != simulator.Succeeded {
		a.code = exitFindings
	}
	if err := a.mentionUnknown(x); err != nil {
		return err
	}
	return write(x)
}

// compile reads and compiles a definition. If it has findings, they are written to standard error, and the program is nil.
func (a *app) compile(name string, s substitutions) (suite.Compiled, error) {
	compiled, diagnostics, err := a.open(name, s)
	if err != nil {
		return suite.Compiled{}, err
	}
	if diagnostics.HasErrors() {
		a.code = exitFindings
		return suite.Compiled{}, report.Text(a.stderr, diagnostics, report.Style{})
	}
	return compiled, nil
}

// open reads and compiles a definition, and returns its findings.
func (a *app) open(name string, s substitutions) (suite.Compiled, source.Diagnostics, error) {
	values, err := s.values()
	if err != nil {
		return suite.Compiled{}, nil, err
	}
	name, machine := locate.SplitName(name, locate.IsFile)
	text, err := a.readInput(name)
	if err != nil {
		return suite.Compiled{}, nil, err
	}
	opened, err := locate.OpenText(name, machine, text)
	if err != nil {
		return suite.Compiled{}, nil, err
	}
	compiled, diagnostics := suite.CompileOpened(opened, values)
	if err := s.check(compiled); err != nil {
		return suite.Compiled{}, nil, err
	}
	if diagnostics.HasErrors() {
		if other := lint.NotAMachine(opened.File); other != nil && opened.Origin == nil && opened.File.Name == locate.DisplayName(name) {
			diagnostics = other
		}
	}
	return compiled, diagnostics, nil
}

// config reads the flags into f.cfg and returns the input.
func (a *app) config(f *runFlags) (value.Value, error) {
	input, err := a.jsonArgument("--input", f.input)
	if err != nil {
		return input, err
	}
	if f.context != "" {
		if f.cfg.Context, err = a.jsonArgument("--context", f.context); err != nil {
			return input, err
		}
	}
	if f.start != "" {
		if f.cfg.Start, err = time.Parse(time.RFC3339Nano, f.start); err != nil {
			return input, usagef("--start must be a time such as 2026-01-01T00:00:00Z, not %q", f.start)
		}
	}
	if f.cfg.Seed, err = strconv.ParseUint(f.seed, 10, 64); err != nil {
		return input, usagef("--seed must be a whole number, not %q", f.seed)
	}
	var known bool
	f.cfg.Type, known = asl.ParseWorkflowKeyword(f.kind)
	switch {
	case f.kind == asl.SynchronousExpress:
		f.cfg.Type, f.cfg.Synchronous = asl.Express, true
	case !known:
		return input, usagef("--type must be standard, express or synchronous-express, not %q", f.kind)
	}
	f.cfg.Role = f.role
	if f.role != "" && !strings.Contains(f.role, ":") {
		account := f.cfg.Account
		if account == "" {
			account = simulator.DefaultAccount
		}
		f.cfg.Role = "arn:aws:iam::" + account + ":role/" + f.role
	}
	return input, nil
}

// jsonArgument reads a JSON value from a file, from standard input, or from the argument itself.
func (a *app) jsonArgument(flag, arg string) (value.Value, error) {
	if arg == "" {
		return value.Object(), nil
	}
	text := arg
	if !looksLikeJSON(arg) {
		var err error
		if _, missing := os.Stat(arg); missing != nil && arg != "-" && !strings.ContainsAny(arg, `./\`) {
			return value.Undefined, usagef("%s: %q is neither a file nor JSON text; a JSON string needs double quotes, as in '\"text\"'", flag, arg)
		}
		if text, err = a.readInput(arg); err != nil {
			return value.Undefined, fmt.Errorf("%s: %w", flag, err)
		}
	}
	v, err := value.Parse(strings.TrimSpace(text))
	if err != nil {
		return v, usagef("%s: %s", flag, err)
	}
	return v, nil
}

// looksLikeJSON reports whether an argument is JSON text and not the name of a file.
func looksLikeJSON(arg string) bool {
	if strings.ContainsAny(arg[:1], "{[\"") {
		return true
	}
	_, err := value.Parse(arg)
	return err == nil && arg != "-"
}
