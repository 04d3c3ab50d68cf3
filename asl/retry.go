package asl

import (
	"math"

	"github.com/aslcheck/aslcheck/source"
)

// A Retrier says how often and when a state is run again after some errors.
type Retrier struct {
	Span        source.Span
	Node        *source.Node
	Comment     Field[string]
	ErrorEquals Field[[]Field[string]]

	IntervalSeconds, MaxAttempts, MaxDelaySeconds Field[int64]
	BackoffRate                                   Field[float64]
	JitterStrategy                                Field[string]
}

// A Catcher says where the machine goes on after some errors.
type Catcher struct {
	Span        source.Span
	Node        *source.Node
	Language    Language
	Comment     Field[string]
	ErrorEquals Field[[]Field[string]]
	Next        Field[string]
	// ResultPath is of JSONPath and may be null; Output is of JSONata.
	ResultPath     Field[string]
	Assign, Output Tree
}

// The defaults and limits of a Retrier; https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html.
const (
	DefaultIntervalSeconds = 1
	DefaultMaxAttempts     = 3
	DefaultBackoffRate     = 2.0

	maxDelaySeconds = 31_622_400
)

func retrierTable() *table[Retrier] {
	return newTable("a Retrier", []field[Retrier]{
		errorEquals(func(t *Retrier) *Field[[]Field[string]] { return &t.ErrorEquals }).required(),
		text("Comment", func(t *Retrier) *Field[string] { return &t.Comment }),
		integer("IntervalSeconds", func(t *Retrier) *Field[int64] { return &t.IntervalSeconds }).from(0, maxSeconds),
		integer("MaxAttempts", func(t *Retrier) *Field[int64] { return &t.MaxAttempts }),
		integer("MaxDelaySeconds", func(t *Retrier) *Field[int64] { return &t.MaxDelaySeconds }).from(1, maxDelaySeconds),
		number("BackoffRate", func(t *Retrier) *Field[float64] { return &t.BackoffRate }).from(1, math.MaxFloat64),
		text("JitterStrategy", func(t *Retrier) *Field[string] { return &t.JitterStrategy }).oneOf("FULL", "NONE"),
	})
}

func catcherTable() *table[Catcher] {
	return newTable("a Catcher", []field[Catcher]{
		errorEquals(func(t *Catcher) *Field[[]Field[string]] { return &t.ErrorEquals }).required(),
		text("Comment", func(t *Catcher) *Field[string] { return &t.Comment }),
		text("Next", func(t *Catcher) *Field[string] { return &t.Next }).required(),
		text("ResultPath", func(t *Catcher) *Field[string] { return &t.ResultPath }).only(JSONPath).orNull().evaluated(CatchStage, ResultPath),
		object("Assign", func(t *Catcher) *Tree { return &t.Assign }).evaluated(CatchStage, Template),
		tree("Output", func(t *Catcher) *Tree { return &t.Output }).only(JSONata).orExpression().evaluated(CatchStage, Template),
	})
}

func errorEquals[T any](at func(*T) *Field[[]Field[string]]) field[T] {
	return custom("ErrorEquals", func(d *decoder, t *T, m *source.Member) { d.textList(at(t), m, "an array of error names") })
}

// textList reads a non-empty array of strings.
func (d *decoder) textList(out *Field[[]Field[string]], m *source.Member, what string) {
	*out = fieldOf[[]Field[string]](m)
	items, ok := d.array(m, what, source.String)
	if !ok {
		out.Opaque = true
		return
	}
	if len(items) == 0 {
		d.report(RuleInvalidValue, m.Value.Span, "%q must not be empty", m.Key)
	}
	for _, item := range items {
		f := Field[string]{Set: true, Value: item.Text, Node: item, Opaque: IsOpaque(item)}
		if item.Kind != source.String && !f.Opaque {
			f.Opaque = true
			if item.Kind != source.Invalid {
				d.report(RuleWrongType, item.Span, "%q must contain strings, not %s", m.Key, describe(item))
			}
		}
		out.Value = appendOf(out.Value, len(items), f)
	}
}

func recoveryFields[T any, P interface {
	*T
	State
}](at func(P) *Recovery) []field[T] {
	return []field[T]{
		custom("Retry", func(d *decoder, t *T, m *source.Member) {
			out := &at(t).Retry
			*out = fieldOf[[]*Retrier](m)
			items, ok := d.array(m, "an array of Retriers", source.Object)
			out.Opaque = !ok
			for _, item := range items {
				out.Opaque = out.Opaque || IsOpaque(item)
				if d.objectNode(item, "a Retrier") {
					r := &Retrier{Span: item.Span, Node: item}
					d.tables.retrier.decode(d, item, r, P(t).Head().Language)
					out.Value = appendOf(out.Value, len(items), r)
				}
			}
		}),
		custom("Catch", func(d *decoder, t *T, m *source.Member) {
			out := &at(t).Catch
			*out = fieldOf[[]*Catcher](m)
			items, ok := d.array(m, "an array of Catchers", source.Object)
			out.Opaque = !ok
			for _, item := range items {
				out.Opaque = out.Opaque || IsOpaque(item)
				if d.objectNode(item, "a Catcher") {
					lang := P(t).Head().Language
					c := &Catcher{Span: item.Span, Node: item, Language: lang}
					d.tables.catcher.decode(d, item, c, lang)
					out.Value = appendOf(out.Value, len(items), c)
				}
			}
		}).holding(func() []Declaration { return declarationsIn("Catch[0]", theTables.get().catcher) }, func(w *walker, t *T) {
			for i, c := range at(t).Catch.Value {
				w.catcher = c
				walkInside(w, element("Catch", i), theTables.get().catcher, c)
			}
			w.catcher = nil
		}),
	}
}
