package suite

import (
	"slices"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
)

// TestSchemaProblem holds that every keyword of JSON Schema has a message of ours.
func TestSchemaProblem(t *testing.T) {
	for _, c := range []struct{ name, schema, value, want string }{
		{"type", `{"type": ["string", "null"]}`, `1`, "must be a string or null, not an integer"},
		{"false", `{"properties": {"a": false}}`, `{"a": 1}`, "is not allowed"},
		{"required", `{"required": ["a"]}`, `{}`, `lacks the member "a"`},
		{"dependency", `{"dependencies": {"a": ["b"]}}`, `{"a": 1}`, `lacks the member "b", which another member requires`},
		{"additional member", `{"additionalProperties": false}`, `{"a": 1}`, `must not have the member "a"`},
		{"member without a pattern", `{"patternProperties": {"^x": {}}, "additionalProperties": false}`, `{"a": 1}`, `must not have the member "a"`},
		{"name of a member", `{"propertyNames": {"maxLength": 1}}`, `{"ab": 1}`, `has the member "ab", whose name does not match the schema`},
		{"enum", `{"enum": ["a", 2]}`, `"b"`, `must be one of "a", 2`},
		{"const", `{"const": "a"}`, `"b"`, `must be exactly "a"`},
		{"shortest string", `{"minLength": 2}`, `"a"`, "must have at least 2 characters"},
		{"longest string", `{"maxLength": 1}`, `"ab"`, "must have at most 1 character"},
		{"pattern", `{"pattern": "^x"}`, `"a"`, `must match the pattern "^x"`},
		{"format", `{"format": "date"}`, `"a"`, `must have the format "date"`},
		{"fewest items", `{"minItems": 1}`, `[]`, "must have at least 1 item"},
		{"most items", `{"maxItems": 2}`, `[1, 2, 3]`, "must have at most 2 items"},
		{"additional items", `{"items": [{}], "additionalItems": false}`, `[1, 2]`, "must not have additional items"},
		{"unique items", `{"uniqueItems": true}`, `[1, 2, 1]`, "must not contain the same item twice (items 0 and 2)"},
		{"contains", `{"contains": {"type": "string"}}`, `[]`, `must contain an item that matches "contains"`},
		{"fewest members", `{"minProperties": 2}`, `{}`, "must have at least 2 members"},
		{"most members", `{"maxProperties": 0}`, `{"a": 1}`, "must have at most 0 members"},
		{"minimum", `{"minimum": 1.5}`, `1`, "must be at least 1.5"},
		{"exclusive minimum", `{"exclusiveMinimum": 1}`, `1`, "must be greater than 1"},
		{"maximum", `{"maximum": 1}`, `2`, "must be at most 1"},
		{"exclusive maximum", `{"exclusiveMaximum": 1}`, `1`, "must be less than 1"},
		{"multiple", `{"multipleOf": 2}`, `3`, "must be a multiple of 2"},
		{"any of", `{"anyOf": [{"minimum": 5}]}`, `1`, `must match at least one schema of "anyOf"`},
		{"one of", `{"oneOf": [{}, {}]}`, `1`, `must match exactly one schema of "oneOf"`},
		{"all of", `{"allOf": [{"minimum": 5}]}`, `1`, `must match every schema of "allOf"`},
		{"not", `{"not": {}}`, `1`, `must not match the schema of "not"`},
		{"then", `{"if": {}, "then": {"minimum": 5}}`, `1`, `must match "then", because it matches "if"`},
		{"else", `{"if": false, "else": {"minimum": 5}}`, `1`, `must match "else", because it does not match "if"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			result, err := gojsonschema.Validate(gojsonschema.NewStringLoader(c.schema), gojsonschema.NewStringLoader(c.value))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range result.Errors() {
				got = append(got, schemaProblem(e))
			}
			if !slices.Contains(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestSchemaFault holds that a schema that does not compile is explained without a text of the library.
func TestSchemaFault(t *testing.T) {
	for _, c := range []struct{ name, schema, want string }{
		{"type", `{"type": "text"}`, `type must be one of "array", "boolean", "integer", "null", "number", "object", "string"`},
		{"type of a keyword", `{"required": "a"}`, "required must be an array, not a string"},
		{"range of a keyword", `{"properties": {"a": {"minLength": -1}}}`, "properties.a.minLength must be at least 0"},
		{"pattern", `{"pattern": "("}`, `pattern must have the format "regex"`},
		{"another draft", `{"$schema": "http://json-schema.org/draft-04/schema#", "maximum": 1, "exclusiveMaximum": 1}`, "exclusiveMaximum must be a boolean, not an integer"},
		{"root", `{"$schema": "http://json-schema.org/draft-04/schema#", "exclusiveMaximum": true}`, `it lacks the member "maximum", which another member requires`},
		{"reference", `{"$ref": "other.json"}`, "it is not a valid schema"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := gojsonschema.NewStringLoader(c.schema).LoadJSON()
			if err != nil {
				t.Fatal(err)
			}
			object, _ := doc.(map[string]any)
			if got := schemaFault(object); !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
