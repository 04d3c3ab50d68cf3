package asl

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// The names under which the parser reports.
const (
	RuleUnknownField    = "unknown-field"
	RuleMissingField    = "missing-field"
	RuleWrongType       = "wrong-type"
	RuleInvalidValue    = "invalid-value"
	RuleExclusiveFields = "exclusive-fields"
	RuleLanguageField   = "query-language-field"
)

// A decoder reads the tree into the model and collects findings.
type decoder struct {
	tables      *tables
	diagnostics source.Diagnostics
	states      int                // how many were read
	members     source.MemberIndex // of the object that had an unknown key last: it may have many
}

func (d *decoder) report(rule string, at source.Span, format string, args ...any) {
	d.diagnostics.Add(source.Diagnostic{
		Span: at, Severity: source.Error, Rule: rule, Message: fmt.Sprintf(format, args...),
	})
}

// unknownKey reports an unknown key of an object, with the one that was probably meant.
func (d *decoder) unknownKey(n *source.Node, m *source.Member, known []string, what string) {
	found := source.Diagnostic{
		Span: m.KeySpan, Severity: source.Error, Rule: RuleUnknownField, Message: fmt.Sprintf("unknown field %q in %s", source.Clip(m.Key, source.MaxShown), what),
	}
	if found.Misspelt(m.Key, known); len(found.Fixes) > 0 && d.members.Member(n, found.Hint) != nil {
		found.Fixes = nil // the fix would create a duplicate
	}
	d.diagnostics.Add(found)
}

// start fills in what all fields share and reports whether the value itself is still to be read.
func start[V any](out *Field[V], m *source.Member, f *traits, lang Language) bool {
	*out = fieldOf[V](m)
	n := m.Value
	switch {
	case n.Kind == source.Invalid:
		out.Opaque = true
		return false
	case IsOpaque(n):
		out.Opaque = true
		return true
	case n.Kind == source.Null && f.nullable:
		out.Null = true
		return false
	case f.expression && lang == JSONata && n.Kind == source.String && IsExpression(n.Text):
		out.Expression = true
		return true
	default:
		return true
	}
}

func (d *decoder) text(out *Field[string], m *source.Member, f *traits, lang Language) {
	if !start(out, m, f, lang) {
		return
	}
	out.Value = m.Value.Text
	switch {
	case m.Value.Kind == source.String && (out.Opaque || out.Expression || f.enum == nil):
	case m.Value.Kind == source.String:
		checkEnum(d, m, f.enum)
	case !out.Opaque:
		out.Opaque = true
		d.wrongType(m, "a string", quote(m.Value))
	}
}

func checkEnum(d *decoder, m *source.Member, enum []string) {
	for _, name := range enum {
		if m.Value.Text == name {
			return
		}
	}
	found := source.Diagnostic{
		Span: m.Value.Span, Severity: source.Error, Rule: RuleInvalidValue,
		Message: fmt.Sprintf("%q must be %s, not %q", m.Key, quotedList(enum), source.Clip(m.Value.Text, source.MaxShown)),
	}
	if len(enum) > 1 {
		found.Misspelt(m.Value.Text, enum)
	}
	d.diagnostics.Add(found)
}

// quotedList returns `"A"`, `"A" or "B"`, or `one of "A", "B", "C"`.
func quotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = strconv.Quote(name)
	}
	switch len(quoted) {
	case 1, 2:
		return strings.Join(quoted, " or ")
	default:
		return "one of " + strings.Join(quoted, ", ")
	}
}

// wrongType reports a value of another type than its field takes. The fixes may be none.
func (d *decoder) wrongType(m *source.Member, want string, fixes []source.Fix) {
	found := typeFinding(m, want)
	found.Fixes = fixes
	d.diagnostics.Add(found)
}

// wrongScalar is wrongType for fields that take a number or a boolean, or in JSONata an expression where expression says so.
func (d *decoder) wrongScalar(m *source.Member, want string, expression bool, fixes []source.Fix) {
	trim, trimmed := TrimExpression(m.Value)
	switch {
	case expression && trimmed:
		d.wrongType(m, want+" or a JSONata expression, with nothing after \"%}\"", trim)
	case expression:
		d.wrongType(m, want+" or a JSONata expression", fixes)
	default:
		found := typeFinding(m, want)
		found.Fixes = fixes
		if m.Value.Kind == source.String && IsExpression(m.Value.Text) {
			found.Hint = "expressions need \"QueryLanguage\": \"JSONata\""
		}
		d.diagnostics.Add(found)
	}
}

