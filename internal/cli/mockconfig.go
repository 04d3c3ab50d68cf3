package cli

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// mockConfigFlags are the flags that concern a MockConfigFile.json.
type mockConfigFlags struct {
	file        string
	definitions []string
	input       string
}

func (f *mockConfigFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.file, "mock-config", "", "run the test cases in `FILE`, a MockConfigFile.json; PATH arguments are searched for its definitions")
	f.addCommon(cmd)
}

func (f *mockConfigFlags) addCommon(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.definitions, "definition", nil, "`NAME=FILE` of the definition of a state machine in the MockConfigFile.json; repeatable")
	cmd.Flags().StringVar(&f.input, "input", "", "`INPUT` of the test cases in the MockConfigFile.json: a file or JSON text (default {})")
}

// check rejects flags that have no meaning without --mock-config.
func (f *mockConfigFlags) check() error {
	if f.file == "" && (len(f.definitions) > 0 || f.input != "") {
		return usagef("--definition and --input need --mock-config; test files specify their own")
	}
	return nil
}

// withoutInput warns if all cases of a MockConfigFile.json end at their first state and have no input: the file cannot hold one,
// and a state machine that needs one is hardly tested.
func (f *mockConfigFlags) withoutInput(s *testRun) source.Diagnostics {
	if f.file == "" || f.input != "" {
		return nil
	}
	ran := 0
	for _, r := range s.Results {
		if r.Run == nil {
			continue
		}
		if ran++; len(r.Run.Execution.Path()) > 1 || len(r.Case.File.Definition.Machine.States) < 2 {
			return nil
		}
	}
	if ran == 0 {
		return nil
	}
	return source.Diagnostics{{
		Span: s.Results[0].Case.File.Source.Span(0, 0), Severity: source.Warning, Rule: mockconfig.Rule,
		Message: "all cases end at their first state: they run with the input {}",
		Hint:    "give them an input with --input",
	}}
}

// A mockedMachine is a state machine of a configuration with its definition.
type mockedMachine struct {
	config  *mockconfig.File
	machine *mockconfig.Machine
	program *simulator.Program // nil if it was not found
	file    string             // the file of the definition
}

// loadMockConfig reads a configuration and the definitions of its state machines.
func (a *app) loadMockConfig(paths []string, f *mockConfigFlags) (tests report.Tests, cases []*suite.TestCase, err error) {
	input, err := a.jsonArgument("--input", f.input)
	if err != nil {
		return tests, nil, err
	}
	machines, diagnostics, err := readMockConfig(paths, f)
	if err != nil {
		return tests, nil, err
	}
	a.dest.reads(f.file)
	for i := range machines {
		a.dest.reads(machines[i].file)
		file, found := machines[i].tests(input)
		diagnostics = append(diagnostics, found...)
		tests.Files = append(tests.Files, file)
		cases = append(cases, file.Cases...)
	}
	tests.Diagnostics = diagnostics
	return tests, cases, nil
}

// tests returns the cases of a state machine; none if its definition was not found.
func (m *mockedMachine) tests(input value.Value) (*suite.File, source.Diagnostics) {
	if m.program == nil {
		return &suite.File{Name: m.config.Source.Name, Source: m.config.Source}, nil
	}
	return suite.FromMockConfig(m.config.Source, m.machine, m.program, input)
}

// readMockConfig reads a configuration with its definitions. Each machine has its own copy of the file, so that a finding
// belongs to one of them. There is always at least one; it has no name if the file has no state machines.
func readMockConfig(paths []string, f *mockConfigFlags) ([]mockedMachine, source.Diagnostics, error) {
	text, err := locate.ReadFile(f.file)
	if err != nil {
		return nil, nil, err
	}
	parse := func() (*mockconfig.File, source.Diagnostics) {
		return mockconfig.Parse(source.NewFile(locate.DisplayName(f.file), text))
	}
	config, diagnostics := parse()
	named, err := f.named(config)
	if err != nil {
		return nil, nil, err
	}
	if len(config.Machines) == 0 {
		if !diagnostics.HasErrors() {
			diagnostics.Add(noTestCases(config, "no state machines"))
		}
		return []mockedMachine{{config: config, machine: &mockconfig.Machine{}}}, diagnostics, nil
	}
	var machines []mockedMachine
	for i := range config.Machines {
		if i > 0 {
			config, _ = parse()
		}
		m := mockedMachine{config: config, machine: config.Machines[i]}
		if len(m.machine.Cases) == 0 {
			machines = append(machines, m)
			continue
		}
		found, err := m.findDefinition(named, f.file, paths)
		if err != nil {
			return nil, nil, err
		}
		diagnostics = append(diagnostics, found...)
		machines = append(machines, m)
	}
	return machines, diagnostics, nil
}

