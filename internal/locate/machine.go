package locate

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// A Machine is a resource that is a state machine.
type Machine struct {
	// Name is the logical id of the resource.
	Name     string
	NameSpan source.Span
	// Node is the resource itself. Properties are nil where it has none.
	Node, Properties *source.Node
	// SAM is whether it is one of SAM, not of CloudFormation.
	SAM bool
	// Type is Standard where the template says nothing, and unknown where only deployment knows it.
	Type asl.WorkflowType
	// Definition is what the template itself holds, nil where it holds none or one that only deployment knows.
	Definition Definition
	// Reference names the file that holds the definition, relative to the folder of the template; nil without one.
	Reference *source.Node
	// Substitutions are the names of DefinitionSubstitutions in source order. OpenSubstitutions says that there may be
	// more, which a macro or a condition gives.
	Substitutions     []Substitution
	OpenSubstitutions bool
	// Unused are findings about substitutions that a definition in the template does not use.
	Unused source.Diagnostics
}

// InFile reports whether the definition is in a file beside the template.
func (m Machine) InFile() bool { return m.Reference != nil }

// A Definition is a definition that stands in a template.
type Definition interface {
	// Parse reads it. A definition that is known only when the template is filled in has no states and no diagnostics.
	Parse() (*asl.Definition, source.Diagnostics)
	// Place moves findings about what Parse gave to the places in the template that they mean, and drops the fixes that
	// cannot be made there.
	Place(source.Diagnostics) source.Diagnostics
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

// isLocal reports whether a DefinitionUri names a file beside the template, not one that was uploaded.
func isLocal(n *source.Node) bool {
	return n.Tag == "" && n.Text != "" && !strings.Contains(n.Text, "://") && !asl.HasPlaceholder(n.Text)
}
