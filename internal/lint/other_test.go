package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// others are files that are not definitions, with syntax that a fix would change: comments and commas in JSON, unquoted words.
// What a name looks like is in the second column.
var others = []struct{ name, looksLike, text string }{
	{"package.json", "an npm package", `{"name": "x%d", "version": "1", "dependencies": {},}`},
	{"web%d.json", "an npm package", `{"name": "x", "version": "1", "scripts": {"a": 'b'},}`},
	{"package-lock.json", "an npm lock file", `{"lockfileVersion": %d,}`},
	{"tsconfig.json", "a TypeScript configuration", "{\n  // comment %d\n  \"compilerOptions\": {},\n}"},
	{"settings%d.json", "", "{\"a\": [1, 2,], // comment\n}"},
	{"array%d.json", "", "[{\"a\": 1,},]"},
	{"text%d.json", "", `"text"`},
	{"docker-compose.yml", "a Docker Compose file", "services:\n  db%d: {image: x, restart: no}\n"},
	{"deploy%d.yml", "a GitHub Actions workflow", "on: push\njobs: {build: {steps: [{run: on}]}}\n"},
	{"action%d.yml", "a GitHub action", "name: x\nruns: {using: composite, shell: no}\n"},
	{".gitlab-ci.yml", "a GitLab pipeline", "job%d: {script: [yes]}\n"},
	{"prod%d.tfvars", "a Terraform variables file", "name = \"%d\"\n"},
	{"main%d.tf.json", "a Terraform file without state machines", `{"resource": {"aws_sqs_queue": {},}}`},
	{"plan%d.json", "a Terraform plan without state machines", `{"format_version": "1.2", "planned_values": {},}`},
	{"terraform%d.tfstate", "a Terraform state", `{"version": 4, "terraform_version": "1", "lineage": "x",}`},
	{"serverless%d.yml", "a Serverless Framework service without state machines", "service: x\nprovider: {name: aws}\nfunctions: {a: {handler: yes}}\n"},
	{"template%d.yaml", "a CloudFormation template without state machines", "Resources:\n  Q%d: {Type: AWS::SQS::Queue, Properties: {FifoQueue: yes}}\n"},
	{"Chart.yaml", "a Helm chart", "apiVersion: v2\nname: x%d\nversion: 010\n"},
	{"deployment%d.yaml", "a Kubernetes manifest", "apiVersion: v1\nkind: Service\nspec: {x: on}\n"},
	{"helm%d.yaml", "input for another template engine, with {{ }}, {% %} or <% %>", "{{- if .Values.x }}\na: {{ .Values.a }}\n{{- end }}\n"},
	{"jinja%d.yaml", "input for another template engine, with {{ }}, {% %} or <% %>", "{% for x in y %}\na: {{ x }}\n{% endfor %}\n"},
	{"openapi%d.yaml", "an OpenAPI document", "openapi: 3.0.0\npaths: {/x: {get: {deprecated: no}}}\n"},
	{"Pulumi.yaml", "a Pulumi project without state machines", "name: x%d\nruntime: yaml\n"},
	{"mocks%d.json", "a mock configuration of Step Functions Local", `{"StateMachines": {}, "MockedResponses": {},}`},
	{"history%d.json", "an execution history", `{"events": [],}`},
	{"order.asl.test.yaml", "a test file of aslcheck", "cases: [{name: no%d}]\n"},
	{"role%d.json", "an IAM policy", `{"Version": "2012-10-17", "Statement": [],}`},
	{"state%d.json", "a single state", `{"Type": "Pass", "End": true,}`},
	{"main%d.go", "a Go file", "package main\n"},
	{"app%d.py", "a Python file", "states = {'a': 1,}\n"},
	{"README.md", "a Markdown file", "# StartAt and States %d\n"},
}

// marked are definitions that hold marks of another template language, with defects that have a fix.
var marked = []string{
	"{\"StartAt\": \"A\", \"States\": {%%{ if x }\"A\": {\"Type\": \"pass\", \"End\": true},%%{ endif }}, \"Comment\": \"%d\"}",
	`{"StartAt": "A", "States": {"A": {"Type": "pass", "Comment": "{{ name }}", "End": "true"}}, "Comment": "%d"}`,
	`{"StartAt": "A", "States": {"A": {"Type": "pass", "Comment": "<%% name %%>", "End": "true"}}, "Comment": "%d"}`,
	`{"StartAt": "A", "States": {"A": {"Type": "pass", "Comment": "__NAME__", "End": "true"}}, "Comment": "%d"}`,
	`{"StartAt": "A", "States": {"A": {"Type": "pass", "Seconds": __SECONDS__, "End": "true"}}, "Comment": "%d"}`,
	"StartAt: A\nStates:\n  {%% if x %%}\n  A: {Type: pass, End: yes}\n  {%% endif %%}\n  B%d: [}\n",
	`{"StartAt": "A", "States": {"A": {"Type": "pass", "End": "true"}, ]%d`,
}

// TestOthers lints and fixes 200 files that are no definitions, by name and in a directory. Each that was named has exactly one
// finding, which says what the file looks like, and no byte of any changes.
func TestOthers(t *testing.T) {
	n := 0
	for i := range 7 {
		for _, o := range others {
			n++
			text := strings.ReplaceAll(o.text, "%d", strconv.Itoa(i))
			f := fixFile(t, strings.ReplaceAll(o.name, "%d", strconv.Itoa(i)), text)
			want := `it has neither "StartAt" nor "States"`
			if o.looksLike != "" {
				want = "it looks like " + o.looksLike
			}
			if len(f.Found) != 1 || f.Found[0].Rule != RuleNotAMachine || f.Found[0].Message != "not a state machine: "+want {
				t.Errorf("%s: found %v", f.Source.Name, f.Found)
			}
		}
		for k, text := range marked {
			n++
			fixFile(t, fmt.Sprintf("flow%d.%s", k, []string{"json", "yaml"}[min(strings.Count(text, "StartAt: A"), 1)]), fmt.Sprintf(text, i))
		}
	}
	if n < 200 {
		t.Errorf("only %d files", n)
	}
}

// fixFile lints and fixes a file alone, and the directory with it. The text must stay.
func fixFile(t *testing.T, name, text string) *File {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var named *File
	for _, in := range []Input{{Path: name, Root: "."}, {Path: name, Root: ".", Named: true}} {
		p := &Project{Dir: dir}
		files, _, err := p.Load(t.Context(), []Input{in})
		if err != nil && in.Named {
			t.Fatalf("%s: %v", name, err)
		}
		if err := p.Lint(t.Context(), files, Run{Fix: true}); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if f.Fixed.Text != text {
				t.Errorf("%s: the fix made\n%s\nof\n%s", name, f.Fixed.Text, text)
			}
			named = f
		}
	}
	return named
}