// noTestCases is the finding for a configuration that has nothing to run.
func noTestCases(config *mockconfig.File, has string) source.Diagnostic {
	return source.Diagnostic{
		Span: config.Source.Span(0, 0), Severity: source.Error, Rule: mockconfig.Rule, Message: "this configuration has " + has + ": nothing was tested",
	}
}

// named reads --definition. A file without a name is enough if there is only one state machine.
func (f *mockConfigFlags) named(config *mockconfig.File) (map[string]string, error) {
	names := config.MachineNames()
	files := map[string]string{}
	for _, text := range f.definitions {
		name, file, ok := strings.Cut(text, "=")
		if !ok && len(names) == 1 {
			name, file = names[0], text
		}
		if file == "" {
			return nil, usagef("--definition must be NAME=FILE, not %q", text)
		}
		if len(names) > 0 && !slices.Contains(names, name) {
			return nil, usagef("--definition: %s has no state machine %q%s; it has %s",
				locate.DisplayName(f.file), name, source.DidYouMean(name, names), strings.Join(names, ", "))
		}
		files[name] = file
	}
	return files, nil
}

// findDefinition finds, reads and compiles the definition of the machine.
func (m *mockedMachine) findDefinition(named map[string]string, config string, paths []string) (source.Diagnostics, error) {
	m.file = named[m.machine.Name]
	if m.file == "" {
		found, err := searchDefinition(m.machine.Name, config, paths)
		if err != nil {
			return nil, err
		}
		if len(found) != 1 {
			return source.Diagnostics{m.notFound(found)}, nil
		}
		m.file = found[0]
	}
	file, machine := locate.SplitName(m.file, locate.IsFile)
	text, err := locate.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("--definition: %w", err)
	}
	opened, err := locate.OpenText(file, machine, text)
	if err != nil {
		return nil, fmt.Errorf("--definition: %w", err)
	}
	compiled, diagnostics := suite.CompileOpened(opened, nil)
	m.program = compiled.Program
	return diagnostics, nil
}

func (m *mockedMachine) notFound(found []string) source.Diagnostic {
	d := source.Diagnostic{
		Span: m.machine.Span, Severity: source.Error, Rule: mockconfig.Rule,
		Message: fmt.Sprintf("no definition of %q found near this file", m.machine.Name),
		Hint:    fmt.Sprintf("specify it with --definition %s=FILE", m.machine.Name),
	}
	if len(found) > 1 {
		d.Message = fmt.Sprintf("several definitions of %q found near this file: %s", m.machine.Name, strings.Join(found, ", "))
	}
	return d
}

// maxUp is how many directories above that of the configuration are searched: it is often in a directory for tests.
const maxUp = 2

// searchDefinition returns the files that are named like a state machine, in the given directories or, without any, in the
// nearest directory around the configuration that has one. It does not leave the current directory.
func searchDefinition(machine, config string, paths []string) ([]string, error) {
	folders := paths
	if len(folders) == 0 {
		folders = around(filepath.Dir(config))
	}
	for _, folder := range folders {
		found, err := namedLike(machine, folder)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// around returns a directory and those above it, up to the current one.
func around(dir string) []string {
	if here, err := filepath.Abs("."); err == nil && filepath.IsAbs(dir) {
		if below, err := filepath.Rel(here, dir); err == nil && filepath.IsLocal(below) {
			dir = below
		}
	}
	folders := []string{dir}
	for range maxUp {
		up := filepath.Dir(dir)
		if !filepath.IsLocal(dir) || up == dir {
			break
		}
		dir = up
		folders = append(folders, dir)
	}
	return folders
}

// namedLike returns the definitions below a directory that have the name of the machine; if there are none, those whose names
// differ from it only in case and punctuation.
func namedLike(machine, folder string) ([]string, error) {
	var same, similar []string
	err := locate.Walk(folder, func(name string) error {
		stem, ok := locate.Stem(filepath.Base(name))
		exact, like := mockconfig.Names(stem, machine)
		isDefinition := func() bool {
			return !suite.IsTestFile(name) && locate.IsDefinition(name, func() (string, error) { return locate.ReadFile(name) })
		}
		if !ok || !exact && !like || !isDefinition() {
			return nil
		}
		if exact {
			same = append(same, locate.DisplayName(name))
		} else {
			similar = append(similar, locate.DisplayName(name))
		}
		return nil
	})
	if len(same) > 0 {
		return mockconfig.Nearest(same), err
	}
	return mockconfig.Nearest(similar), err
}
