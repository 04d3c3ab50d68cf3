package terraform

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/aslcheck/aslcheck/source"
)

// A call is a call of a function.
type call struct {
	*evaluator
	scope *scope
	args  []*value
	at    span
}

// functionTable returns the functions that keep where the parts of their results come from, or that read files. A result of nil is
// unknown. Each needs at least the given number of arguments.
func functionTable() map[string]nativeFunction {
	return map[string]nativeFunction{
		"abspath":      {1, first},
		"basename":     {1, func(c *call) *value { return c.text(path.Base) }},
		"coalesce":     {1, coalesce},
		"concat":       {1, concat},
		"dirname":      {1, func(c *call) *value { return c.text(path.Dir) }},
		"element":      {2, elementAt},
		"endswith":     {2, func(c *call) *value { return c.test(strings.HasSuffix) }},
		"file":         {1, func(c *call) *value { return c.file(c.args[0], c.scope, c.at) }},
		"fileexists":   {1, fileExists},
		"flatten":      {1, flatten},
		"format":       {1, format},
		"indent":       {2, indent},
		"join":         {2, join},
		"jsondecode":   {1, func(c *call) *value { return c.decode(source.ParseJSON) }},
		"jsonencode":   {1, encode},
		"keys":         {1, keys},
		"length":       {1, length},
		"lookup":       {2, lookup},
		"merge":        {0, merge},
		"nonsensitive": {1, first},
		"range":        {1, numbers},
		"replace":      {3, replace},
		"sensitive":    {1, first},
		"startswith":   {2, func(c *call) *value { return c.test(strings.HasPrefix) }},
		"strcontains":  {2, func(c *call) *value { return c.test(strings.Contains) }},
		"templatefile": {2, templateFile},
		"templatestring": {2, func(c *call) *value {
			return c.templateOf(c.args[0], c.args[1], c.at)
		}},
		"chomp":      {1, func(c *call) *value { return c.trimmed("chomp") }},
		"tolist":     {1, first},
		"tomap":      {1, first},
		"toset":      {1, first},
		"tostring":   {1, toString},
		"trimspace":  {1, func(c *call) *value { return c.trimmed("trimspace") }},
		"try":        {1, first},
		"values":     {1, values},
		"yamldecode": {1, func(c *call) *value { return c.decode(source.ParseYAML) }},
	}
}

type nativeFunction struct {
	arguments int
	eval      func(*call) *value
}

// call evaluates a call of a function.
func (e *evaluator) call(x *hclsyntax.FunctionCallExpr, s *scope) *value {
	c := &call{evaluator: e, scope: s, at: s.origin.span(x.Range())}
	for i, arg := range x.Args {
		v := e.eval(arg, s)
		if i < len(x.Args)-1 || !x.ExpandFinal {
			c.args = append(c.args, v)
			continue
		}
		if v.kind != source.Array {
			return e.unknown(x, s)
		}
		c.args = append(c.args, v.items...)
	}
	name := strings.TrimPrefix(x.Name, "core::")
	if f, ok := e.functions[name]; ok {
		if len(c.args) >= f.arguments {
			if v := f.eval(c); v != nil {
				return v
			}
		}
		return e.unknown(x, s)
	}
	if v := c.library(name); v != nil {
		return v
	}
	return e.unknown(x, s)
}

func first(c *call) *value { return c.args[0] }

// trimmed removes spaces around a text, which mean nothing around a definition.
func (c *call) trimmed(name string) *value {
	if v := c.args[0]; v.kind == source.String && (v.encoded != nil || v.file != nil || len(v.parts) > 1) {
		return v
	}
	return c.library(name)
}

// text applies a function to a known text.
func (c *call) text(apply func(string) string) *value {
	text, ok := c.args[0].scalar()
	if !ok {
		return nil
	}
	return str(c.at, apply(text))
}

// test applies a test to two known texts.
func (c *call) test(apply func(a, b string) bool) *value {
	a, okA := c.args[0].scalar()
	b, okB := c.args[1].scalar()
	if !okA || !okB {
		return nil
	}
	return boolean(c.at, apply(a, b))
}

func coalesce(c *call) *value {
	for _, v := range c.args {
		if text, ok := v.scalar(); v.kind != source.Null && !(ok && text == "") {
			return v
		}
	}
	return nil
}

func concat(c *call) *value {
	made := &value{kind: source.Array, span: c.at}
	for _, v := range c.args {
		if v.kind != source.Array {
			return nil
		}
		made.items = append(made.items, v.items...)
	}
	return c.sized(made)
}

// sized accounts for a collection that is made.
func (c *call) sized(v *value) *value {
	if c.steps += len(v.items) + len(v.members); c.steps > maxSteps {
		return nil
	}
	return v
}

func elementAt(c *call) *value {
	text, ok := c.args[1].scalar()
	i, err := strconv.Atoi(text)
	items := c.args[0].items
	if !ok || err != nil || i < 0 || len(items) == 0 {
		return nil
	}
	return items[i%len(items)]
}

