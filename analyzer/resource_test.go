package analyzer_test

import (
	"fmt"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

// resource returns the resource of that name in a template of YAML.
func resource(text, name string) *analyzer.Resource {
	root, _ := source.ParseYAML(source.NewFile("template.yaml", text))
	m := root.Get("Resources").Member(name)
	return &analyzer.Resource{Name: m.Key, Span: m.KeySpan, Node: m.Value, Template: root}
}

// A rule about resources looks at all that a template says of a state machine.
func ExampleRunResource() {
	tags := &analyzer.Rule{
		Name: "machine-without-tags", Severity: source.Advice,
		CheckResource: func(p *analyzer.ResourcePass) {
			if p.Properties.Get("Tags") == nil {
				p.Report(p.Span, "the state machine %q has no tags", p.Name)
			}
		},
	}
	res := resource(`Resources:
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties: {DefinitionString: !Ref Definition}`, "Orders")
	for _, d := range analyzer.RunResource(res, []*analyzer.Rule{tags}, analyzer.Config{}) {
		fmt.Println(d, d.Pointer)
	}
	// Output:
	// template.yaml:2:3: advice: the state machine "Orders" has no tags [machine-without-tags] /Resources/Orders
}

// always is a rule that finds something in each resource.
func always(name string) *analyzer.Rule {
	return &analyzer.Rule{
		Name: name, Severity: source.Warning,
		CheckResource: func(p *analyzer.ResourcePass) { p.Report(p.Span, "%s", p.Type) },
	}
}

func TestRunResource(t *testing.T) {
	kept, off, suppressed, optional := always("kept"), always("off"), always("suppressed"), always("optional")
	optional.Optional = true
	check := &analyzer.Rule{Name: "check", Check: func(*analyzer.Pass) { t.Error("a rule about definitions was applied") }}
	res := resource("Resources:\n  A:\n    Metadata: {aslcheck: {ignore: suppressed for a reason}}\n", "A")
	found := analyzer.RunResource(res, []*analyzer.Rule{check, kept, off, optional, suppressed}, analyzer.Config{
		Type:       analyzer.Express,
		Severities: map[string]source.Severity{"off": analyzer.Off, "kept": source.Error},
	})
	if len(found) != 1 || found[0].Rule != "kept" || found[0].Severity != source.Error || found[0].Message != "EXPRESS" {
		t.Errorf("found %v", found)
	}
}
