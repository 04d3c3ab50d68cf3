package suite

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xeipuuv/gojsonschema"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A schemaExpectation checks the output against a JSON Schema of the user.
type schemaExpectation struct {
	at
	schema *gojsonschema.Schema
}

// schemaExpectation reads the schema of the key "outputSchema": an object, or the name of a JSON or YAML file.
func (p *parser) schemaExpectation(place at, n *source.Node) Expectation {
	if n.Kind == source.String {
		file, err := p.file.read(n.Text)
		if err != nil {
			p.report(n.Span, "%s", err)
			return nil
		}
		tree, diagnostics := source.Parse(file)
		p.diagnostics = append(p.diagnostics, diagnostics...)
		if tree == nil || diagnostics.HasErrors() {
			return nil
		}
		return p.compiledSchema(at{span: n.Span}, tree)
	}
	return p.compiledSchema(place, n)
}

func (p *parser) compiledSchema(place at, n *source.Node) Expectation {
	doc, isObject := plainValue(query.Constant(n)).(map[string]any)
	if !isObject {
		p.report(place.span, "a JSON Schema must be an object")
		return nil
	}
	delete(doc, "$id") // it only names the schema, since references go no further
	if err := (&schemaChecker{root: doc}).all(doc); err != nil {
		p.report(place.span, "the JSON Schema cannot be used: %s", err)
		return nil
	}
	if !slices.ContainsFunc(slices.Collect(maps.Keys(doc)), validates) && doc["$ref"] == nil {
		p.reportVacuous(place.span, "outputSchema")
		return nil
	}
	if err := checkKeywords(doc); err != nil {
		p.report(place.span, "the JSON Schema cannot be used: %s", err)
		return nil
	}
	schema, err := gojsonschema.NewSchemaLoader().Compile(closedLoader{gojsonschema.NewGoLoader(doc)})
	if err != nil {
		p.report(place.span, "the JSON Schema cannot be used: %s", schemaFault(doc))
		return nil
	}
	return &schemaExpectation{at: place, schema: schema}
}

// Check implements Expectation.
func (e *schemaExpectation) Check(run *Run) source.Diagnostics {
	out := run.Execution.Output
	if out.IsUndefined() {
		return e.unmet(run, "", nil, "the execution has no output to check against the schema")
	}
	result, err := e.schema.Validate(gojsonschema.NewGoLoader(plainValue(out)))
	if err != nil {
		return e.unmet(run, "", nil, "the output cannot be checked against the schema")
	}
	if result.Valid() {
		return nil
	}
	var lines []string
	for _, problem := range result.Errors() {
		place := strings.Replace(problem.Context().String(), "(root)", "output", 1)
		lines = append(lines, place+" "+schemaProblem(problem))
	}
	slices.Sort(lines)
	return e.unmet(run, "", slices.Compact(lines), "the output does not match the schema")
}

// maxNumber is the longest number literal that is passed to the validator unchanged.
const maxNumber = 30

// plainValue turns a value into what the validator reads, which panics on numbers with huge exponents.
func plainValue(v value.Value) any {
	return plain(v, func(v value.Value) any {
		if v.Kind() != value.NumberKind {
			return v.Any()
		}
		if text := v.Literal(); len(text) <= maxNumber && !strings.ContainsAny(text, "eE") {
			return json.Number(text)
		}
		f := min(max(v.Float(), -math.MaxFloat64), math.MaxFloat64)
		return json.Number(strconv.FormatFloat(f, 'g', -1, 64))
	})
}

// A closedLoader loads a schema that may refer to nothing outside it: neither files nor addresses.
type closedLoader struct{ gojsonschema.JSONLoader }

// LoaderFactory implements gojsonschema.JSONLoader.
func (closedLoader) LoaderFactory() gojsonschema.JSONLoaderFactory { return closedFactory{} }

type closedFactory struct{}

// New implements gojsonschema.JSONLoaderFactory.
func (closedFactory) New(string) gojsonschema.JSONLoader {
	return outsideLoader{gojsonschema.NewGoLoader(nil)}
}

type outsideLoader struct{ gojsonschema.JSONLoader }

var errOutside = errors.New("it refers to another document")

// LoadJSON implements gojsonschema.JSONLoader.
func (outsideLoader) LoadJSON() (any, error) { return nil, errOutside }

// A schemaChecker rejects schemas on which the validator would not terminate: those that refer to themselves without
// descending into the value, and those that are too complex.
type schemaChecker struct {
	root  map[string]any
	steps int // at the location that is checked
}

// maxSchemaSteps limits the steps from subschema to subschema that stay at one location of a value.
const maxSchemaSteps = 10_000

// all checks every subschema in a part of the document. What is data there has no subschemas.
func (c *schemaChecker) all(part any) error {
	switch part := part.(type) {
	case []any:
		for _, item := range part {
			if err := c.all(item); err != nil {
				return err
			}
		}
	case map[string]any:
		for _, key := range []string{"$id", "id"} {
			if _, isText := part[key].(string); isText {
				return fmt.Errorf("%q is only allowed at its root", key)
			}
		}
		c.steps = 0
		if err := c.check(part, nil); err != nil {
			return err
		}
		for _, key := range slices.Sorted(maps.Keys(part)) {
			if slices.Contains(dataKeywords, key) {
				continue
			}
			if err := c.all(part[key]); err != nil {
				return err
			}
		}
	}
	return nil
}

var dataKeywords = []string{"enum", "const", "default", "examples"}

// samePlace are the keywords whose subschemas apply to the same location of the value.
var samePlace = []string{"allOf", "anyOf", "oneOf", "not", "if", "then", "else"}

// check follows what applies to the same location as a schema. open are the references on the way.
func (c *schemaChecker) check(schema any, open []string) error {
	if c.steps++; c.steps > maxSchemaSteps {
		return fmt.Errorf("it is too complex: it needs more than %d steps at one location", maxSchemaSteps)
	}
	switch s := schema.(type) {
	case []any:
		for _, item := range s {
			if err := c.check(item, open); err != nil {
				return err
			}
		}
	case map[string]any:
		if ref, has := s["$ref"].(string); has {
			return c.follow(ref, open)
		}
		for _, key := range samePlace {
			if err := c.check(s[key], open); err != nil {
				return err
			}
		}
		dependencies, _ := s["dependencies"].(map[string]any)
		for _, dependent := range dependencies {
			if err := c.check(dependent, open); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow checks what a reference points to.
func (c *schemaChecker) follow(ref string, open []string) error {
	if ref != "#" && !strings.HasPrefix(ref, "#/") {
		return fmt.Errorf("the reference %q leaves the schema", ref)
	}
	if slices.Contains(open, ref) {
		return fmt.Errorf("the reference %q refers to itself", ref)
	}
	var target any = c.root
	if ref != "#" {
		for token := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
			object, _ := target.(map[string]any)
			next, has := object[strings.NewReplacer("~1", "/", "~0", "~").Replace(token)]
			if !has {
				return fmt.Errorf("the reference %q does not refer to an object in the schema", ref)
			}
			target = next
		}
	}
	return c.check(target, append(slices.Clone(open), ref))
}
