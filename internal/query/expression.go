package query

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// An Expression is a compiled JSONata expression, "{% … %}".
type Expression struct {
	text     string // without the delimiters and the blanks inside them
	location string
	code     jsonata.Expr
	node     *source.Node
	offset   int // of text in the node's text
	// whole says that it may see more of "$states" than single members other than the context.
	whole bool
	refs  Refs
}

const delimiter = len("{%")

// CompileExpression compiles the string node n, which must be delimited. The location names the field as the service
// does, such as "Output/result".
func CompileExpression(n *source.Node, location string) (*Expression, source.Diagnostics) {
	e := &Expression{}
	if diagnostics := e.compile(n, location, &jsonata.Compiler{}); diagnostics != nil {
		return nil, diagnostics
	}
	return e, nil
}

// compile compiles the text of a node. It returns nil if it could be compiled.
func (e *Expression) compile(n *source.Node, location string, compiler *jsonata.Compiler) source.Diagnostics {
	inner := n.Text[delimiter : len(n.Text)-delimiter]
	e.text, e.location, e.node = strings.TrimSpace(inner), location, n
	e.offset = delimiter + strings.Index(inner, e.text)
	e.whole = seesWhole(e.text)
	if err := compiler.Compile(&e.code, e.text); err != nil {
		return e.syntaxDiagnostics(err)
	}
	return nil
}

func (e *Expression) syntaxDiagnostics(err error) source.Diagnostics {
	span, code := e.node.Span, ""
	var fault *jsonata.Error
	if errors.As(err, &fault) {
		code = fault.Code + ": "
		if fault.Offset >= 0 && e.text != "" {
			span = e.faultSpan(fault)
		}
	}
	return source.Diagnostics{{
		Span: span, Severity: source.Error, Rule: RuleInvalidJSONata,
		Message: fmt.Sprintf("%q is not a valid JSONata expression: %s%s", e.text, code, err),
	}}
}

// faultSpan returns the place of a syntax error, whose offset is behind the token at fault. The end of the text is a token
// as well, "(end)", which is nowhere to be seen: the last character stands for it.
func (e *Expression) faultSpan(fault *jsonata.Error) source.Span {
	before := e.text[:min(fault.Offset, len(e.text))]
	if fault.Token != "" && strings.HasSuffix(before, fault.Token) {
		return e.span(len(before)-len(fault.Token), len(before))
	}
	_, size := utf8.DecodeLastRuneInString(before)
	return e.span(len(before)-size, max(len(before), 1))
}

// span returns the place in the file of a range of the expression's text.
func (e *Expression) span(start, end int) source.Span {
	return e.spanIn(e.node.Within(), start, end)
}

// spanIn is like span, for many questions about one expression.
func (e *Expression) spanIn(within source.Within, start, end int) source.Span {
	return within.Span(e.offset+start, e.offset+min(end, len(e.text)))
}

// Text returns the expression without its delimiters.
func (e *Expression) Text() string { return e.text }

// Location names the field as the service does.
func (e *Expression) Location() string { return e.location }

// Node returns the string in the file.
func (e *Expression) Node() *source.Node { return e.node }

// seesWhole reports whether an expression may read another member of "$states" than the input, the result and the error
// output. In doubt it does.
func seesWhole(text string) bool {
	for {
		_, rest, found := strings.Cut(text, "$"+statesName)
		if !found {
			return false
		}
		text = rest
		rest, found = strings.CutPrefix(rest, ".")
		name := rest[:len(rest)-len(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
		if !found || name != "input" && name != "result" && name != "errorOutput" {
			return true
		}
	}
}

// Eval returns the value of the expression. Nothing at all, and a function, are failures.
func (e *Expression) Eval(s *Scope) (value.Value, *Failure) {
	s.whole = e.whole
	v, err := e.code.Eval(value.Undefined, s.environment())
	switch {
	case err != nil:
		return value.Undefined, e.thrown(err)
	case v.IsUndefined():
		return v, e.queryFailure("returned nothing (undefined).")
	case v.Kind() == value.OpaqueKind:
		return v, e.queryFailure("returned an unsupported result type.")
	default:
		return resultOf(v), nil
	}
}

// EvalKind is Eval for fields that want a kind of value.
func (e *Expression) EvalKind(s *Scope, kind value.Kind) (value.Value, *Failure) {
	v, failure := e.Eval(s)
	if failure == nil && v.Kind() != kind {
		failure = e.Unexpected(kind.String(), v)
	}
	return v, failure
}

// Unexpected is the failure of an expression that gave v where something else is due.
func (e *Expression) Unexpected(want string, v value.Value) *Failure {
	return e.queryFailure(fmt.Sprintf("returned an unexpected result type. Expected '%s', but was '%s' for value: %s", want, v.Kind(), v.Quoted()))
}

// IsExpression reports whether n is a string that is delimited as a JSONata expression.
func IsExpression(n *source.Node) bool {
	return n != nil && n.Kind == source.String && asl.IsExpression(n.Text)
}
