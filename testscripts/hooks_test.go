package testscripts_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestHooks runs the hooks for pre-commit as it does: with the names of the changed files that they ask for.
func TestHooks(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", ".pre-commit-hooks.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var hooks []struct {
		ID, Entry, Files string
		PassFilenames    *bool `yaml:"pass_filenames"`
	}
	if err := yaml.Unmarshal(text, &hooks); err != nil || len(hooks) != 3 {
		t.Fatal(hooks, err)
	}
	files := map[string]string{
		"ok.asl.json":      `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`,
		"ok.asl.test.yaml": "cases: [{name: ends, expect: {status: succeeded}}]\n",
		"package.json":     `{"name": "x", "version": "1.0.0"}`,
		"compose.yaml":     "services: {web: {image: nginx}}\n",
		"main.go":          "package main\n",
	}
	for _, broken := range []bool{false, true} {
		dir := t.TempDir()
		if broken {
			files["broken.asl.json"] = `{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}`
			files["broken.asl.test.yaml"] = "cases: [{name: ends, expect: {status: failed}}]\n"
		}
		for name, text := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, hook := range hooks {
			asked := regexp.MustCompile(hook.Files)
			args := strings.Fields(hook.Entry)
			for name := range files {
				if asked.MatchString(name) && (hook.PassFilenames == nil || *hook.PassFilenames) {
					args = append(args, name)
				}
			}
			slices.Sort(args[len(strings.Fields(hook.Entry)):])
			cmd := exec.CommandContext(t.Context(), args[0], args[1:]...) //nolint:gosec // it is ours
			cmd.Dir = dir
			out, err := cmd.CombinedOutput()
			if (err != nil) != broken {
				t.Errorf("%s: %q: %v\n%s", hook.ID, args, err, out)
			}
		}
	}
}
