package terraform

import (
	"math/big"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/aslcheck/aslcheck/source"
)

// Limits of the evaluation of all definitions of a file.
const (
	maxSteps = 1_000_000
	maxDepth = 600
	maxBytes = 16 << 20
)

// A scope is where the names in an expression are looked up.
type scope struct {
	module *module
	origin *origin
	// names are the variables of a for expression or of a template file.
	names  map[string]*value
	parent *scope
	// template is whether it is that of a template file, which has only the given names; missing are those that it lacks.
	template bool
	missing  map[string]span
}

func (s *scope) inner(names map[string]*value) *scope {
	return &scope{module: s.module, origin: s.origin, names: names, parent: s}
}

// An evaluator evaluates expressions.
type evaluator struct {
	functions           map[string]nativeFunction
	steps, depth, bytes int
	// known are the values of locals and variables; nil marks one that is being evaluated.
	known map[*module]map[string]*value
	// world says what is assumed where a directive depends on what is not known; assumed is whether that was needed.
	world   world
	assumed bool
}

// A world is what is assumed about unknown conditions and collections of directives.
type world struct{ without, empty bool }

// worlds are what is tried, in this order.
var worlds = []world{{}, {without: true}, {empty: true}, {without: true, empty: true}}

func newEvaluator() *evaluator {
	return &evaluator{functions: functionTable(), known: map[*module]map[string]*value{}}
}

// grow accounts for a text that is made and reports whether that is allowed.
func (e *evaluator) grow(bytes int) bool {
	e.bytes += bytes
	return e.bytes <= maxBytes
}

// take accounts for parts that are put together and reports whether that is allowed.
func (e *evaluator) take(parts []part) bool {
	for i := range parts {
		e.bytes += len(parts[i].text)
	}
	e.steps += len(parts)
	return e.steps <= maxSteps && e.bytes <= maxBytes
}

// argument evaluates an expression in its own scope.
func (e *evaluator) argument(a argument) *value {
	if a.expression.json != nil {
		return e.json(a.expression.json, a.scope)
	}
	return e.eval(a.expression.syntax, a.scope)
}

// eval evaluates an expression. What it can't evaluate is unknown.
func (e *evaluator) eval(x hclsyntax.Expression, s *scope) *value {
	e.steps++
	e.depth++
	defer func() { e.depth-- }()
	if e.steps > maxSteps || e.depth > maxDepth {
		return e.unknown(x, s)
	}
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return literal(x, s)
	case *hclsyntax.TemplateExpr:
		return e.template(x, s)
	case *hclsyntax.TemplateWrapExpr:
		return e.eval(x.Wrapped, s)
	case *hclsyntax.TemplateJoinExpr:
		return &value{kind: source.String, span: s.origin.span(x.Range()), parts: e.joinParts(x, s, mode{})}
	case *hclsyntax.ParenthesesExpr:
		return e.eval(x.Expression, s)
	case *hclsyntax.ScopeTraversalExpr:
		return e.name(x, s)
	case *hclsyntax.RelativeTraversalExpr:
		return e.traverse(e.eval(x.Source, s), x.Traversal, x, s)
	case *hclsyntax.IndexExpr:
		return e.index(x, s)
	case *hclsyntax.SplatExpr, *hclsyntax.AnonSymbolExpr, *hclsyntax.ExprSyntaxError:
		return e.unknown(x, s)
	case *hclsyntax.FunctionCallExpr:
		return e.call(x, s)
	case *hclsyntax.ConditionalExpr:
		return e.conditional(x, s)
	case *hclsyntax.TupleConsExpr:
		return e.tuple(x, s)
	case *hclsyntax.ObjectConsExpr:
		return e.object(x, s)
	case *hclsyntax.ObjectConsKeyExpr:
		return e.key(x, s)
	case *hclsyntax.ForExpr:
		return e.forExpr(x, s)
	case *hclsyntax.BinaryOpExpr:
		return e.binary(x, s)
	case *hclsyntax.UnaryOpExpr:
		return e.unary(x, s)
	default:
		return e.unknown(x, s)
	}
}

// unknown returns an unknown value with the text of the expression as its name.
func (e *evaluator) unknown(x hclsyntax.Expression, s *scope) *value {
	return unknown(s.origin.span(x.Range()), nameOf(s.origin.raw(x.Range())))
}

func literal(x *hclsyntax.LiteralValueExpr, s *scope) *value {
	at := s.origin.span(x.SrcRange)
	switch {
	case !x.Val.IsKnown():
		return unknown(at, "unknown")
	case x.Val.IsNull():
		return null(at)
	case x.Val.Type() == cty.Number:
		return numberValue(at, x.Val)
	case x.Val.Type() == cty.Bool:
		return boolean(at, x.Val.True())
	case x.Val.Type() == cty.String:
		return str(at, x.Val.AsString())
	default:
		return unknown(at, "unknown")
	}
}

// maxExponent is the binary exponent of the largest number whose text is made; it is beyond what JSON is read as.
const maxExponent = 1100

