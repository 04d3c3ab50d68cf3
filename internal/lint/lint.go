package lint

import (
	"cmp"
	"context"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// A Run configures what happens to the files besides linting.
type Run struct {
	// Baseline hides the findings that it lists, nil for none.
	Baseline *Baseline
	// Fix applies the fixes of findings, in memory.
	Fix bool
	// Observe, if not nil, is called after each file, possibly by several goroutines.
	Observe func()
}

// Lint checks files that Load returned, and stores the results in them.
func (p *Project) Lint(ctx context.Context, files []*File, run Run) error {
	return each(ctx, files, p.Jobs, func(f *File) {
		if run.Observe != nil {
			defer run.Observe()
		}
		if f.failed {
			return
		}
		f.Fixed, f.baseline = f.Source, run.Baseline
		f.Found, f.Hidden = f.lint(f.Fixed)
		if run.Fix {
			f.Fix()
		}
	})
}

// Text returns the findings of a list of rules in the text of a definition or a template, without any settings.
func Text(file *source.File, list []*analyzer.Rule, cfg analyzer.Config) source.Diagnostics {
	f := &File{Source: file, Settings: &Settings{Config: cfg}}
	f.lookForMachines(locate.NoFolder)
	return f.check(file, list)
}

// Errors returns the findings in a definition that are errors under the settings that apply to it; none if the settings ignore
// it.
func (p *Project) Errors(def *asl.Definition) (source.Diagnostics, error) {
	settings, err := p.SettingsOf(def.File.Name)
	if err != nil || settings.Ignores(def.File.Name) {
		return nil, err
	}
	var found source.Diagnostics
	for _, d := range analyzer.Run(def, nil, rules.All, settings.Config) {
		if d.Severity == source.Error {
			found.Add(d)
		}
	}
	return found, nil
}

// lint returns the findings in a text of the file, and how many the baseline hides.
func (f *File) lint(text *source.File) (found source.Diagnostics, hidden int) {
	return f.baseline.hide(text.Name, f.check(text, rules.All))
}

func (f *File) check(text *source.File, list []*analyzer.Rule) source.Diagnostics {
	if f.other != "" {
		return f.notAMachine()
	}
	if f.template != nil {
		return f.checkTemplate(text, list)
	}
	def, parsed := asl.Parse(text)
	if len(parsed) > 0 { // a text that is valid as it is isn't filled in by Terraform
		if d := locate.Rendered(text, f.users); d != nil {
			_, found := checkDefinition(d, list, f.config(f.kind))
			return found
		}
	}
	for _, m := range f.users {
		parsed = append(parsed, m.Undeclared(def.Root)...)
	}
	found := analyzer.Run(def, parsed, list, f.config(f.kind))
	for _, m := range f.users {
		nameConstruct(found, m)
	}
	return found
}

// nameConstruct says of which construct of the CDK a machine is: nobody knows the lines of a template that was synthesized.
func nameConstruct(found source.Diagnostics, m *locate.Machine) {
	for i := range found {
		if d := &found[i]; m.Construct != "" && d.Detail == "" {
			d.Detail = "aws:cdk:path " + source.OneLine(m.Construct)
		}
	}
}

// config returns how a definition is linted. The type in the settings overrides that in a template.
func (f *File) config(kind asl.WorkflowType) analyzer.Config {
	cfg := f.Settings.Config
	cfg.Type = cmp.Or(cfg.Type, kind)
	return cfg
}

// checkTemplate returns the findings in all state machines of a template.
func (f *File) checkTemplate(text *source.File, list []*analyzer.Rule) source.Diagnostics {
	template, parsed := f.template, f.parsed
	if text != template.File { // it has fixes
		template, parsed = locate.Read(text, f.near)
	}
	var found source.Diagnostics
	resources := cloudformation.ResourcesOf(template.Root)
	for i := range template.Machines {
		m := &template.Machines[i]
		if f.isLeftOut(*m) {
			continue
		}
		res := analyzer.Resource{Name: m.Name, Span: m.NameSpan, Node: m.Node, Template: template.Root, Resources: resources, SAM: m.SAM, Unused: m.Unused}
		cfg := f.config(m.Type)
		before := len(found)
		switch {
		case m.Definition != nil:
			def, inside := checkDefinition(m.Definition, list, cfg)
			res.Definition = def
			found = append(found, inside...)
		case m.Reference != nil && f.targets[m.Reference.Text] != nil:
			target := f.targets[m.Reference.Text]
			res.Definition = target.definition()
			res.Unused = m.UnusedBy(target.Source.Text)
		}
		if m.Node != nil {
			found = append(found, analyzer.RunResource(&res, list, cfg)...)
		} else {
			res.Node = m.Settings
			found = append(found, analyzer.RunResource(&res, settingsRules(list, m), cfg)...)
		}
		nameConstruct(found[before:], m)
	}
	return append(found, analyzer.Run(nil, parsed, list, f.Settings.Config)...).Sorted()
}

// checkDefinition returns a definition and the findings in it. Where it depends on what is not known, those are certain that are
// there in any case.
func checkDefinition(d locate.Definition, list []*analyzer.Rule, cfg analyzer.Config) (*asl.Definition, source.Diagnostics) {
	def, parsed := locate.Parse(d)
	found := d.Place(analyzer.Run(def, parsed, list, cfg))
	for _, other := range locate.Alternatives(d) {
		if len(found) == 0 {
			break
		}
		def, parsed := locate.Parse(other)
		also := map[string]bool{}
		for _, o := range other.Place(analyzer.Run(def, parsed, list, cfg)) {
			also[o.String()] = true
		}
		found = slices.DeleteFunc(found, func(f source.Diagnostic) bool {
			return f.Rule != locate.RuleUndeclaredSubstitution && !also[f.String()]
		})
	}
	return def, found
}

// settingsRules returns the rules of a list that look at a machine which is not a resource of CloudFormation.
func settingsRules(list []*analyzer.Rule, m *locate.Machine) []*analyzer.Rule {
	names := []string{locate.RuleUnusedSubstitution}
	if m.Settings != nil {
		names = append(names, locate.SettingsRules...)
	}
	return slices.DeleteFunc(slices.Clone(list), func(r *analyzer.Rule) bool { return !slices.Contains(names, r.Name) })
}
