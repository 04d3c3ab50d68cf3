package terraform

import "github.com/aslcheck/aslcheck/source"

// A setting is an argument of a resource with the property of CloudFormation that means the same.
type setting struct{ argument, property string }

// A settingBlock is a block of a resource with its arguments.
type settingBlock struct {
	kind, property string
	settings       []setting
}

var (
	settings      = []setting{{"name", "StateMachineName"}, {"type", "StateMachineType"}}
	settingBlocks = []settingBlock{
		{"logging_configuration", "LoggingConfiguration", []setting{
			{"level", "Level"}, {"include_execution_data", "IncludeExecutionData"}, {"log_destination", "Destinations"},
		}},
		{"tracing_configuration", "TracingConfiguration", []setting{{"enabled", "Enabled"}}},
	}
)

// settings returns the settings of a resource as a resource of CloudFormation.
func (r *reader) settings(b *block, m *module, at span) *source.Node {
	properties := r.settingsOf(b, m, settings, at)
	for _, kind := range settingBlocks {
		if n := r.settingBlock(b, m, kind); n != nil {
			properties.Members = append(properties.Members, source.Member{Key: kind.property, KeySpan: n.Span, Value: n})
		}
	}
	return &source.Node{Kind: source.Object, Span: at, Members: []source.Member{{Key: "Properties", KeySpan: at, Value: properties}}}
}

// settingBlock returns the settings of a block, nil for none. A dynamic block may be any, and so is one in JSON.
func (r *reader) settingBlock(b *block, m *module, kind settingBlock) *source.Node {
	for _, inner := range b.blocks {
		switch {
		case inner.kind == kind.kind:
			return r.settingsOf(inner, m, kind.settings, inner.span)
		case inner.kind == "dynamic" && len(inner.labels) == 1 && inner.labels[0].text == kind.kind:
			return &source.Node{Kind: source.Placeholder, Span: inner.labels[0].span, Text: "${dynamic}"}
		}
	}
	if x, ok := b.attributes[kind.kind]; ok {
		return &source.Node{Kind: source.Placeholder, Span: x.nameSpan, Text: "${" + kind.kind + "}"}
	}
	return nil
}

func (r *reader) settingsOf(b *block, m *module, list []setting, at span) *source.Node {
	made := &source.Node{Kind: source.Object, Span: at}
	for _, s := range list {
		if x := b.attributes[s.argument]; !x.expression.isMissing() {
			v := r.evaluator.node(r.evaluator.argument(argument{x.expression, m.scope(b.origin)}), 0)
			made.Members = append(made.Members, source.Member{Key: s.property, KeySpan: x.nameSpan, Value: v})
		}
	}
	return made
}
