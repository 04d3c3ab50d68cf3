package locate

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

// A Machine is a state machine in a template.
type Machine struct {
	// Name is what the template calls it, such as the logical id of a resource.
	Name     string
	NameSpan source.Span
	// Aliases are what else it is called, such as its aws:cdk:path or the address of a resource.
	Aliases []string
	// Construct is the aws:cdk:path of a resource that the CDK synthesized, "" for others.
	Construct string
	// Node is the resource of CloudFormation or SAM, whose properties the rules for resources check; nil in other templates.
	// Properties are nil where it has none.
	Node, Properties *source.Node
	// SAM is whether it is one of SAM, not of CloudFormation.
	SAM bool
	// Type is Standard if the template doesn't specify it, and unknown if it is known only at deployment.
	Type asl.WorkflowType
	// Definition is the definition inside the template, nil for none or one that is known only at deployment.
	Definition Definition
	// Reference is the name of the definition file, relative to the directory of the template; nil for none.
	Reference *source.Node
	// Substitutions are the names of DefinitionSubstitutions in source order. OpenSubstitutions says that there may be
	// more, which a macro or a condition gives.
	Substitutions     []Substitution
	OpenSubstitutions bool
	// Settings is what a configuration of Terraform says about the machine, as a resource of CloudFormation says it; nil in other
	// templates. Only the rules of SettingsRules look at it.
	Settings *source.Node
	// terraform is the definition file as Terraform reads it, nil for other templates.
	terraform *terraform.File
	// Unused are findings about substitutions that a definition in the template does not use.
	Unused source.Diagnostics
}

// InFile reports whether the definition is in a separate file.
func (m Machine) InFile() bool { return m.Reference != nil }

// A Definition is a definition inside a template.
type Definition interface {
	// Tree returns the tree of its values and what the parser found in it. The file is the one that the spans refer to.
	Tree() (file *source.File, root *source.Node, found source.Diagnostics)
	// Place moves findings about the tree to their locations in the template, and drops the fixes that cannot be
	// applied there.
	Place(source.Diagnostics) source.Diagnostics
}

// Parse reads the definition of a machine. One that is known only when the template is filled in has no states and no findings,
// whose locations are those that Definition.Place takes.
func (m *Machine) Parse() (*asl.Definition, source.Diagnostics) { return Parse(m.Definition) }

// Parse reads a definition as Machine.Parse does.
func Parse(d Definition) (*asl.Definition, source.Diagnostics) {
	file, root, parsed := d.Tree()
	def, found := asl.FromNode(file, root)
	return def, append(parsed, found...).Sorted()
}

// IsCalled reports whether a name is that of the machine or one of its aliases.
func (m *Machine) IsCalled(name string) bool {
	return m.Name == name || slices.Contains(m.Aliases, name)
}

// typeOf returns the type that the properties of a resource give.
func typeOf(properties *source.Node) asl.WorkflowType {
	n := properties.Get("StateMachineType") // of CloudFormation
	if n == nil {
		n = properties.Get("Type") // of SAM
	}
	switch {
	case n == nil && (properties == nil || !cloudformation.IsIntrinsic(properties)):
		return asl.Standard
	case n != nil && n.Kind == source.String && n.Tag == "":
		kind, _ := asl.ParseWorkflowType(n.Text)
		return kind
	default:
		return asl.UnknownType
	}
}

// isLocal reports whether a DefinitionUri is a local file, not one that was uploaded.
func isLocal(n *source.Node) bool {
	return n.Tag == "" && n.Text != "" && !strings.Contains(n.Text, "://") && !asl.HasPlaceholder(n.Text)
}
