package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// The exit codes.
const (
	exitFine     = 0
	exitFindings = 1
	exitUsage    = 2
	exitFailure  = 3
)

// An app is one call of the command.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string

	color   string
	verbose bool // shows data in traces as a whole
	code    int
	outputs []output
	summary string // the file of the summary of a job, "" for none
	dest    destinations
}

// A usageError means that the command was called incorrectly.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// Main runs the command and returns its exit code: 0 for success, 1 for findings or failed tests, 2 for wrong usage, and 3
// if the work could not be done. The environment variable GOGC
// decides about the collection of garbage where it is set.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	if getenv("GOGC") == "" {
		defer tuneCollector(args)()
	}
	ctx, finish := interruptible(stderr)
	defer finish()
	return execute(ctx, args, stdin, stdout, stderr, getenv)
}

// execute is Main with a context.
func execute(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	a := &app{stdin: stdin, stdout: stdout, stderr: report.Guard(stderr), getenv: getenv}
	a.dest.streams = []io.Writer{stdout, stderr}
	root := a.root(args)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	var usage usageError
	switch {
	case err == nil:
		return a.code
	case interrupted(err):
		return complain(a.stderr, exitFailure, "aslcheck: %s\n", errInterrupted)
	case errors.As(err, &usage), errors.As(err, new(*lint.ConfigError)):
		return complain(a.stderr, exitUsage, "aslcheck: %s\nrun '%s --help' for usage\n", errorText(err), cmd.CommandPath())
	default:
		return complain(a.stderr, exitFailure, "aslcheck: %s\n", errorText(err))
	}
}

// A pasteError is an error with lines to paste, which are made of quoted text.
type pasteError struct {
	error
	lines string
}

// Unwrap returns the error without the lines.
func (e pasteError) Unwrap() error { return e.error }

// errorText returns the message of an error on one line, whatever names of files and states are in it, and then what is to be
// pasted.
func errorText(err error) string {
	var invalid *lint.ConfigError
	if errors.As(err, &invalid) {
		return err.Error() // a line for each finding
	}
	text := source.OneLine(err.Error())
	var paste pasteError
	if errors.As(err, &paste) {
		text += "\n" + paste.lines
	}
	return text
}

// complain writes a message and returns the exit code, which is all that is left if even the message cannot be written.
func complain(stderr io.Writer, code int, format string, args ...any) int {
	_, _ = fmt.Fprintf(stderr, format, args...)
	return code
}

func (a *app) root(args []string) *cobra.Command {
	root := &cobra.Command{
		Use:   "aslcheck",
		Short: "Check and test AWS Step Functions definitions",
		Long: "aslcheck lints, runs and tests AWS Step Functions definitions before you deploy them.\n" +
			"It needs no Docker, no AWS account and no network, and it runs executions in virtual time.",
		SilenceErrors: true, SilenceUsage: true,
		Version: version(),
		Args:    unknownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.CompletionOptions.HiddenDefaultCmd = false
	root.PersistentFlags().StringVar(&a.color, "color", "auto", "use colors in text output: `WHEN` is auto, always or never")
	root.SetVersionTemplate("aslcheck {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.AddCommand(a.lintCommand(), a.testCommand(), a.runCommand(), a.replayCommand(), a.convertCommand(), a.coverCommand(), a.graphCommand(), a.mergeCommand(), a.sampleCommand(), a.explainCommand(), a.rulesCommand(), a.versionCommand())
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error {
		return errors.Join(a.checkColor(), looseFile(cmd.Name(), args))
	}
	completeFlag(root, "color", fixed(colorModes...))
	return root
}

// unknownCommand returns the error for an unknown command.
func unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return usagef("unknown command %q%s; available commands: %s", args[0], source.DidYouMean(args[0], names), strings.Join(names, ", "))
}

// flagError returns the error for an unknown flag: it suggests the nearest one and lists them all.
func flagError(cmd *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	if !errors.As(err, &missing) {
		return usageError{err}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	cmd.InheritedFlags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	slices.Sort(names)
	names = slices.Compact(names)
	name := strings.TrimLeft(missing.GetSpecifiedName(), "-")
	dashes := "--"
	if missing.GetSpecifiedShortnames() != "" {
		dashes = "-"
	}
	near := source.Suggest(name, names)
	hint := ""
	if near != "" {
		hint = fmt.Sprintf(" (did you mean --%s?)", near)
	}
	return usagef("unknown flag %s%s%s; available flags: --%s", dashes, name, hint, strings.Join(names, ", --"))
}