func encode(c *call) *value {
	v := c.args[0]
	switch {
	case v.isUnknown():
		return nil
	case v.decoded != nil:
		return &value{kind: source.String, span: c.at, file: v.decoded}
	default:
		return &value{kind: source.String, span: c.at, encoded: v}
	}
}

// decode reads a text as JSON or YAML.
func (c *call) decode(parse func(*source.File) (*source.Node, source.Diagnostics)) *value {
	v := c.args[0]
	if v.encoded != nil {
		return v.encoded
	}
	if v.kind != source.String {
		return nil
	}
	text := newText(c.at.File, c.parts(v))
	root, found := parse(source.NewFile("", text.Content))
	if found.HasErrors() {
		return nil
	}
	made := c.fromNode(root, func(s source.Span) source.Span {
		return text.Span(int(s.Start.Offset), int(s.End.Offset))
	})
	made.decoded = v.file
	return made
}

func templateFile(c *call) *value {
	v := c.file(c.args[0], c.scope, c.at)
	if v == nil {
		return nil
	}
	return c.templateOf(v, c.args[1], c.at)
}

func fileExists(c *call) *value {
	v := c.file(c.args[0], c.scope, c.at)
	if v == nil {
		return nil
	}
	_, err := v.file.near.ReadFile(v.file.name)
	return boolean(c.at, err == nil)
}

func flatten(c *call) *value {
	made := &value{kind: source.Array, span: c.at}
	if !c.flattenInto(made, c.args[0], 0) {
		return nil
	}
	return c.sized(made)
}

func (c *call) flattenInto(made, list *value, depth int) bool {
	if c.steps++; c.steps > maxSteps || depth > maxTreeDepth || list.kind != source.Array {
		return false
	}
	for _, item := range list.items {
		switch {
		case item.isUnknown():
			return false
		case item.kind != source.Array:
			made.items = append(made.items, item)
			c.steps++
		case !c.flattenInto(made, item, depth+1):
			return false
		}
	}
	return true
}

func keys(c *call) *value {
	return c.eachMember(func(m member) *value { return str(m.keySpan, m.key) })
}

func values(c *call) *value {
	return c.eachMember(func(m member) *value { return m.value })
}

// eachMember returns an array with a value for each member of the argument, in the order of their keys.
func (c *call) eachMember(of func(m member) *value) *value {
	v := c.args[0]
	if v.kind != source.Object || v.isOpen() {
		return nil
	}
	made := &value{kind: source.Array, span: c.at}
	for _, m := range sortedMembers(v) {
		made.items = append(made.items, of(m))
	}
	return c.sized(made)
}

// sortedMembers returns the members of an object by key, as Terraform keeps them.
func sortedMembers(v *value) []member {
	members := slices.Clone(v.members)
	slices.SortStableFunc(members, func(a, b member) int { return strings.Compare(a.key, b.key) })
	return members
}

func length(c *call) *value {
	v := c.args[0]
	switch {
	case v.kind == source.Array:
		return number(c.at, len(v.items))
	case v.kind == source.Object && !v.isOpen():
		return number(c.at, len(v.members))
	default:
		return c.library("length")
	}
}

func lookup(c *call) *value {
	key, ok := c.args[1].scalar()
	if v := c.args[0]; !ok || v.kind != source.Object || v.isOpen() {
		return nil
	}
	if found := c.args[0].get(key); found != nil {
		return found.moved(c.at)
	}
	if len(c.args) > 2 {
		return c.args[2]
	}
	return nil
}

// merge merges objects. What an unknown one adds is a member with a placeholder as its key.
func merge(c *call) *value {
	made := &value{kind: source.Object, span: c.at}
	at := map[string]int{}
	add := func(m member) {
		if i, ok := at[m.key]; ok {
			made.members[i] = m
			return
		}
		at[m.key] = len(made.members)
		made.members = append(made.members, m)
	}
	for _, v := range c.args {
		switch v.kind {
		case source.Object:
			for _, m := range v.members {
				add(m)
			}
		case source.Null:
		default:
			add(member{key: "${" + nameOf(strings.Trim(v.text, "${}")) + "}", keySpan: v.span, value: v})
		}
	}
	return c.sized(made)
}

func toString(c *call) *value {
	v := c.args[0]
	if v.kind == source.String || v.kind == source.Placeholder {
		return v
	}
	text, ok := v.scalar()
	if !ok {
		return nil
	}
	return str(v.span, text)
}

// maxRange is how many numbers range makes at most.
const maxRange = 1024

// numbers evaluates range of one or two whole numbers.
func numbers(c *call) *value {
	bounds := []int{0, 0}
	for i, arg := range c.args[:min(len(c.args), 2)] {
		text, _ := arg.scalar()
		n, err := strconv.Atoi(text)
		if err != nil || len(c.args) > 2 {
			return nil
		}
		bounds[len(bounds)-min(len(c.args), 2)+i] = n
	}
	made := &value{kind: source.Array, span: c.at}
	for n := bounds[0]; n < bounds[1]; n++ {
		if len(made.items) == maxRange {
			return nil
		}
		made.items = append(made.items, number(c.at, n))
	}
	return c.sized(made)
}
