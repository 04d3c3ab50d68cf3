package terraform

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/aslcheck/aslcheck/source"
)

// A configuration is one file.
type configuration struct {
	origin *origin
	body   *block
}

// A block is a block, or the top level of a file.
type block struct {
	kind       string
	span       span // of the kind in a block of HCL
	labels     []label
	attributes map[string]attribute
	blocks     []*block // in source order
	origin     *origin
}

// A label is a label of a block.
type label struct {
	text string
	span span
}

// An attribute is a name with an expression.
type attribute struct {
	expression expression
	nameSpan   span
}

// An expression is one of HCL, or a value of JSON whose strings are templates; the zero expression is missing.
type expression struct {
	syntax hclsyntax.Expression
	json   *source.Node
}

func (x expression) isMissing() bool { return x.syntax == nil && x.json == nil }

// readConfiguration reads a file by its name. With a finding, the configuration may be incomplete.
func readConfiguration(file *source.File) (*configuration, source.Diagnostics) {
	c := &configuration{origin: fileOrigin(file), body: &block{}}
	if strings.HasSuffix(strings.ToLower(file.Name), ".json") {
		root, found := source.ParseJSON(file)
		c.body = jsonTop(root, c.origin)
		return c, syntaxOf(found)
	}
	body, found := parseBody(c.origin)
	if body != nil {
		c.body = blockOf(body, c.origin)
	}
	return c, found
}

// syntaxOf returns those findings of the parser of JSON that concern the syntax.
func syntaxOf(found source.Diagnostics) source.Diagnostics {
	var kept source.Diagnostics
	for _, d := range found {
		if d.Rule == source.RuleJSONSyntax || d.Rule == source.RuleTooDeeplyNested {
			d.Fixes = nil // the rest of the file is not checked
			kept.Add(d)
		}
	}
	return kept
}

func blockOf(body *hclsyntax.Body, o *origin) *block {
	b := &block{attributes: make(map[string]attribute, len(body.Attributes)), origin: o}
	for name, a := range body.Attributes {
		b.attributes[name] = attribute{expression: expression{syntax: a.Expr}, nameSpan: o.span(a.NameRange)}
	}
	for _, inner := range body.Blocks {
		made := blockOf(inner.Body, o)
		made.kind, made.span = inner.Type, o.span(inner.TypeRange)
		for i, text := range inner.Labels {
			made.labels = append(made.labels, label{text, o.span(inner.LabelRanges[i])})
		}
		b.blocks = append(b.blocks, made)
	}
	return b
}

// labelCounts are the numbers of labels of the blocks that are read in JSON, where each label is an object.
var labelCounts = map[string]int{"locals": 0, "variable": 1, "module": 1, "data": 2, "resource": 2}

func jsonTop(root *source.Node, o *origin) *block {
	top := jsonBlock(root, o)
	for i := range root.Members {
		m := &root.Members[i]
		if count, ok := labelCounts[m.Key]; ok {
			jsonLabels(top, m.Value, block{kind: m.Key, origin: o}, count)
		}
	}
	slices.SortStableFunc(top.blocks, func(a, b *block) int { return cmp.Compare(offset(a), offset(b)) })
	return top
}

func offset(b *block) int32 {
	if len(b.labels) == 0 {
		return 0
	}
	return b.labels[len(b.labels)-1].span.Start.Offset
}

// jsonLabels adds the blocks in a value with a number of levels for labels. A list at any level is several blocks.
func jsonLabels(top *block, n *source.Node, made block, count int) {
	for _, item := range n.Items {
		if item.Kind == source.Object {
			jsonLabels(top, item, made, count)
		}
	}
	if n.Kind != source.Object {
		return
	}
	if count == 0 {
		b := jsonBlock(n, made.origin)
		b.kind, b.labels = made.kind, made.labels
		top.blocks = append(top.blocks, b)
		return
	}
	for i := range n.Members {
		inner := made
		inner.labels = append(slices.Clone(made.labels), label{n.Members[i].Key, n.Members[i].KeySpan})
		jsonLabels(top, n.Members[i].Value, inner, count-1)
	}
}

func jsonBlock(n *source.Node, o *origin) *block {
	b := &block{attributes: make(map[string]attribute, len(n.Members)), origin: o}
	for i := range n.Members {
		m := &n.Members[i]
		b.attributes[m.Key] = attribute{expression: expression{json: m.Value}, nameSpan: m.KeySpan}
	}
	return b
}
