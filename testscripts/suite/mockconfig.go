package suite

import (
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// FromMockConfig returns the test cases of one state machine of a MockConfigFile.json as a test file that was read: each
// case under the name "Machine#Case", with the given input, and without expectations. Cases that are broken are left out;
// the diagnostics of the configuration say why.
func FromMockConfig(config *source.File, machine *mockconfig.Machine, program *simulator.Program, input value.Value) (*File, source.Diagnostics) {
	f := &File{Name: config.Name, Source: config, Definition: program.Definition(), Program: program}
	var diagnostics source.Diagnostics
	for _, k := range machine.Cases {
		found := k.Check(f.Definition)
		diagnostics = append(diagnostics, found...)
		if k.Broken || found.HasErrors() {
			continue
		}
		f.Cases = append(f.Cases, &TestCase{
			File: f, Name: machine.Name + "#" + k.Name, Span: k.Span, Input: input, Mocks: k.Set(),
		})
	}
	return f, diagnostics
}

// mockConfig returns the mocks of the test case that the key "mockConfig" of a case, or else of the file, refers to; nil
// without such a key.
func (p *parser) mockConfig(n *source.Node) *mocks.Set {
	ref := p.setting(n, "mockConfig")
	if ref == nil {
		return nil
	}
	name, machine, testCase, ok := mockconfig.ParseReference(ref.Text)
	if !ok {
		p.report(ref.Span, "\"mockConfig\" must be FILE#Machine#Case, not %q", ref.Text)
		return nil
	}
	config, ok := p.readMockConfig(name, ref.Span)
	if !ok {
		return nil
	}
	k, err := config.Find(machine, testCase)
	if err != nil {
		p.report(ref.Span, "%s", err)
		return nil
	}
	p.diagnostics = append(p.diagnostics, k.Check(p.file.Definition)...)
	if k.Broken {
		_, found := mockconfig.Parse(config.Source)
		p.diagnostics = append(p.diagnostics, found...)
		return nil
	}
	return k.Set()
}

// checkConfigured compares the results of a configuration with the API, if the case or the file asks for it: a file that Step Functions
// Local ran is not warned about.
func (p *parser) checkConfigured(set *mocks.Set, n *source.Node) {
	validation := p.validation(n)
	if set == nil || validation == "" {
		return
	}
	for _, m := range set.Mocks() {
		if task, _ := p.tasks().Of(m); task != nil {
			p.diagnostics = append(p.diagnostics, m.CheckResults(task, validation)...)
		}
	}
}

// readMockConfig reads a configuration once for all cases; false where its text is not JSON or lacks what every configuration has.
func (p *parser) readMockConfig(name string, at source.Span) (*mockconfig.File, bool) {
	if config, ok := p.configs[name]; ok {
		return config, config != nil
	}
	if p.configs == nil {
		p.configs = map[string]*mockconfig.File{}
	}
	p.configs[name] = nil
	file, err := p.file.read(name)
	if err != nil {
		p.report(at, "%s", err)
		return nil, false
	}
	config, diagnostics := mockconfig.Parse(file)
	if len(config.Machines) == 0 {
		p.diagnostics = append(p.diagnostics, diagnostics...)
		if !diagnostics.HasErrors() {
			p.report(at, "%s has no state machines", name)
		}
		return nil, false
	}
	p.configs[name] = config
	return config, true
}
