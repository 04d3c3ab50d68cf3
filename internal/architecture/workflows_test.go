package architecture

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// TestWorkflows runs actionlint over the workflows of the repository and those in the docs, in which the action is the one of
// this repository.
func TestWorkflows(t *testing.T) {
	lint := os.Getenv("ASLCHECK_ACTIONLINT")
	if lint == "" {
		t.Skip("ASLCHECK_ACTIONLINT doesn't name the program actionlint; .ci/workflows builds it")
	}
	root := t.TempDir()
	dir := filepath.Join(root, ".github", "workflows")
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(root, ".git"), 0o750); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(filepath.Join(repository, "action.yml"))
	if err != nil {
		t.Fatal(err)
	}
	write(filepath.Join(root, "action.yml"), string(text))
	args, err := filepath.Glob(filepath.Join(repository, ".github", "workflows", "*.yml"))
	if err != nil || len(args) == 0 {
		t.Fatal("no workflows", err)
	}
	for i, name := range args {
		if args[i], err = filepath.Abs(name); err != nil {
			t.Fatal(err)
		}
	}
	blocks := workflowBlocks(t)
	if len(blocks) < 5 {
		t.Errorf("the docs have only %d workflows", len(blocks))
	}
	for name, block := range blocks {
		args = append(args, filepath.Join(dir, name))
		write(filepath.Join(dir, name), strings.ReplaceAll(block, "aslcheck/aslcheck@main", "./"))
	}
	cmd := exec.CommandContext(t.Context(), lint, append([]string{"-no-color"}, args...)...) //nolint:gosec // the user named it
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

var yamlBlock = regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$")

// workflowBlocks returns the workflows in the docs, and the steps of the action as one.
func workflowBlocks(t *testing.T) map[string]string {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join(repository, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := map[string]string{}
	for _, page := range append(pages, filepath.Join(repository, "README.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for i, match := range yamlBlock.FindAllStringSubmatch(string(text), -1) {
			block := match[1]
			switch {
			case strings.HasPrefix(block, "- uses:") || strings.HasPrefix(block, "- run:"):
				block = "jobs:\n  steps:\n    runs-on: ubuntu-latest\n    steps:\n      " + strings.ReplaceAll(block, "\n", "\n      ") + "\n"
			case !strings.Contains("\n"+block, "\njobs:\n"):
				continue
			}
			if !strings.Contains("\n"+block, "\non:") {
				block = "on: push\n" + block
			}
			blocks[strings.TrimSuffix(filepath.Base(page), ".md")+"-"+string(rune('a'+i))+".yml"] = block
		}
	}
	var a action
	readYAML(t, "action.yml", &a)
	steps := []map[string]string{}
	for _, s := range a.Runs.Steps {
		steps = append(steps, map[string]string{"run": s.Run, "shell": s.Shell})
	}
	text, err := yaml.Marshal(map[string]any{"on": "push", "jobs": map[string]any{"action": map[string]any{"runs-on": "ubuntu-latest", "steps": steps}}})
	if err != nil {
		t.Fatal(err)
	}
	blocks["action.yml"] = string(text)
	return blocks
}

// TestActionsArePinned checks that the workflows of the repository use actions at a commit, which can't move as a tag can.
func TestActionsArePinned(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(repository, ".github", "workflows", "*.yml"))
	if err != nil || len(names) == 0 {
		t.Fatal("no workflows", err)
	}
	uses := regexp.MustCompile(`(?m)^\s*(?:- )?uses: *(.*)$`)
	pinned := regexp.MustCompile(`^[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[0-9.]+$`)
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range uses.FindAllStringSubmatch(string(text), -1) {
			if !pinned.MatchString(match[1]) {
				t.Errorf("%s: %s isn't the commit of a version", filepath.Base(name), match[1])
			}
		}
	}
}

// TestProblemMatcher matches the first line of a finding as text.
func TestProblemMatcher(t *testing.T) {
	var file struct {
		Matchers []struct {
			Severity string
			Pattern  []struct {
				Regexp                            string
				File, Line, Column, Message, Code int
			}
		} `json:"problemMatcher"`
	}
	text, err := os.ReadFile(filepath.Join(repository, ".github", "aslcheck-matcher.json"))
	if err == nil {
		err = json.Unmarshal(text, &file)
	}
	if err != nil {
		t.Fatal(err)
	}
	at := source.NewFile("a b/x.asl.json", "{\n  1").Span(4, 5)
	for severity, want := range map[source.Severity]string{source.Error: "error", source.Warning: "warning", source.Advice: "notice"} {
		var b strings.Builder
		found := source.Diagnostics{{Span: at, Severity: severity, Rule: "some-rule", Message: `state "A [b]" is 1: 2: 3`}}
		if err := report.Text(&b, found, report.Style{}); err != nil {
			t.Fatal(err)
		}
		line, _, _ := strings.Cut(b.String(), "\n")
		var matched []string
		for _, m := range file.Matchers {
			p := m.Pattern[0]
			groups := regexp.MustCompile(p.Regexp).FindStringSubmatch(line)
			if groups == nil {
				continue
			}
			matched = append(matched, m.Severity, groups[p.File], groups[p.Line], groups[p.Column], groups[p.Message], groups[p.Code])
		}
		if wanted := []string{want, "a b/x.asl.json", "2", "3", `state "A [b]" is 1: 2: 3`, "some-rule"}; !slices.Equal(matched, wanted) {
			t.Errorf("%q gives %q, want %q", line, matched, wanted)
		}
	}
}

// TestReleaseConfiguration checks what the docs and the action rely on in the configuration of releases, and that it has no
// keys that a release doesn't know.
func TestReleaseConfiguration(t *testing.T) {
	var keys map[string]any
	readYAML(t, ".goreleaser.yaml", &keys)
	known := []string{"version", "project_name", "before", "builds", "archives", "checksum", "sboms", "homebrew_casks", "changelog", "release"}
	for key := range keys {
		if !slices.Contains(known, key) {
			t.Errorf("the key %q isn't known", key)
		}
	}
	var r struct {
		Builds []struct {
			Env, Flags, Tags, Gcflags, Goos, Goarch []string
		}
		Checksum struct {
			Name string `yaml:"name_template"`
		}
	}
	readYAML(t, ".goreleaser.yaml", &r)
	b := r.Builds[0]
	if !slices.Equal(b.Env, []string{"CGO_ENABLED=0"}) || !slices.Equal(b.Flags, []string{"-trimpath"}) || !slices.Equal(b.Tags, []string{"nethttpomithttp2"}) || len(b.Goos)*len(b.Goarch) != 6 {
		t.Errorf("the build is %+v", b)
	}
	for _, flag := range b.Gcflags {
		if packages, ok := strings.CutSuffix(flag, "=-l"); !ok || strings.Contains(packages, "aslcheck") {
			t.Errorf("the compiler gets %q", flag)
		}
	}
	if r.Checksum.Name != "checksums.txt" {
		t.Errorf("the checksums are in %q", r.Checksum.Name)
	}
}
