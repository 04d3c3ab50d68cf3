package analyzer

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// A Resource is a state machine as a template of CloudFormation or SAM describes it.
type Resource struct {
	// Name is the logical ID of the resource, and Span its location.
	Name string
	Span source.Span
	// Node is the resource, with its type, its properties and its metadata.
	Node *source.Node
	// Template is the whole template.
	Template *source.Node
	// Resources are those of the template, which its state machines share; nil to find them for one machine.
	Resources *cloudformation.Resources
	// SAM is whether the type is AWS::Serverless::StateMachine, not AWS::StepFunctions::StateMachine.
	SAM bool
	// Definition is the definition of the state machine, in the template or in a file; nil where it is not known.
	Definition *asl.Definition
	// Unused are findings about substitutions that the definition does not use, from where template and definition are read.
	Unused source.Diagnostics
}

// A ResourcePass is one application of a rule to a resource. What it shows is shared by all rules and must not be changed.
type ResourcePass struct {
	*Resource
	// Properties are those of the resource, nil where it has none.
	Properties *source.Node
	// Type is the type of the state machine, where it is known.
	Type asl.WorkflowType

	rule     *Rule
	severity source.Severity
	found    *source.Diagnostics
}

// Report reports a finding of the rule.
func (p *ResourcePass) Report(at source.Span, format string, args ...any) {
	p.ReportDiagnostic(source.Diagnostic{Span: at, Message: fmt.Sprintf(format, args...)})
}

// ReportDiagnostic reports a finding of the rule with all it has; rule and severity are filled in.
func (p *ResourcePass) ReportDiagnostic(d source.Diagnostic) {
	d.Rule, d.Severity = p.rule.Name, p.severity
	p.found.Add(d)
}

// RunResource applies those rules that look at resources, and returns what they find, less what the metadata of the
// resource suppress. The findings are sorted, without duplicates, and have their severity and their JSON pointer in the
// template.
func RunResource(res *Resource, rules []*Rule, cfg Config) source.Diagnostics {
	var found source.Diagnostics
	if res.Resources == nil {
		res.Resources = cloudformation.ResourcesOf(res.Template)
	}
	pass := ResourcePass{Resource: res, Properties: res.Node.Get("Properties"), Type: cfg.Type, found: &found}
	for _, r := range rules {
		pass.rule, pass.severity = r, cfg.severity(r)
		if r.CheckResource != nil && pass.severity != Off {
			r.CheckResource(&pass)
		}
	}
	found = suppressResource(res, found, rules, &cfg).Sorted()
	found.Point(res.Template)
	return found
}

// samNames are the names that properties of a state machine have in SAM where they differ from those in CloudFormation.
var samNames = map[string]string{
	"StateMachineName":     "Name",
	"StateMachineType":     "Type",
	"LoggingConfiguration": "Logging",
	"TracingConfiguration": "Tracing",
	"RoleArn":              "Role",
}

// Property returns the property that CloudFormation calls name, nil where it is not set. In SAM it may have another name.
func (p *ResourcePass) Property(name string) *source.Node {
	if sam := samNames[name]; p.SAM && sam != "" {
		name = sam
	}
	return p.Properties.Get(name)
}
