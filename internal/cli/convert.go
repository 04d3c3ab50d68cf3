package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// convertFlags are what the command convert is told.
type convertFlags struct {
	config  mockConfigFlags
	out     string
	machine string
}

func (a *app) convertCommand() *cobra.Command {
	f := &convertFlags{}
	cmd := &cobra.Command{
		Use:   "convert MockConfigFile.json",
		Short: "Turn a MockConfigFile.json into test files",
		Long: "Turn a MockConfigFile.json of Step Functions Local into test files, one for each state machine. Where the\n" +
			"definition is found, each case expects the path and the end that it has now.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("convert wants one MockConfigFile.json, not %d files", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.convert(cmd.Context(), args[0], f) },
	}
	f.config.addCommon(cmd)
	cmd.Flags().StringVarP(&f.out, "output", "o", "", "folder to write NAME.asl.test.yaml to, one for each state machine (default: the standard output)")
	cmd.Flags().StringVar(&f.machine, "machine", "", "only this state machine")
	return cmd
}

func (a *app) convert(ctx context.Context, name string, f *convertFlags) error {
	f.config.file = name
	input, err := a.jsonArgument("--input", f.config.input)
	if err != nil {
		return err
	}
	machines, diagnostics, err := readMockConfig(nil, &f.config)
	if err != nil {
		return err
	}
	machines, err = f.chosen(machines)
	if err != nil {
		return err
	}
	var found source.Diagnostics
	for i := range machines {
		m := &machines[i]
		c := conversion{mockedMachine: m, input: input, target: filepath.Join(f.out, m.machine.Name+".asl.test.yaml")}
		file, err := c.file(ctx)
		if err != nil {
			return err
		}
		found = append(found, c.diagnostics...)
		if err := a.writeConverted(f, &c, file); err != nil {
			return err
		}
	}
	diagnostics = append(diagnostics, found...).Sorted()
	if diagnostics.HasErrors() {
		a.code = exitFindings
	}
	return report.Text(a.stderr, diagnostics, report.Style{})
}

// chosen returns the state machines to convert.
func (f *convertFlags) chosen(machines []mockedMachine) ([]mockedMachine, error) {
	names := machines[0].config.MachineNames()
	if f.machine != "" {
		if !slices.Contains(names, f.machine) {
			return nil, usagef("--machine: there is no state machine %q%s", f.machine, source.DidYouMean(f.machine, names))
		}
		machines = slices.DeleteFunc(machines, func(m mockedMachine) bool { return m.machine.Name != f.machine })
	}
	if f.out == "" && len(machines) > 1 {
		return nil, usagef("there are %d state machines: name one with --machine, or a folder with --output", len(machines))
	}
	return slices.DeleteFunc(machines, func(m mockedMachine) bool { return len(m.machine.Cases) == 0 }), nil
}

func (a *app) writeConverted(f *convertFlags, c *conversion, file value.Value) error {
	var b bytes.Buffer
	if err := suite.WriteYAML(&b, file, c.comments()...); err != nil {
		return err
	}
	if f.out == "" {
		_, err := a.stdout.Write(b.Bytes())
		return err
	}
	if filepath.Base(c.machine.Name) != c.machine.Name {
		return fmt.Errorf("write a test file for %q: the name is no name of a file", c.machine.Name)
	}
	if err := writeFile(c.target, b.Bytes()); err != nil {
		return fmt.Errorf("write the test file: %w", err)
	}
	_, err := fmt.Fprintf(a.stdout, "%s: %d cases\n", displayName(c.target), len(c.machine.Cases))
	return err
}

// A conversion makes a test file of one state machine of a configuration.
type conversion struct {
	*mockedMachine
	input       value.Value
	target      string
	diagnostics source.Diagnostics
}

func (c *conversion) comments() []string {
	lines := []string{"Made by aslcheck convert of " + c.config.File.Name + "."}
	if c.program == nil {
		return append(lines, "The definition was not found: name it, and add what is expected.")
	}
	return append(lines, "What is expected is what happens now: add inputs, and look at it.")
}

// file returns the test file. What all cases have in common stands once.
func (c *conversion) file(ctx context.Context) (value.Value, error) {
	var file value.ObjectBuilder
	if c.program != nil {
		file.Set("definition", value.String(relativeTo(c.target, c.mockedMachine.file)))
	}
	if c.input.Len() > 0 || c.input.Kind() != value.ObjectKind {
		file.Set("input", c.input)
	}
	// Step Functions Local does not mind answers that are left over.
	file.Set("unused", value.String("allow"))
	var cases []value.Value
	shared := c.shared()
	if len(shared) > 0 {
		file.Set("mocks", c.answers(shared))
	}
	for _, k := range c.machine.Cases {
		if k.Broken {
			continue
		}
		one, err := c.testCase(ctx, k, shared)
		if err != nil {
			return value.Undefined, err
		}
		cases = append(cases, one)
	}
	file.Set("cases", value.Array(cases...))
	return file.Object(), nil
}

// shared returns the states that have the same response in all of several cases.
func (c *conversion) shared() []mocks.MockedState {
	cases := c.machine.Cases
	if len(cases) < 2 {
		return nil
	}
	var list []mocks.MockedState
	for _, st := range cases[0].States {
		everywhere := !slices.ContainsFunc(cases[1:], func(k *mocks.MockCase) bool {
			return !slices.ContainsFunc(k.States, func(other mocks.MockedState) bool {
				return other.Name == st.Name && other.Response == st.Response
			})
		})
		if everywhere {
			list = append(list, st)
		}
	}
	return list
}

// answers returns the section "mocks" for states; what is no Task of the definition is left out.
func (c *conversion) answers(states []mocks.MockedState) value.Value {
	var b value.ObjectBuilder
	for _, st := range states {
		if c.isTask(st.Name) {
			b.Set(st.Name, mocks.AnswersValue(st.Answers))
		}
	}
	return b.Object()
}
