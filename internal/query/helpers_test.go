package query

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// parseNode returns the tree of a JSON text. Placeholders outside of quotes are values.
func parseNode(tb testing.TB, text string) *source.Node {
	tb.Helper()
	n, found := source.Parse(source.NewFile("test.json", text))
	if len(found) > 0 {
		tb.Fatalf("%s: %s", text, found)
	}
	return n
}

// stringNode returns the node of a string, which stands behind two blanks so that offsets of text and file differ.
func stringNode(tb testing.TB, text string) *source.Node {
	tb.Helper()
	return parseNode(tb, "  "+value.String(text).JSON())
}

// vars are workflow variables by name, as JSON.
type vars map[string]string

func (v vars) Variable(name string) (value.Value, bool) {
	text, ok := v[name]
	if !ok {
		return value.Undefined, false
	}
	return value.MustParse(text), true
}

// A fixedHost gives the same time and numbers always.
type fixedHost struct{}

func (fixedHost) Now() time.Time   { return time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC) }
func (fixedHost) Uint64() uint64   { return 7 }
func (fixedHost) Float64() float64 { return 0.5 }
func (fixedHost) UUID() string     { return "00000000-0000-4000-8000-000000000007" }

// testScope is what the expressions of the tables see.
func testScope() *Scope {
	return &Scope{
		Doc:    value.MustParse(`{"a": {"b": 1}, "list": [{"id": 1}, {"id": 2}], "name": "x", "": 0}`),
		Input:  value.MustParse(`{"a": 1, "items": [1, 2, 3]}`),
		Result: value.MustParse(`{"r": true}`),
		ContextObject: func() value.Value {
			return value.MustParse(`{"Execution": {"Name": "run"}, "Map": {"Item": {"Index": 3}}}`)
		},
		Vars: vars{"v": `{"w": [10, 20]}`, "n": `5`},
		Host: fixedHost{},
	}
}

// show writes what an evaluation gave: the value, or the name and cause of the failure.
func show(v value.Value, failure *Failure) string {
	if failure != nil {
		return failure.Name + ": " + failure.Cause
	}
	return v.JSON()
}

// showFindings writes each finding with the text under its span.
func showFindings(found source.Diagnostics) string {
	var lines []string
	for _, d := range found {
		lines = append(lines, fmt.Sprintf("<%s> %s [%s]", d.Span.Text(), d.Message, d.Rule))
	}
	return strings.Join(lines, "\n")
}

// showRefs writes what an expression reads and calls, with the text under each span where that differs.
func showRefs(refs *Refs) string {
	roots := map[Root]string{Document: "doc", ContextObject: "context", Variable: "var", States: "states", Free: "free"}
	var parts []string
	for _, r := range refs.Reads {
		text := roots[r.Root]
		if r.Name != "" {
			text += " " + r.Name
		}
		text = strings.Join(append([]string{text}, r.Steps...), "/")
		if !r.Whole {
			text += "…"
		}
		if r.Builtin {
			text += " builtin"
		}
		parts = append(parts, text+" <"+r.Span.Text()+">")
	}
	for _, c := range refs.Calls {
		text := fmt.Sprintf("call %s/%d", c.Name, c.Args)
		if !c.Known {
			text += " unknown"
		}
		parts = append(parts, text+" <"+c.Span.Text()+">")
	}
	return strings.Join(parts, "; ")
}
