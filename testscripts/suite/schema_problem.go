package suite

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xeipuuv/gojsonschema"

	"github.com/aslcheck/aslcheck/source"
)

// schemaProblem describes an error of the validator in our words: a predicate whose subject is the value.
func schemaProblem(e gojsonschema.ResultError) string {
	d := e.Details()
	if counted, ok := schemaCounts[e.Type()]; ok {
		n, _ := d[counted.detail].(int)
		return fmt.Sprintf("must have %s %s", counted.limit, source.Plural(n, counted.noun))
	}
	if compared, ok := schemaComparisons[e.Type()]; ok {
		return fmt.Sprintf("must be %s %v", compared.relation, d[compared.detail])
	}
	switch e.Type() {
	case "required":
		return fmt.Sprintf("lacks the member %q", d["property"])
	case "missing_dependency":
		return fmt.Sprintf("lacks the member %q, which another member requires", d["dependency"])
	case "additional_property_not_allowed", "invalid_property_pattern":
		return fmt.Sprintf("must not have the member %q", d["property"])
	case "invalid_property_name":
		return fmt.Sprintf("has the member %q, whose name does not match the schema", d["property"])
	case "invalid_type":
		return fmt.Sprintf("must be %s, not %s", kindText(fmt.Sprint(d["expected"])), kindText(fmt.Sprint(d["given"])))
	case "enum":
		return fmt.Sprintf("must be one of %v", d["allowed"])
	case "unique":
		return fmt.Sprintf("must not contain the same item twice (items %v and %v)", d["i"], d["j"])
	case "pattern":
		return fmt.Sprintf("must match the pattern %q", fmt.Sprint(d["pattern"]))
	case "format":
		return fmt.Sprintf("must have the format %q", fmt.Sprint(d["format"]))
	}
	if problem := schemaProblems[e.Type()]; problem != "" {
		return problem
	}
	return "does not match the schema"
}

// schemaCounts are the limits on the number of characters, items or members.
var schemaCounts = map[string]struct{ limit, detail, noun string }{
	"string_gte":           {"at least", "min", "character"},
	"string_lte":           {"at most", "max", "character"},
	"array_min_items":      {"at least", "min", "item"},
	"array_max_items":      {"at most", "max", "item"},
	"array_min_properties": {"at least", "min", "member"},
	"array_max_properties": {"at most", "max", "member"},
}

var schemaComparisons = map[string]struct{ relation, detail string }{
	"number_gte":  {"at least", "min"},
	"number_gt":   {"greater than", "min"},
	"number_lte":  {"at most", "max"},
	"number_lt":   {"less than", "max"},
	"multiple_of": {"a multiple of", "multiple"},
	"const":       {"exactly", "allowed"},
}

var schemaProblems = map[string]string{
	"false":                     "is not allowed",
	"number_any_of":             `must match at least one schema of "anyOf"`,
	"number_one_of":             `must match exactly one schema of "oneOf"`,
	"number_all_of":             `must match every schema of "allOf"`,
	"number_not":                `must not match the schema of "not"`,
	"array_no_additional_items": "must not have additional items",
	"contains":                  `must contain an item that matches "contains"`,
	"condition_then":            `must match "then", because it matches "if"`,
	"condition_else":            `must match "else", because it does not match "if"`,
}

// summarizes are the types of errors that only summarize others.
var summarizes = []string{"condition_then", "condition_else", "number_any_of", "number_one_of", "number_all_of"}

// metaSchema returns the address of the schema that a JSON Schema must match; the validator contains all of them.
func metaSchema(doc map[string]any) string {
	declared, _ := doc["$schema"].(string)
	if draft := strings.TrimSuffix(declared, "#"); slices.Contains(drafts, draft) {
		return draft
	}
	return drafts[len(drafts)-1]
}

// schemaFault explains why a JSON Schema does not compile.
func schemaFault(doc map[string]any) string {
	const unknown = "it is not a valid schema"
	meta, err := gojsonschema.NewSchema(gojsonschema.NewReferenceLoader(metaSchema(doc)))
	if err != nil {
		return unknown
	}
	result, err := meta.Validate(gojsonschema.NewGoLoader(doc))
	if err != nil {
		return unknown
	}
	faults := map[string]bool{}
	for _, e := range result.Errors() {
		if !slices.Contains(summarizes, e.Type()) {
			subject := strings.TrimPrefix(strings.Replace(e.Context().String(), "(root)", "it", 1), "it.")
			faults[subject+" "+schemaProblem(e)] = true
		}
	}
	for _, fault := range slices.Sorted(maps.Keys(faults)) {
		return fault
	}
	return unknown
}