func typeFinding(m *source.Member, want string) source.Diagnostic {
	return source.Diagnostic{
		Span: m.Value.Span, Severity: source.Error, Rule: RuleWrongType,
		Message: fmt.Sprintf("%q must be %s, not %s", m.Key, want, describe(m.Value)),
	}
}

// describe returns "the string \"x\"", "an array", … for messages.
func describe(n *source.Node) string {
	switch n.Kind {
	case source.Null, source.Placeholder, source.Invalid:
		return n.Kind.String()
	case source.Bool:
		return n.Text
	case source.Number:
		return "the number " + source.Clip(n.Text, source.MaxShown)
	case source.String:
		return "the string " + strconv.Quote(source.Clip(n.Text, source.MaxShown))
	case source.Array:
		return "an array"
	case source.Object:
		return "an object"
	default:
		return n.Kind.String()
	}
}

func (d *decoder) boolean(out *Field[bool], m *source.Member, f *traits, lang Language) {
	if !start(out, m, f, lang) || out.Opaque || out.Expression {
		return
	}
	if m.Value.Kind != source.Bool {
		out.Opaque = true
		fixes := unquote(m.Value, m.Value.Text == "true" || m.Value.Text == "false")
		d.wrongScalar(m, "a boolean", f.expression && lang == JSONata, fixes)
		return
	}
	out.Value = m.Value.Text == "true"
}

// maxSeconds is the largest number of seconds that the service accepts in TimeoutSeconds and similar fields.
const maxSeconds = MaxSeconds

func (d *decoder) integer(out *Field[int64], m *source.Member, f *traits, lang Language) {
	if !start(out, m, f, lang) || out.Opaque || out.Expression {
		return
	}
	v, ok := d.inBounds(m, f, true, lang)
	out.Value, out.Opaque = int64(v), !ok
}

func (d *decoder) number(out *Field[float64], m *source.Member, f *traits, lang Language) {
	if !start(out, m, f, lang) || out.Opaque || out.Expression {
		return
	}
	v, ok := d.inBounds(m, f, false, lang)
	out.Value, out.Opaque = v, !ok
}

// inBounds returns the number that a field takes; false, with a finding, for another value.
func (d *decoder) inBounds(m *source.Member, f *traits, whole bool, lang Language) (float64, bool) {
	want := "a number"
	if whole {
		want = "an integer"
	}
	v, err := strconv.ParseFloat(m.Value.Text, 64)
	inRange := err == nil && f.min <= v && v <= f.max
	switch isWhole := !whole || v == math.Trunc(v); {
	case m.Value.Kind != source.Number:
		d.wrongScalar(m, want, f.expression && lang == JSONata, unquote(m.Value, inRange && isWhole))
		return 0, false
	case !inRange:
		d.report(RuleInvalidValue, m.Value.Span, "%q must be %s, not %s", m.Key, boundsText(f.min, f.max), source.Clip(m.Value.Text, source.MaxShown))
		return 0, false
	case !isWhole:
		d.wrongType(m, want, nil)
		return 0, false
	default:
		return v, true
	}
}

func boundsText(low, high float64) string {
	lowText := strconv.FormatFloat(low, 'f', -1, 64)
	if high == math.MaxFloat64 {
		return "at least " + lowText
	}
	return "between " + lowText + " and " + strconv.FormatFloat(high, 'f', -1, 64)
}

// readTree reads a field that may hold any JSON.
func readTree(out *Tree, m *source.Member, f *traits, lang Language) {
	if start(out, m, f, lang) {
		out.Opaque = m.Value.Kind != source.Object && out.Opaque
		out.Value = m.Value
	}
}

// object reads a field that must hold a JSON object; in JSONata it may be an expression where that is allowed.
func (d *decoder) object(out *Tree, m *source.Member, f *traits, lang Language) {
	readTree(out, m, f, lang)
	if m.Value.Kind != source.Object && !out.Null && !out.Opaque && !out.Expression {
		out.Opaque = true
		d.wrongType(m, "an object", nil)
	}
}
