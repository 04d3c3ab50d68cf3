package suite

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xeipuuv/gojsonschema"

	"github.com/aslcheck/aslcheck/source"
)

// A keywordKind says what the value of a keyword of JSON Schema holds.
type keywordKind uint8

const (
	plainKeyword      keywordKind = iota // a value that has no subschemas
	describingKeyword                    // a value that checks nothing
	schemaKeyword                        // a subschema, or a list of them
	schemasKeyword                       // subschemas by name
	definingKeyword                      // subschemas by name, which only references apply
)

// keywords are the keywords that the validator checks, and those that only describe.
// https://json-schema.org/draft-07/draft-handrews-json-schema-validation-01
var keywords = map[string]keywordKind{
	"$schema": describingKeyword, "$id": describingKeyword, "id": describingKeyword, "$ref": describingKeyword, "$comment": describingKeyword,
	"title": describingKeyword, "description": describingKeyword, "default": describingKeyword, "examples": describingKeyword,
	"readOnly": describingKeyword, "writeOnly": describingKeyword, "contentMediaType": plainKeyword, "contentEncoding": plainKeyword,
	"type": plainKeyword, "enum": plainKeyword, "const": plainKeyword, "format": plainKeyword, "pattern": plainKeyword,
	"multipleOf": plainKeyword, "minimum": plainKeyword, "maximum": plainKeyword, "exclusiveMinimum": plainKeyword,
	"exclusiveMaximum": plainKeyword, "minLength": plainKeyword, "maxLength": plainKeyword, "minItems": plainKeyword,
	"maxItems": plainKeyword, "uniqueItems": plainKeyword, "minProperties": plainKeyword, "maxProperties": plainKeyword,
	"required": plainKeyword,
	"items":    schemaKeyword, "additionalItems": schemaKeyword, "contains": schemaKeyword, "additionalProperties": schemaKeyword,
	"propertyNames": schemaKeyword, "allOf": schemaKeyword, "anyOf": schemaKeyword, "oneOf": schemaKeyword, "not": schemaKeyword,
	"if": schemaKeyword, "then": schemaKeyword, "else": schemaKeyword,
	"properties": schemasKeyword, "patternProperties": schemasKeyword, "definitions": definingKeyword, "$defs": definingKeyword,
	"dependencies": schemasKeyword,
}

// drafts are the values of $schema that the validator follows.
var drafts = []string{
	"http://json-schema.org/draft-04/schema", "http://json-schema.org/draft-06/schema", "http://json-schema.org/draft-07/schema",
}

// checkKeywords returns an error for a schema of another draft, and for keywords and formats that the validator would pass
// over without a word.
func checkKeywords(root map[string]any) error {
	if draft, has := root["$schema"].(string); has && !slices.Contains(drafts, strings.TrimSuffix(draft, "#")) {
		return fmt.Errorf("\"$schema\" is %q: only draft-04, draft-06 and draft-07 are checked", draft)
	}
	return checkSubschema(root)
}

func checkSubschema(part any) error {
	switch part := part.(type) {
	case []any:
		for _, item := range part {
			if err := checkSubschema(item); err != nil {
				return err
			}
		}
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(part)) {
			if err := checkKeyword(part, key); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkKeyword(schema map[string]any, key string) error {
	kind, known := keywords[key]
	switch {
	case !known:
		return fmt.Errorf("keyword %q is not part of draft-07 and would check nothing%s", key, source.DidYouMean(key, slices.Sorted(maps.Keys(keywords))))
	case schema["$ref"] != nil && validates(key):
		return fmt.Errorf("%q beside \"$ref\" would check nothing: put both into \"allOf\"", key)
	case key == "format":
		if name, is := schema[key].(string); is && !gojsonschema.FormatCheckers.Has(name) {
			return fmt.Errorf("format %q would not be checked", name)
		}
	case kind == schemaKeyword:
		return checkSubschema(schema[key])
	case kind == schemasKeyword || kind == definingKeyword:
		subschemas, _ := schema[key].(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(subschemas)) {
			if err := checkSubschema(subschemas[name]); err != nil {
				return err
			}
		}
	}
	return nil
}

// validates reports whether a keyword does more than describe, name or define.
func validates(key string) bool {
	kind, known := keywords[key]
	return !known || kind != describingKeyword && kind != definingKeyword
}
