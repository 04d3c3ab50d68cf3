package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

func TestLintConfig(t *testing.T) {
	config, found := parseConfig(source.NewFile("c.yaml",
		"rules: {missing-retry: off, missing-catch: error}\nignore: [legacy/, ./old/**]\nfail-on: error\ntype: express\nextends: base.yaml\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	if config.rules["missing-retry"] != analyzer.Off || config.rules["missing-catch"] != source.Error || len(config.rules) != 2 {
		t.Errorf("rules %v", config.rules)
	}
	if fmt.Sprint(config.ignore) != "[legacy old/**]" || config.failOn != source.Error || config.kind != analyzer.Express || config.extends.Text != "base.yaml" {
		t.Errorf("%+v", config)
	}
}

func TestLintConfigFaults(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"nothing":          {"", ""},
		"comments":         {"# later\n\n", ""},
		"off is a word":    {"rules: {missing-retry: off}", ""},
		"list":             {"- a", "c.yaml:1:1: the settings must be an object, not an array"},
		"syntax":           {"rules: [", "c.yaml:1:8: a value is missing"},
		"key twice":        {"type: express\ntype: express", `c.yaml:2:1: duplicate key "type"`},
		"unknown key":      {"rule: {}", `c.yaml:1:1: unknown key "rule" (did you mean "rules"?); the keys are extends, fail-on, ignore, rules, type`},
		"unknown rule":     {"rules:\n  missing-cash: off", `c.yaml:2:3: unknown rule "missing-cash" (did you mean "missing-catch"?); 'aslcheck rules' lists all rules`},
		"unknown level":    {"rules: {missing-catch: warn}", `c.yaml:1:24: the severity of "missing-catch" must be off, advice, warning or error, not "warn"`},
		"boolean level":    {"rules: {missing-catch: false}", `c.yaml:1:24: "missing-catch" must be a string, not a boolean`},
		"rules as list":    {"rules: [missing-catch]", `c.yaml:1:8: "rules" must be an object of rule names and severities, not an array`},
		"fail-on off":      {"fail-on: off", `c.yaml:1:10: "fail-on" must be error, warning or advice, not "off"`},
		"fail-on near":     {"fail-on: eror", `c.yaml:1:10: "fail-on" must be error, warning or advice, not "eror" (did you mean "error"?)`},
		"type":             {"type: fast", `c.yaml:1:7: "type" must be standard or express, not "fast"`},
		"extends list":     {"extends: [a]", `c.yaml:1:10: "extends" must be a string, not an array`},
		"ignore text":      {"ignore: a", `c.yaml:1:9: "ignore" must be an array of patterns, not a string`},
		"ignore number":    {"ignore: [1]", `c.yaml:1:10: a pattern in "ignore" must be a string, not a number`},
		"open bracket":     {"ignore: ['[a']", `pattern "[a" is not valid`},
		"outside":          {"ignore: [../a]", `pattern "../a" must be below the directory of the settings`},
		"root":             {"ignore: [/a]", "must be below the directory"},
		"negated":          {"ignore: ['!a']", "which is not supported"},
		"empty pattern":    {"ignore: ['']", `pattern "" is empty`},
		"long pattern":     {"ignore: [" + strings.Repeat("a", maxGlobLength+1) + "]", "is longer than 512 bytes"},
		"many braces":      {"ignore: ['" + strings.Repeat("{a,b}", maxGlobBraces+1) + "']", "has more than 4 alternatives"},
		"too many":         {"ignore: [" + strings.Repeat("a,", maxGlobs) + "a]", "has more than 1000 patterns"},
		"control sequence": {"\"\\e[31m\": 1", `unknown key "\x1b[31m"`},
	} {
		t.Run(name, func(t *testing.T) {
			_, found := parseConfig(source.NewFile("c.yaml", c.text))
			got := make([]string, len(found))
			for i, d := range found {
				got[i] = fmt.Sprintf("%s: %s", d.Span, d.Message)
			}
			if all := strings.Join(got, "\n"); !strings.Contains(all, c.want) || c.want == "" && all != "" {
				t.Errorf("got %s, want %s", all, c.want)
			}
		})
	}
}

func TestGlob(t *testing.T) {
	for _, c := range []struct {
		dir, pattern, name string
		want               bool
	}{
		{".", "legacy", "legacy/deep/a.asl.json", true},
		{".", "legacy", "legacy.asl.json", false},
		{".", "*.asl.json", "a.asl.json", true},
		{".", "*.asl.json", "sub/a.asl.json", false},
		{".", "**/*.asl.json", "sub/deep/a.asl.json", true},
		{".", "**/old", "a/old/b.json", true},
		{"sub", "a.json", "sub/a.json", true},
		{"sub", "a.json", "a.json", false},
		{".", "{a,b}.json", "b.json", true},
		{".", "**", "../a.json", false},
		{"/x", "*.json", "/x/a.json", true},
	} {
		if got := (glob{c.dir, c.pattern}).matches("", c.name); got != c.want {
			t.Errorf("%q in %q matches %q: %v", c.pattern, c.dir, c.name, got)
		}
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if !(glob{".", "a/**"}).matches("", filepath.ToSlash(filepath.Join(here, "a", "b.json"))) {
		t.Error("an absolute path below the current directory is not matched")
	}
}

// FuzzLintConfig reads any text as settings.
func FuzzLintConfig(f *testing.F) {
	f.Add("rules: {missing-retry: off}\nignore: ['**/{a,b}/[c-d]*']\nfail-on: error\ntype: express\nextends: x", "a/b/c")
	f.Add("ignore: ['{a', '\\']", "a")
	f.Fuzz(func(_ *testing.T, text, name string) {
		config, found := parseConfig(source.NewFile("c.yaml", text))
		if len(found) > 0 {
			return
		}
		s := (&Project{}).settings(merge([]linkedConfig{{config, "."}}, "."))
		s.Ignores(name)
	})
}
