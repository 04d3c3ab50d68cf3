package suite

import (
	_ "embed" // for the schema
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/xeipuuv/gojsonschema"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// Schema is the JSON Schema (draft-07) of test files.
//
//go:embed schema.json
var Schema string

// RuleInvalidTest is the name under which findings about test files are reported.
const RuleInvalidTest = "invalid-test"

// compiledSchema compiles the schema when the first test file is read.
var compiledSchema = sync.OnceValues(func() (*gojsonschema.Schema, error) {
	return gojsonschema.NewSchema(gojsonschema.NewStringLoader(Schema))
})

// checkSchema validates a test file against the schema.
func checkSchema(root *source.Node) (source.Diagnostics, error) {
	schema, err := compiledSchema()
	if err != nil {
		return nil, fmt.Errorf("compile the schema of test files: %w", err)
	}
	result, err := schema.Validate(gojsonschema.NewGoLoader(plainValue(query.Constant(root))))
	if err != nil {
		return nil, fmt.Errorf("validate a test file: %w", err)
	}
	var diagnostics source.Diagnostics
	for _, e := range result.Errors() {
		if d, ok := schemaFinding(root, e); ok {
			diagnostics.Add(d)
		}
	}
	return diagnostics, nil
}

// schemaFinding returns the finding for an error of the validator, with its location; false for errors that only summarize
// others.
func schemaFinding(root *source.Node, e gojsonschema.ResultError) (source.Diagnostic, bool) {
	node, key := find(root, e.Context())
	d := source.Diagnostic{Span: node.Span, Severity: source.Error, Rule: RuleInvalidTest}
	property, _ := e.Details()["property"].(string)
	switch e.Type() {
	case "additional_property_not_allowed":
		if m := node.Member(property); m != nil {
			d.Span = m.KeySpan
		}
		d.Message = fmt.Sprintf("unknown key %q%s", property, hint(property, e))
	case "required":
		d.Message = fmt.Sprintf("the key %q is missing", property)
		d.Span.End = d.Span.Start
	case "enum":
		d.Message = fmt.Sprintf("%s must be %s, not %q", key, strings.ReplaceAll(fmt.Sprint(e.Details()["allowed"]), ",", " or"), node.Text)
	case "array_min_items":
		d.Message = key + " must not be empty"
	default:
		if slices.Contains(summarizes, e.Type()) {
			return d, false
		}
		d.Message = key + " " + schemaProblem(e)
		if e.Type() == "invalid_type" {
			d.Hint = shapes[strings.Trim(key, "\"")]
		}
	}
	return d, true
}

// shapes are examples of the keys whose shape is easily mistaken.
var shapes = map[string]string{
	"cases":        "write cases: [{name: …, expect: {…}}]",
	"mocks":        "write mocks: {STATE: {return: …}}",
	"expect":       "write expect: {status: succeeded, output: {…}}",
	"that":         "write that: [\"output.total > 3\"]",
	"calls":        "write calls: {STATE: [{…}]} with members of the arguments of each call, or calls: {STATE: {count: 2}}",
	"retries":      "write retries: {STATE: [2s, 4s]}",
	"path":         "write path: [STATE, \"...\", STATE]",
	"pathIncludes": "write pathIncludes: [STATE]",
	"pathExcludes": "write pathExcludes: [STATE]",
	"events":       "write events: [TaskScheduled, TaskSucceeded]",
	"s3":           "write s3: {\"bucket/key\": {body: …}}",
	"rows":         "write rows: [{x: 1}, {x: 2}]",
	"tags":         "write tags: [smoke]",
	"includes":     "write includes: [FILE]",
}

// kindText returns a type of JSON with its article, or several that the validator lists in brackets, separated by commas.
func kindText(kind string) string {
	kinds := strings.Split(strings.Trim(kind, "[]"), ",")
	for i := range kinds {
		kinds[i] = source.WithArticle(kinds[i])
	}
	return strings.Join(kinds, " or ")
}

// find returns the node that the validator means, and its key in quotes.
func find(root *source.Node, context *gojsonschema.JsonContext) (*source.Node, string) {
	const separator = "\x00"
	node, key := root, "the test file"
	for token := range strings.SplitSeq(strings.TrimPrefix(context.String(separator), "(root)"+separator), separator) {
		if token == "(root)" {
			break
		}
		next := node.Get(token)
		if i, err := strconv.Atoi(token); next == nil && err == nil && node.Kind == source.Array && i < len(node.Items) {
			next = node.Items[i]
		} else if next != nil {
			key = strconv.Quote(token)
		}
		if next == nil {
			break
		}
		node = next
	}
	return node, key
}

// hint suggests a known key for an unknown one.
func hint(word string, e gojsonschema.ResultError) string {
	return source.DidYouMean(word, keysAt(e.Context().String("/")))
}

// keysAt returns the keys that are allowed at a location of a test file.
func keysAt(place string) []string {
	tokens := strings.Split(strings.TrimPrefix(place, "(root)"), "/")
	definition := ""
	for _, token := range tokens {
		switch {
		case token == "cases":
			definition = "case"
		case token == "expect":
			definition = "expect"
		case token == "throw" || token == "time" || token == "calls" || token == "token":
			definition = token
		case token == "failure" && definition == "token":
			definition = "throw"
		case token == "mocks":
			definition = "answer"
		}
	}
	return knownKeys()[definition]
}

// knownKeys returns the keys of each definition of the schema; "" for those of the file.
var knownKeys = sync.OnceValue(func() map[string][]string {
	type object struct {
		Properties map[string]json.RawMessage
	}
	var schema struct {
		object
		Definitions map[string]object
	}
	known := map[string][]string{"throw": {"error", "cause"}, "time": {"min", "max"}, "calls": {"count", "with"}, "token": {"success", "failure", "after"}}
	if json.Unmarshal([]byte(Schema), &schema) != nil {
		return known
	}
	schema.Definitions[""] = schema.object
	for name, o := range schema.Definitions {
		for key := range o.Properties {
			known[name] = append(known[name], key)
		}
	}
	return known
})
