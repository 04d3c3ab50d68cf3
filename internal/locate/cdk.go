package locate

import (
	"path"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// constructSuffix ends the path of the resource in a construct of the CDK, which users leave out.
const constructSuffix = "/Resource"

// construct names a machine by the construct of the CDK that it comes from, such as EtlStack/Orders/Resource.
// https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html#identifiers-paths
func (m *Machine) construct() {
	n := m.Node.Get("Metadata").Get("aws:cdk:path")
	if n == nil || n.Kind != source.String || n.Text == "" {
		return
	}
	m.Construct = n.Text
	m.Aliases = append(m.Aliases, n.Text)
	if short, ok := strings.CutSuffix(n.Text, constructSuffix); ok && short != "" {
		m.Aliases = append(m.Aliases, short)
	}
}

// location returns the file next to the template that DefinitionS3Location is uploaded from: one that "aws cloudformation package"
// uploads, or an asset of the CDK, whose name contains the key. It returns nil if there is none.
func (r *reader) location(machine *Machine) *source.Node {
	n := machine.Properties.Get("DefinitionS3Location")
	switch {
	case n == nil:
		return nil
	case n.Kind == source.String:
		if isLocal(n) {
			return n
		}
		return nil
	}
	if asset := machine.Node.Get("Metadata").Get("aws:asset:path"); asset != nil && asset.Kind == source.String && r.isNear(asset.Text) {
		return asset
	}
	key := n.Get("Key")
	if key == nil || key.Kind != source.String || key.Tag != "" || asl.HasPlaceholder(key.Text) {
		return nil
	}
	if name := "asset." + path.Base(key.Text); r.isNear(name) {
		return &source.Node{Kind: source.String, Text: name, Span: key.Span}
	}
	return nil
}

func (r *reader) isNear(name string) bool {
	_, err := r.near.ReadFile(name)
	return err == nil
}
