package query

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// Check returns the calls and operators of the expression that fail whenever they are evaluated.
func (e *Expression) Check() []CallFault {
	if e.plain() {
		return nil
	}
	found := e.code.Check()
	if len(found) == 0 {
		return nil
	}
	faults, within := make([]CallFault, len(found)), e.node.Within()
	for i, fault := range found {
		faults[i] = CallFault{Message: fault.Message, Span: e.spanIn(within, fault.From, fault.To)}
	}
	return faults
}

// kinds are the kinds of values that fields want, by the words of the service.
var kinds = map[string]value.Kind{
	"array": value.ArrayKind, "boolean": value.BoolKind, "number": value.NumberKind, "object": value.ObjectKind,
	"string": value.StringKind,
}

// CanBe reports whether the value of the expression may be of one of some kinds, such as "boolean", as far as its text
// tells.
func (e *Expression) CanBe(words ...string) bool {
	wanted := make([]value.Kind, len(words))
	for i, word := range words {
		wanted[i] = kinds[word]
	}
	return e.code.CanBe(wanted...)
}

// Reads returns the path that makes up the whole expression, such as $states.input.order; false where there is more to
// the expression.
func (e *Expression) Reads() (Ref, bool) {
	if !e.plain() {
		return Ref{}, false
	}
	refs := e.Refs()
	if len(refs.Reads) != 1 || len(refs.Calls) > 0 || !refs.Reads[0].Whole {
		return Ref{}, false
	}
	return refs.Reads[0], refs.Reads[0].Span == e.span(0, len(e.text))
}

// plain reports whether the text has letters, digits, dollars and dots alone: most expressions are such, and nothing but a
// path or a literal.
func (e *Expression) plain() bool {
	for i := range len(e.text) {
		switch c := e.text[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '$', c == '.', c == '_':
		default:
			return false
		}
	}
	return true
}

// MissingElse reports whether the expression is a condition without an else branch, which gives nothing when its test
// does not hold.
func (e *Expression) MissingElse() bool {
	if !strings.Contains(e.text, "?") {
		return false
	}
	root := e.code.AST()
	for {
		if block, ok := root.(*jsonata.Block); ok && len(block.Exprs) > 0 {
			root = block.Exprs[len(block.Exprs)-1]
			continue
		}
		condition, ok := root.(*jsonata.Condition)
		switch {
		case !ok:
			return false
		case condition.Else == nil:
			return !isTrue(condition.Test)
		default:
			root = condition.Else
		}
	}
}

func isTrue(n jsonata.Node) bool {
	literal, ok := n.(*jsonata.Literal)
	return ok && literal.Value.Kind() == value.BoolKind && literal.Value.Bool()
}

// Expressions returns all expressions of JSONata in a field: those in a template, or the one that is the field.
func Expressions(t *Template, e *Expression) []*Expression {
	switch {
	case t != nil:
		return t.Expressions
	case e != nil:
		return []*Expression{e}
	default:
		return nil
	}
}
