package cloudformation

import "github.com/aslcheck/aslcheck/source"

// PoliciesOf returns the documents of the policies that are resources of their own and name a role, in source order.
func (r *Resources) PoliciesOf(role string) []*source.Node {
	if r.policies != nil {
		return r.policies[role]
	}
	r.policies = map[string][]*source.Node{}
	for _, m := range r.Of("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy") {
		properties := m.Value.Get("Properties")
		document := properties.Get("PolicyDocument")
		named := map[string]bool{}
		for _, n := range append(Elements(properties.Get("Roles")), Elements(properties.Get("RoleName"))...) {
			if id := Target(n); !named[id] {
				named[id] = true
				r.policies[id] = append(r.policies[id], document)
			}
		}
	}
	return r.policies[role]
}

// Elements returns the elements of an array, or a single value as one element; policies treat both alike. They must not be changed.
func Elements(n *source.Node) []*source.Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == source.Array && n.Tag == "":
		return n.Items[:len(n.Items):len(n.Items)]
	default:
		return []*source.Node{n}
	}
}
