package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// convertFlags are the flags of the command convert.
type convertFlags struct {
	config  mockConfigFlags
	out     string
	machine string
}

func (a *app) convertCommand() *cobra.Command {
	f := &convertFlags{}
	cmd := &cobra.Command{
		Use:   "convert MockConfigFile.json",
		Short: "Convert a MockConfigFile.json to test files",
		Long: "Convert a MockConfigFile.json for Step Functions Local to test files, one for each state machine.\n\n" +
			"If the definition of a state machine is found, its test cases are run once, and each expects the path and the\n" +
			"result of that run. Review the expectations before you commit them.\n\n" +
			"A test file that exists is only replaced if it is unchanged since aslcheck wrote it; --force replaces any.",
		Example: "  aslcheck convert MockConfigFile.json --output .\n" +
			"  aslcheck convert MockConfigFile.json --machine Orders --definition Orders=sm/orders.asl.json --input event.json",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("convert needs exactly one MockConfigFile.json, not %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.convert(cmd.Context(), args[0], f) },
	}
	f.config.addCommon(cmd)
	cmd.Flags().StringVarP(&f.out, "output", "o", "", "write NAME.asl.test.yaml for each state machine to `DIR` (default: standard output)")
	cmd.Flags().StringVar(&f.machine, "machine", "", "convert only the state machine `NAME`")
	a.dest.addForce(cmd)
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
	a.dest.reads(name, f.config.input)
	made := make([]converted, len(machines))
	for i := range machines {
		m := &machines[i]
		a.dest.reads(m.file)
		target := filepath.Join(f.out, m.machine.Name+".asl.test.yaml")
		made[i] = converted{target: target, Conversion: suite.Conversion{
			Config: m.config, Machine: m.machine, Program: m.program, Definition: relativeTo(target, m.file), Input: input,
		}}
		found, err := made[i].convert(ctx)
		if err != nil {
			return err
		}
		diagnostics = append(diagnostics, found...)
	}
	if err := a.writeConverted(f, made); err != nil {
		return err
	}
	diagnostics = diagnostics.Sorted()
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
			return nil, usagef("--machine: unknown state machine %q%s", f.machine, source.DidYouMean(f.machine, names))
		}
		machines = slices.DeleteFunc(machines, func(m mockedMachine) bool { return m.machine.Name != f.machine })
	}
	if f.out == "" && len(machines) > 1 {
		return nil, usagef("the file has %d state machines: select one with --machine, or a directory with --output", len(machines))
	}
	return slices.DeleteFunc(machines, func(m mockedMachine) bool { return len(m.machine.Cases) == 0 }), nil
}

// A converted state machine has the text of its test file.
type converted struct {
	suite.Conversion
	target string
	text   []byte
}

// convert makes the text, and returns the cases that can't be converted.
func (c *converted) convert(ctx context.Context) (source.Diagnostics, error) {
	file, found, err := c.File(ctx)
	if err != nil {
		return found, err
	}
	var b bytes.Buffer
	err = suite.WriteGenerated(&b, c.target, file, c.Comments()...)
	c.text = b.Bytes()
	return found, err
}

// writeConverted writes the test files, or none if one of them must not be written.
func (a *app) writeConverted(f *convertFlags, made []converted) error {
	if f.out == "" {
		for i := range made {
			if _, err := a.stdout.Write(made[i].text); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range made {
		if name := made[i].Machine.Name; filepath.Base(name) != name {
			return fmt.Errorf("write a test file for %q: the name of the state machine cannot be used as a file name", name)
		}
		if err := a.dest.claim(made[i].target, testFileProduct(made[i].target)); err != nil {
			return err
		}
	}
	for i := range made {
		c := &made[i]
		if err := a.dest.write(c.target, testFileProduct(c.target), c.text); err != nil {
			return err
		}
		if _, err := fmt.Fprintf(report.Guard(a.stdout), "%s: %s\n", source.OneLine(locate.DisplayName(c.target)), source.Plural(len(c.Machine.Cases), "case")); err != nil {
			return err
		}
	}
	return nil
}
