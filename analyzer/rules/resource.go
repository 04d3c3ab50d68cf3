package rules

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// The pages that rules about resources rest on.
const (
	apiCreate       = "https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html"
	cfnStateMachine = guideSubstitutions
	cfnLogging      = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-stepfunctions-statemachine-loggingconfiguration.html"
	cfnEncryption   = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-stepfunctions-statemachine-encryptionconfiguration.html"
)

// samNames are the names that properties of a state machine have in SAM where they differ from those in CloudFormation.
var samNames = map[string]string{
	"StateMachineName":     "Name",
	"StateMachineType":     "Type",
	"LoggingConfiguration": "Logging",
	"TracingConfiguration": "Tracing",
	"RoleArn":              "Role",
}

// propertyName returns how the template calls a property of CloudFormation.
func propertyName(p *analyzer.ResourcePass, name string) string {
	if sam := samNames[name]; p.SAM && sam != "" {
		return sam
	}
	return name
}

// property returns the property that CloudFormation calls name, nil where it is not set.
func property(p *analyzer.ResourcePass, name string) *source.Node {
	return p.Properties.Get(propertyName(p, name))
}

// members returns those members of an object whose keys are known, in source order.
func members(n *source.Node, known []string) []*source.Member {
	var found []*source.Member
	if n == nil {
		return nil
	}
	for i := range n.Members {
		if slices.Contains(known, n.Members[i].Key) {
			found = append(found, &n.Members[i])
		}
	}
	return found
}

// literal returns the text of a value that is known before deployment: no function, no ${Name}, which other tools fill in
// where CloudFormation does not, and no dynamic reference.
func literal(n *source.Node) (text string, ok bool) {
	if n == nil || n.Kind != source.String || asl.IsOpaque(n) || strings.Contains(n.Text, "{{") {
		return "", false
	}
	return n.Text, true
}

// isComplete reports whether what is missing in an object of a state machine is missing for good: no function and no macro
// brings it. Without an object everything is missing.
func isComplete(p *analyzer.ResourcePass, n *source.Node) bool {
	return hasAll(n) && hasAll(p.Node) && !hasMacro(p.Template)
}

func hasAll(n *source.Node) bool {
	return n == nil || n.Kind == source.Object && n.Tag == "" && !slices.ContainsFunc(n.Members, func(m source.Member) bool {
		return strings.HasPrefix(m.Key, cloudformation.LongPrefix)
	})
}

// hasMacro reports whether a macro of one's own, which may change anything, works on the whole template.
func hasMacro(template *source.Node) bool {
	n := template.Get("Transform")
	if n == nil {
		return false
	}
	list := n.Items
	if n.Kind != source.Array {
		list = []*source.Node{n}
	}
	return slices.ContainsFunc(list, func(n *source.Node) bool {
		return n.Kind != source.String || n.Tag != "" || !strings.HasPrefix(n.Text, "AWS::")
	})
}
