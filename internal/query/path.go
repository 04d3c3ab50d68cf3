package query

import (
	"errors"
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// The names under which compiling reports.
const (
	RuleInvalidPath      = "invalid-path"
	RuleNotReferencePath = "not-a-reference-path"
	RuleInvalidIntrinsic = "invalid-intrinsic"
	RuleInvalidJSONata   = "invalid-jsonata"
)

// A Path is a compiled field that holds a path, or a call of an intrinsic function.
type Path struct {
	node  *source.Node
	path  jsonpath.Path   // unless it is a call
	call  *intrinsic.Call // nil for a path
	whole bool            // the path is "$" alone
	refs  *pathRefs
}

// pathRefs are the Refs of a path, made when they are asked for. Most paths have one read.
type pathRefs struct {
	Refs
	read [1]Ref
}

// CompilePath compiles the string node n as the content that a field holds: a path of some kind, or a path or a call. It
// returns nil where the text is wrong; a path of the wrong kind is returned with the finding.
func CompilePath(n *source.Node, content asl.Content) (*Path, source.Diagnostics) {
	p := &Path{}
	ok, diagnostics := p.compile(n, content, &jsonpath.Parser{})
	if !ok {
		return nil, diagnostics
	}
	return p, diagnostics
}

// compile compiles the text of a node, and reports whether it could be.
func (p *Path) compile(n *source.Node, content asl.Content, parser *jsonpath.Parser) (ok bool, diagnostics source.Diagnostics) {
	p.node = n
	if content == asl.PathOrCall && intrinsic.IsCall(n.Text) {
		call, err := intrinsic.ParseWith(n.Text, parser)
		if err != nil {
			return false, syntaxDiagnostics(n, RuleInvalidIntrinsic, err)
		}
		p.call = call
		return true, nil
	}
	if err := parser.Parse(&p.path, n.Text); err != nil {
		return false, syntaxDiagnostics(n, RuleInvalidPath, err)
	}
	names, onlyNames := p.path.Names()
	p.whole = p.path.Root().Kind == jsonpath.Document && onlyNames && len(names) == 0
	return true, checkContent(n, &p.path, content)
}

func checkContent(n *source.Node, path *jsonpath.Path, content asl.Content) source.Diagnostics {
	switch content {
	case asl.ReferencePath, asl.ResultPath, asl.NumberPath:
	case asl.AnyPath, asl.PathOrCall, asl.Template, asl.Scalar:
		return nil
	}
	if err := path.Reference(); err != nil {
		return syntaxDiagnostics(n, RuleNotReferencePath, err)
	}
	message := ""
	switch root := path.Root().Kind; {
	case content == asl.ResultPath && root != jsonpath.Document:
		message = "%q must start with \"$\": a result can only be put into the input of the state"
	case content == asl.NumberPath && root == jsonpath.Context:
		message = "%q must start at the input of the state or at a variable, not at the context object"
	default:
		return nil
	}
	root := path.Root()
	return source.Diagnostics{{
		Span: n.SpanWithin(root.Offset, root.End), Severity: source.Error, Rule: RuleNotReferencePath, Message: fmt.Sprintf(message, n.Text),
	}}
}

// syntaxDiagnostics turns the error of a parser into a finding with its place in the file.
func syntaxDiagnostics(n *source.Node, rule string, err error) source.Diagnostics {
	span, message, unknown := n.Span, err.Error(), ""
	var path *jsonpath.SyntaxError
	var call *intrinsic.SyntaxError
	switch {
	case errors.As(err, &path):
		span, message = n.SpanWithin(path.Offset, path.End), path.Message
	case errors.As(err, &call):
		span, message = n.SpanWithin(call.Offset, call.End), call.Message
		unknown = call.Unknown
	}
	what := map[string]string{
		RuleInvalidPath:      "is not a valid JSONPath",
		RuleNotReferencePath: "is not a Reference Path",
		RuleInvalidIntrinsic: "is not a valid call of an intrinsic function",
	}[rule]
	d := source.Diagnostic{Span: span, Severity: source.Error, Rule: rule, Message: fmt.Sprintf("%q %s: %s", n.Text, what, message)}
	if unknown != "" {
		d.Misspelt(unknown, intrinsic.Names())
	}
	return source.Diagnostics{d}
}

// Text returns the path as it was written.
func (p *Path) Text() string { return p.node.Text }

// Node returns the string in the file.
func (p *Path) Node() *source.Node { return p.node }

// Definite reports whether the path leads to at most one value; a call does.
func (p *Path) Definite() bool { return p.call != nil || p.path.Definite() }

// IsCall reports whether it is a call of an intrinsic function.
func (p *Path) IsCall() bool { return p.call != nil }

// JSONPath returns the tree of the path, nil for a call.
func (p *Path) JSONPath() *jsonpath.Path {
	if p.call != nil {
		return nil
	}
	return &p.path
}

// IsWhole reports whether it is "$" alone.
func (p *Path) IsWhole() bool { return p.whole }

// Lookup returns the value the path leads to, and false where there is none. It is for fields that have a message of their
// own for a missing value.
func (p *Path) Lookup(s *Scope) (value.Value, bool) {
	v, failure := p.Eval(s)
	return v, failure == nil
}

// Eval returns the value of the path or call.
func (p *Path) Eval(s *Scope) (value.Value, *Failure) {
	v, failure, missing := p.eval(s)
	if missing != nil {
		return value.Undefined, invalidPath(p.node.Text, missing)
	}
	return v, failure
}

// EvalField is Eval for the field of a state that names a missing path with its own name.
func (p *Path) EvalField(s *Scope, field string) (value.Value, *Failure) {
	v, failure, missing := p.eval(s)
	if missing != nil {
		return value.Undefined, missingPath(p.node.Text, field, s.Doc)
	}
	return v, failure
}

// EvalItems is Eval for ItemsPath, a Reference Path.
func (p *Path) EvalItems(s *Scope) (value.Value, *Failure) {
	v, failure, missing := p.eval(s)
	switch {
	case missing == nil:
		return v, failure
	case p.path.Root().Kind == jsonpath.Document:
		return value.Undefined, conflict(&p.path, s.Doc)
	default:
		return value.Undefined, invalidPath(p.node.Text, missing)
	}
}

// evalIn is EvalField for a key of a payload template. There, an index beyond the end of an array is null (measured; as an
// argument of an intrinsic function it fails).
func (p *Path) evalIn(s *Scope, key string) (value.Value, *Failure) {
	v, failure, missing := p.eval(s)
	if missing == nil {
		return v, failure
	}
	var fault *jsonpath.EvalError
	if errors.As(missing, &fault) && fault.Beyond {
		return value.Null, nil
	}
	return value.Undefined, missingPath(p.node.Text, key, s.Doc)
}

// eval evaluates the path or call; missing says why a path finds nothing.
func (p *Path) eval(s *Scope) (v value.Value, failure *Failure, missing error) {
	switch {
	case p.whole:
		return s.Doc, nil, nil
	case p.call != nil:
		v, err := p.call.Eval(s, s.Host)
		if err != nil {
			return value.Undefined, intrinsicFailure(err), nil
		}
		return v, nil, nil
	default:
		v, err := p.path.Eval(s)
		return v, nil, err
	}
}

// Set returns doc with v at the path, which must be a Reference Path.
func (p *Path) Set(doc, v value.Value) (value.Value, *Failure) {
	if p.whole {
		return v, nil
	}
	out, err := p.path.Set(doc, v)
	if err != nil {
		return value.Undefined, conflict(&p.path, doc)
	}
	return out, nil
}
