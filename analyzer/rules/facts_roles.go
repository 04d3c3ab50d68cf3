package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// maxStatements is the limit of policy statements, and of the lists that have them, that are checked for a state machine, because
// many can share one long role.
const maxStatements = 500

// roleOf returns the properties of the role that a state machine has, where the template has it too; otherwise nil.
func roleOf(p *analyzer.ResourcePass) *source.Node {
	return p.Resources.Properties(cloudformation.Target(p.Property("RoleArn")), "AWS::IAM::Role")
}

// policiesOf returns the documents that say what a state machine may do, as far as the template has them: in Policies of
// SAM, in the role, and in policies of their own for this role, which the CDK makes.
func policiesOf(p *analyzer.ResourcePass) []*source.Node {
	var documents []*source.Node
	if p.SAM {
		documents = cloudformation.Elements(p.Properties.Get("Policies"))
	}
	role := roleOf(p)
	if role == nil {
		return documents
	}
	for _, policy := range firstElements(role.Get("Policies")) {
		documents = append(documents, policy.Get("PolicyDocument"))
	}
	own := p.Resources.PoliciesOf(cloudformation.Target(p.Property("RoleArn")))
	return append(documents, own[:min(len(own), maxStatements)]...)
}

// managedPolicies returns the names and ARNs of policies that a state machine has by its role, or in SAM itself.
func managedPolicies(p *analyzer.ResourcePass) []*source.Node {
	list := firstElements(roleOf(p).Get("ManagedPolicyArns"))
	if p.SAM {
		list = append(list, cloudformation.Elements(p.Properties.Get("Policies"))...)
	}
	return list
}

// firstElements returns the elements of a list in a role, up to the limit.
func firstElements(n *source.Node) []*source.Node {
	list := cloudformation.Elements(n)
	most := min(len(list), maxStatements)
	return list[:most:most]
}

// textOf returns the text of a string or of Fn::Sub, with what is filled in as ${Name}; "" of any other value.
func textOf(n *source.Node) string {
	if name, argument := cloudformation.Intrinsic(n); name == "Sub" {
		n = cloudformation.SubText(argument)
	}
	if n == nil || n.Tag != "" || n.Kind != source.String {
		return ""
	}
	return n.Text
}

// statements returns the statements of documents that allow something without a condition. Of very many of either it looks at the
// first ones.
func statements(documents []*source.Node) []*source.Node {
	var found []*source.Node
	left := 2 * maxStatements
	for _, document := range documents {
		left--
		for _, n := range cloudformation.Elements(document.Get("Statement")) {
			if left--; left < 0 || len(found) == maxStatements {
				return found
			}
			if effect, ok := literal(n.Get("Effect")); ok && effect == "Allow" && n.Get("Condition") == nil {
				found = append(found, n)
			}
		}
	}
	return found
}