func numberText(v cty.Value) string {
	f := v.AsBigFloat()
	if whole, accuracy := f.Int64(); accuracy == big.Exact {
		return strconv.FormatInt(whole, 10)
	}
	if exponent := f.MantExp(nil); exponent > maxExponent || exponent < -maxExponent {
		return ""
	}
	return f.Text('f', -1)
}

// numberValue returns a number, or an unknown value for one that is too large.
func numberValue(at span, v cty.Value) *value {
	if text := numberText(v); text != "" {
		return &value{kind: source.Number, span: at, text: text}
	}
	return unknown(at, "number")
}

// conditional evaluates a conditional. With an unknown condition it is unknown.
func (e *evaluator) conditional(x *hclsyntax.ConditionalExpr, s *scope) *value {
	switch condition := e.eval(x.Condition, s); {
	case isTrue(condition):
		return e.eval(x.TrueResult, s)
	case isFalse(condition):
		return e.eval(x.FalseResult, s)
	default:
		return e.unknown(x, s)
	}
}

// isTrue reports whether a condition is true; a string that spells it counts, too.
func isTrue(v *value) bool {
	text, ok := v.scalar()
	return ok && text == "true"
}

func isFalse(v *value) bool {
	text, ok := v.scalar()
	return ok && text == "false"
}

// scalar returns the text of a known scalar.
func (v *value) scalar() (string, bool) {
	switch v.kind {
	case source.Number, source.Bool:
		return v.text, true
	case source.String:
		if v.encoded != nil || v.file != nil || hasUnknown(v.parts) {
			return "", false
		}
		return joined(v.parts), true
	default:
		return "", false
	}
}

func (e *evaluator) tuple(x *hclsyntax.TupleConsExpr, s *scope) *value {
	made := &value{kind: source.Array, span: s.origin.span(x.SrcRange), items: make([]*value, len(x.Exprs))}
	for i, item := range x.Exprs {
		made.items[i] = e.eval(item, s)
	}
	return made
}

func (e *evaluator) object(x *hclsyntax.ObjectConsExpr, s *scope) *value {
	made := &value{kind: source.Object, span: s.origin.span(x.SrcRange), members: make([]member, 0, len(x.Items))}
	for _, item := range x.Items {
		key := e.eval(item.KeyExpr, s)
		made.members = append(made.members, member{
			key: e.keyText(key), keySpan: s.origin.span(item.KeyExpr.Range()), value: e.eval(item.ValueExpr, s),
		})
	}
	return made
}

// keyText returns the text of a key, a placeholder for an unknown one.
func (e *evaluator) keyText(key *value) string {
	switch key.kind {
	case source.String:
		return joined(e.parts(key))
	case source.Number, source.Bool, source.Placeholder:
		return key.text
	default:
		return "${unknown}"
	}
}

// key evaluates a key of an object, which is literal if it is a single name.
func (e *evaluator) key(x *hclsyntax.ObjectConsKeyExpr, s *scope) *value {
	if name := hcl.ExprAsKeyword(x.Wrapped); name != "" && !x.ForceNonLiteral {
		return str(s.origin.span(x.Range()), name)
	}
	return e.eval(x.Wrapped, s)
}

// forExpr evaluates a for expression over a known collection.
func (e *evaluator) forExpr(x *hclsyntax.ForExpr, s *scope) *value {
	collection := e.eval(x.CollExpr, s)
	elements, ok := elementsOf(collection)
	if !ok || x.Group {
		return e.unknown(x, s)
	}
	made := &value{kind: source.Array, span: s.origin.span(x.SrcRange)}
	if x.KeyExpr != nil {
		made.kind = source.Object
	}
	for _, element := range elements {
		if e.steps > maxSteps {
			return e.unknown(x, s)
		}
		inner := s.inner(element.names(x.KeyVar, x.ValVar))
		if x.CondExpr != nil {
			condition := e.eval(x.CondExpr, inner)
			if isFalse(condition) {
				continue
			}
			if !isTrue(condition) {
				return e.unknown(x, s)
			}
		}
		result := e.eval(x.ValExpr, inner)
		if x.KeyExpr == nil {
			made.items = append(made.items, result)
			continue
		}
		key := e.eval(x.KeyExpr, inner)
		made.members = append(made.members, member{key: e.keyText(key), keySpan: key.span, value: result})
	}
	return made
}

// An element is an element of a collection.
type element struct{ key, value *value }

func (e element) names(key, val string) map[string]*value {
	names := map[string]*value{val: e.value}
	if key != "" {
		names[key] = e.key
	}
	return names
}

// elementsOf returns the elements of a collection whose size is known.
func elementsOf(v *value) ([]element, bool) {
	var elements []element
	switch {
	case v.kind == source.Array:
		for i, item := range v.items {
			elements = append(elements, element{number(item.span, i), item})
		}
	case v.kind == source.Object && !v.isOpen():
		for i := range v.members {
			m := &v.members[i]
			elements = append(elements, element{str(m.keySpan, m.key), m.value})
		}
	default:
		return nil, false
	}
	return elements, true
}
