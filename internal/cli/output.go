package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// An output is a requested report.
type output struct {
	format string
	file   string // "" for standard output
}

// product returns what kind of file the report is.
func (o output) product() product {
	what := "a " + o.format + " report"
	if o.format == "html" {
		what = "an HTML report"
	}
	return product{what: what, own: func(text string) bool { return report.IsOwn(o.format, text) }}
}

// addReports adds the flag --report to a command, which may be given several times.
func (a *app) addReports(cmd *cobra.Command, known []string) {
	var values []string
	cmd.Flags().StringArrayVar(&values, "report", nil,
		"write a report as `FORMAT[=FILE]`, without FILE to standard output; repeatable; formats: "+strings.Join(known, ", ")+" (default "+known[0]+")")
	completeFlag(cmd, "report", fixed(known...))
	a.dest.addForce(cmd)
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		a.dest.reads(args...)
		for _, v := range values {
			format, file, named := strings.Cut(v, "=")
			if !slices.Contains(known, format) {
				return usagef("unknown report format %q%s; available formats: %s", format, source.DidYouMean(format, known), strings.Join(known, ", "))
			}
			if named && file == "" {
				return usagef("--report %s needs a file name after the =", v)
			}
			o := output{format, file}
			if named {
				if err := a.dest.claim(file, o.product()); err != nil {
					return err
				}
			}
			a.outputs = append(a.outputs, o)
		}
		if !slices.ContainsFunc(a.outputs, func(o output) bool { return o.file == "" }) && len(values) == 0 {
			a.outputs = append(a.outputs, output{format: known[0]})
		}
		if cmd.Name() != "rules" {
			a.onGitHub(known)
		}
		return nil
	}
}

// reports reports whether a report in one of some formats is requested.
func (a *app) reports(formats ...string) bool {
	return slices.ContainsFunc(a.outputs, func(o output) bool { return slices.Contains(formats, o.format) })
}

// writeReports writes every requested report. A report file is only written once its contents are complete.
func writeReports[T any](a *app, formats report.Formats[T], data T) error {
	for _, o := range a.outputs {
		if o.file == "" {
			if err := formats.Write(a.stdout, o.format, data, a.style()); err != nil {
				return fmt.Errorf("write the report: %w", err)
			}
			continue
		}
		var b bytes.Buffer
		if err := formats.Write(&b, o.format, data, report.Style{Color: a.color == "always", Verbose: a.verbose}); err != nil {
			return fmt.Errorf("write the report %s: %w", o.file, err)
		}
		if err := a.dest.write(o.file, o.product(), b.Bytes()); err != nil {
			return err
		}
	}
	return writeSummary(a, formats, data)
}

var colorModes = []string{"auto", "always", "never"}

func (a *app) checkColor() error {
	if slices.Contains(colorModes, a.color) {
		return nil
	}
	return usagef("--color must be auto, always or never, not %q", a.color)
}

// style returns the style of text on standard output.
func (a *app) style() report.Style { return a.styleOf(a.stdout) }

// styleOf returns the style of text on a stream.
func (a *app) styleOf(w io.Writer) report.Style {
	style := report.Style{Verbose: a.verbose}
	f, terminal := terminalOf(w)
	if terminal {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			style.Width = width
		}
	}
	switch {
	case a.color != "auto":
		style.Color = a.color == "always"
	case a.getenv("NO_COLOR") != "":
	case a.getenv("FORCE_COLOR") != "":
		style.Color = true
	default:
		style.Color = terminal && a.getenv("TERM") != "dumb"
	}
	return style
}

// terminalOf returns the file of a stream that is a terminal. Standard error is guarded against commands of GitHub Actions.
func terminalOf(stream any) (*os.File, bool) {
	if guard, ok := stream.(interface{ Unwrap() io.Writer }); ok {
		stream = guard.Unwrap()
	}
	f, isFile := stream.(*os.File)
	return f, isFile && term.IsTerminal(int(f.Fd()))
}
