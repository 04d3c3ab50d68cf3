package lint

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v3"

	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/source"
)

var update = flag.Bool("update", false, "rewrite docs/aslcheck.schema.json")

// configSchema is the JSON Schema of files of settings, for editors. It is made of what the reader knows.
func configSchema(t *testing.T) []byte {
	t.Helper()
	severities := map[string]any{}
	for _, r := range rules.All {
		severities[r.Name] = map[string]any{"description": r.Summary, "enum": Levels}
	}
	schema := map[string]any{
		"$schema":              "http://json-schema.org/draft-07/schema#",
		"$id":                  "https://raw.githubusercontent.com/aslcheck/aslcheck/main/docs/aslcheck.schema.json",
		"title":                "aslcheck settings",
		"description":          "Settings of aslcheck lint for a project: " + ConfigName + ".",
		"type":                 []string{"object", "null"},
		"additionalProperties": false,
		"properties": map[string]any{
			"extends": map[string]any{"description": "A configuration file to read first, relative to this one. The settings here override it.", "type": "string"},
			"fail-on": map[string]any{"description": "Exit with 1 for findings of this severity or worse.", "enum": Levels[1:]},
			"type":    map[string]any{"description": "The type of the state machines.", "enum": []string{"standard", "express"}},
			"rules": map[string]any{
				"description": "Severities of rules.", "type": "object", "additionalProperties": false, "properties": severities,
			},
			"ignore": map[string]any{
				"description": "Patterns of definitions to skip, relative to this file.", "type": "array", "maxItems": maxGlobs,
				"items": map[string]any{"type": "string", "minLength": 1, "maxLength": maxGlobLength, "not": map[string]any{"pattern": `^(!|/|\.\.(/|$))`}},
			},
		},
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(schema); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestConfigSchemaIsShipped(t *testing.T) {
	name, want := filepath.Join("..", "..", "docs", "aslcheck.schema.json"), configSchema(t)
	if *update {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if text, err := os.ReadFile(name); err != nil || !bytes.Equal(text, want) {
		t.Errorf("%s is stale, run the test with -update: %v", name, err)
	}
}

// TestConfigSchema holds the schema to the reader: both take the same settings.
func TestConfigSchema(t *testing.T) {
	schema, err := gojsonschema.NewSchema(gojsonschema.NewBytesLoader(configSchema(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"", "{}", "rules: {missing-retry: 'off', missing-catch: error}", "rules: {missing-cash: error}", "rules: {missing-catch: warn}",
		"rules: [missing-catch]", "rule: {}", "fail-on: advice", "fail-on: 'off'", "fail-on: eror", "type: express", "type: fast",
		"extends: base.yaml", "extends: [a]", "ignore: [legacy, '**/*.json']", "ignore: a", "ignore: [1]", "ignore: ['']", "ignore: ['!a']",
		"ignore: [/a]", "ignore: [../a]", "ignore: [..a]", "ignore: [..]", "ignore: [" + strings.Repeat("a", maxGlobLength+1) + "]",
		"ignore: [" + strings.Repeat("a,", maxGlobs) + "a]", "- a",
	} {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		result, err := schema.Validate(gojsonschema.NewGoLoader(value))
		if err != nil {
			t.Fatal(err)
		}
		_, found := parseConfig(source.NewFile(ConfigName, text))
		if result.Valid() != (len(found) == 0) {
			t.Errorf("%.60q: the schema says %v, the reader %v", text, result.Errors(), found)
		}
	}
}
