package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// graphFlags are the flags of the command graph.
type graphFlags struct {
	cover, history, test string
	substitutions        substitutions
}

func (a *app) graphCommand() *cobra.Command {
	f := &graphFlags{}
	cmd := &cobra.Command{
		Use:   "graph DEFINITION",
		Short: "Draw a definition as a graph",
		Long: "Draw a definition as text, or as a picture in SVG, Mermaid or Graphviz; FILE#NAME is a state machine in a template.\n\n" +
			"--cover marks what the test cases reach, --history and --case mark the path of one execution, with counts and\n" +
			"virtual times. What isn't reached is dashed and red.\n\n" +
			"The exit code is 1 if the definition can't be parsed, or if the recorded execution diverges from it.",
		Example: "  aslcheck graph order.asl.json\n" +
			"  aslcheck graph template.yaml#Order --report svg=order.svg\n" +
			"  aslcheck graph order.asl.json --cover cover.json --report svg=order.svg\n" +
			"  aslcheck graph order.asl.json --case 'order.asl.test.yaml#no stock' --report mermaid",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("graph needs exactly one definition, not %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.graph(cmd.Context(), args[0], f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.cover, "cover", "", "mark what a coverage profile reaches, a `PROFILE` written by 'aslcheck test --cover=FILE'")
	flags.StringVar(&f.history, "history", "", "mark the path of the recorded execution in `FILE`")
	flags.StringVar(&f.test, "case", "", "run a test case and mark its path: `FILE#NAME`")
	f.substitutions.add(flags)
	a.addReports(cmd, report.GraphFormats.Names())
	completeFlag(cmd, "case", completeCase)
	return cmd
}

// check rejects flags that can't be combined.
func (f *graphFlags) check() error {
	var given []string
	for _, flag := range []struct{ name, value string }{{"--cover", f.cover}, {"--history", f.history}, {"--case", f.test}} {
		if flag.value != "" {
			given = append(given, flag.name)
		}
	}
	if len(given) > 1 {
		return usagef("%s can't be combined: a graph shows one of them", strings.Join(given, " and "))
	}
	return nil
}

func (a *app) graph(ctx context.Context, name string, f *graphFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	file, _ := locate.SplitName(name, locate.IsFile)
	testFile, _ := splitCase(f.test)
	a.dest.reads(file, f.cover, f.history, testFile)
	if err := a.dest.check(); err != nil {
		return err
	}
	compiled, found, err := a.open(name, f.substitutions)
	if err != nil {
		return err
	}
	if len(compiled.Definition.Machine.States) == 0 {
		a.code = exitFindings
		return report.Text(a.stderr, found, report.Style{})
	}
	g, err := a.drawn(ctx, compiled, found, f)
	if g == nil {
		return err
	}
	if slices.ContainsFunc(a.outputs, func(o output) bool { return o.format == "svg" }) { // the others have no coordinates
		g.Layout()
	}
	return writeReports(a, report.GraphFormats, report.Picture{Name: compiled.Definition.Name(), Graph: g})
}

// drawn returns the graph of a definition with what the flags mark in it. If that can't be known because of findings, they are
// written to standard error, and the graph is nil.
func (a *app) drawn(ctx context.Context, compiled suite.Compiled, found source.Diagnostics, f *graphFlags) (*graph.Graph, error) {
	def := compiled.Definition
	switch {
	case f.cover != "":
		d, err := coverageOf(f.cover, def)
		if err != nil {
			return nil, err
		}
		g := graph.New(def)
		g.Cover(d)
		return g, nil
	case f.test != "":
		return a.caseGraph(ctx, def, f.test)
	case f.history == "":
		return graph.New(def), nil
	case compiled.Program == nil:
		a.code = exitFindings
		return nil, report.Text(a.stderr, found, report.Style{})
	}
	x, err := a.recorded(ctx, compiled.Program, f.history)
	if x == nil || err != nil {
		return nil, err
	}
	g := graph.New(def)
	g.Follow(def, x)
	return g, nil
}

// coverageOf returns the coverage of a definition in a profile.
func coverageOf(name string, def *asl.Definition) (*coverage.Definition, error) {
	profile, err := mergeProfiles([]string{name})
	if err != nil {
		return nil, err
	}
	now := coverage.New(def).Definition()
	var names []string
	for i := range profile.Definitions {
		d := &profile.Definitions[i]
		if d.Fingerprint == now.Fingerprint && (d.Content == now.Content || d.Content == "") {
			return d, nil
		}
		names = append(names, d.Name)
		if d.Name == now.Name {
			return nil, fmt.Errorf("%s: %s has changed since the profile was written", locate.DisplayName(name), d.Name)
		}
	}
	return nil, usagef("the profile %s doesn't cover %q%s; it covers %s", locate.DisplayName(name), now.Name,
		source.DidYouMean(now.Name, names), strings.Join(names, ", "))
}

// recorded replays a recorded execution. If it can't be replayed, its findings are written to standard error, and the execution
// is nil.
func (a *app) recorded(ctx context.Context, program *simulator.Program, name string) (*simulator.Execution, error) {
	text, err := a.readInput(name)
	if err != nil {
		return nil, fmt.Errorf("--history: %w", err)
	}
	list := replay.Read(source.NewFile(locate.DisplayName(name), text))
	if len(list) != 1 {
		return nil, usagef("--history needs a file with one recorded execution; %s has %d", locate.DisplayName(name), len(list))
	}
	if err := addDescription(&list[0], ""); err != nil {
		return nil, err
	}
	c, err := list[0].Compare(ctx, program, false)
	if err != nil {
		return nil, err
	}
	if c.Result == nil || c.Differs {
		a.code = exitFindings
		if err := report.Text(a.stderr, c.Diagnostics, report.Style{}); err != nil {
			return nil, err
		}
	}
	if c.Result == nil {
		return nil, nil
	}
	return c.Result.Execution, nil
}

// splitCase takes FILE#NAME apart.
func splitCase(text string) (file, name string) {
	file, name, _ = strings.Cut(text, "#")
	return file, name
}

// caseGraph runs a test case and returns the graph of its definition with its path.
func (a *app) caseGraph(ctx context.Context, def *asl.Definition, text string) (*graph.Graph, error) {
	name, wanted := splitCase(text)
	if wanted == "" || !suite.IsTestFile(name) {
		return nil, usagef("--case needs a test file and the name of a case in it, such as order.asl.test.yaml#happy, not %q", text)
	}
	file, found, err := loadTestFile(namedTestFile(name))
	if err != nil {
		return nil, err
	}
	if found.HasErrors() {
		a.code = exitFindings
		return nil, report.Text(a.stderr, found, report.Style{})
	}
	if coverage.New(def).Definition().Content != coverage.New(file.Definition).Definition().Content {
		return nil, usagef("--case: %s tests %s, not %s", file.Name, file.Definition.Name(), def.Name())
	}
	var names []string
	for _, c := range file.Cases {
		if c.Name == wanted {
			return a.runCase(ctx, c)
		}
		names = append(names, c.Name)
	}
	return nil, usagef("%s has no case %q%s; its cases are %s", file.Name, wanted, source.DidYouMean(wanted, names), quotedList(names))
}

// maxListed limits how many names a message lists.
const maxListed = 10

func quotedList(names []string) string {
	quoted := make([]string, min(len(names), maxListed))
	for i := range quoted {
		quoted[i] = fmt.Sprintf("%q", names[i])
	}
	if more := len(names) - len(quoted); more > 0 {
		quoted = append(quoted, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(quoted, ", ")
}

// runCase runs a test case, also one that is skipped in a test run, and returns the graph of its path. If it can't run to its end,
// its findings are written to standard error, and the graph is nil.
func (a *app) runCase(ctx context.Context, c *suite.TestCase) (*graph.Graph, error) {
	alone := *c
	alone.Skip, alone.Only = "", false
	results, err := suite.RunCases(ctx, []*suite.TestCase{&alone}, suite.Options{Children: true})
	if err != nil {
		return nil, err
	}
	r := results[0]
	if r.Run == nil || r.Run.Execution == nil {
		a.code = exitFindings
		return nil, report.Text(a.stderr, r.Failures, report.Style{})
	}
	g := graph.New(c.File.Definition)
	g.Follow(c.File.Definition, r.Run.Execution)
	return g, nil
}

// completeCase completes FILE#NAME with the cases of a file that is there.
func completeCase(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	file, _ := splitCase(typed)
	if !suite.IsTestFile(file) {
		return nil, cobra.ShellCompDirectiveDefault
	}
	names := fromCases([]string{file}, func(c *suite.TestCase) []string { return []string{file + "#" + c.Name} })
	return names, cobra.ShellCompDirectiveNoFileComp
}
