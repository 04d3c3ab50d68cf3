package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// maxStatements is the limit of policy statements that are checked for a state machine, because many can share one long role.
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
		documents = items(p.Properties.Get("Policies"))
	}
	role := roleOf(p)
	if role == nil {
		return documents
	}
	for _, policy := range items(role.Get("Policies")) {
		documents = append(documents, policy.Get("PolicyDocument"))
	}
	id := cloudformation.Target(p.Property("RoleArn"))
	for _, m := range p.Resources.Of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy") {
		properties := m.Value.Get("Properties")
		roles := append(items(properties.Get("Roles")), items(properties.Get("RoleName"))...)
		if slices.ContainsFunc(roles, func(n *source.Node) bool { return cloudformation.Target(n) == id }) {
			documents = append(documents, properties.Get("PolicyDocument"))
		}
	}
	return documents
}

// managedPolicies returns the names and ARNs of policies that a state machine has by its role, or in SAM itself.
func managedPolicies(p *analyzer.ResourcePass) []*source.Node {
	list := items(roleOf(p).Get("ManagedPolicyArns"))
	if p.SAM {
		list = append(list, items(p.Properties.Get("Policies"))...)
	}
	return list
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

// statements returns the statements of documents that allow something without a condition.
func statements(documents []*source.Node) []*source.Node {
	var found []*source.Node
	for _, document := range documents {
		for _, n := range items(document.Get("Statement")) {
			if len(found) == maxStatements {
				return found
			}
			if effect, ok := literal(n.Get("Effect")); ok && effect == "Allow" && n.Get("Condition") == nil {
				found = append(found, n)
			}
		}
	}
	return found
}

// items returns the elements of an array, or a single value as one element; policies treat both alike.
func items(n *source.Node) []*source.Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == source.Array && n.Tag == "":
		return slices.Clone(n.Items)
	default:
		return []*source.Node{n}
	}
}
