package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// pathText returns the names of a path, as far as it has names alone; the beginning of a very long one.
func pathText(ref query.Ref) string {
	names := []string{rootText(ref)}
	size := len(names[0])
	for i := 0; i < len(ref.Steps) && size <= maxShown; i++ {
		names = append(names, ref.Steps[i])
		size += len(".") + len(ref.Steps[i])
	}
	text := strings.Join(names, ".")
	if size > maxShown {
		return shown(text)
	}
	if !ref.Whole {
		text += "…"
	}
	return text
}

// rootText is what a path begins with.
func rootText(ref query.Ref) string {
	if ref.Root == query.Variable {
		return "$" + ref.Name
	}
	if ref.Root == query.States {
		return "$states"
	}
	return "$"
}

// looksLikePath reports whether a value is a text that is meant as a path into the input or the context object, or as a
// call of an intrinsic function.
func looksLikePath(n *source.Node) bool {
	if n == nil || n.Kind != source.String || asl.IsOpaque(n) {
		return false
	}
	text := n.Text
	if !strings.HasPrefix(text, "$.") && !strings.HasPrefix(text, "$$.") && (!strings.HasPrefix(text, "States.") || !strings.HasSuffix(text, ")")) {
		return false
	}
	if strings.HasPrefix(text, "$.") && (len(text) < 3 || !isLetter(text[2])) {
		return false
	}
	path, diagnostics := query.CompilePath(n, asl.PathOrCall)
	return path != nil && len(diagnostics) == 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }

// namesContext reports whether a path may read the context object.
func namesContext(p *query.Path) bool { return strings.Contains(p.Text(), "$$") }

// mentionsContext reports whether an expression may read it. The name may be written with an escape.
func mentionsContext(e *query.Expression) bool {
	return strings.Contains(e.Text(), "context") || strings.Contains(e.Text(), `\`)
}

// contextSteps returns the names that lead into the context object, and whether a read goes there.
func contextSteps(ref query.Ref) ([]string, bool) {
	switch ref.Root {
	case query.ContextObject:
		return ref.Steps, true
	case query.States:
		if len(ref.Steps) > 0 && ref.Steps[0] == "context" {
			return ref.Steps[1:], true
		}
		return nil, false
	case query.Document, query.Variable, query.Free:
		return nil, false
	default:
		return nil, false
	}
}
