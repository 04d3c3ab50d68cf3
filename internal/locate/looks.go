package locate

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// maxLooked is the size of the largest text that LooksLike parses.
const maxLooked = 4 << 20

// A look is a kind of file that people confuse with definitions, or that is next to them.
type look struct {
	// what names it, with an article.
	what string
	// names are patterns of path.Match for the names of its files, in lower case.
	names []string
	// keys are alternatives: the members, separated by spaces, that such a file has at the top.
	keys []string
}

// looks are tried in order.
var looks = []look{
	{what: "a test file of aslcheck", names: []string{"*.asl.test.yaml", "*.asl.test.yml", "*.asl.test.json"}},
	{what: "the configuration of aslcheck", names: []string{".aslcheck.yaml", ".aslcheck.yml", "aslcheck.yaml", "aslcheck.yml"}},
	{what: "a Helm chart", names: []string{"chart.yaml"}},
	{what: "an npm lock file", names: []string{"package-lock.json"}, keys: []string{"lockfileVersion"}},
	{what: "an npm package", names: []string{"package.json"}, keys: []string{"name version dependencies", "name version scripts", "devDependencies"}},
	{what: "a TypeScript configuration", names: []string{"tsconfig.json", "tsconfig.*.json"}, keys: []string{"compilerOptions"}},
	{what: "a Terraform plan without state machines", keys: []string{"format_version planned_values", "format_version resource_changes"}},
	{what: "a Terraform state", names: []string{"*.tfstate"}, keys: []string{"format_version values", "terraform_version lineage"}},
	{what: "a Terraform file without state machines", names: []string{"*.tf", "*.tf.json", "*.tofu"}},
	{what: "a Terraform variables file", names: []string{"*.tfvars", "*.tfvars.json"}},
	{what: "a GitHub Actions workflow", keys: []string{"on jobs", "true jobs"}},
	{what: "a GitHub action", keys: []string{"runs name"}},
	{what: "a GitLab pipeline", names: []string{".gitlab-ci.yml"}},
	{what: "a Docker Compose file", names: []string{"docker-compose*.y*ml", "compose.y*ml"}, keys: []string{"services version", "services networks", "services volumes"}},
	{what: "a CloudFormation template without state machines", keys: []string{"AWSTemplateFormatVersion", "Resources", "Transform"}},
	{what: "a Serverless Framework service without state machines", keys: []string{"service provider", "provider functions"}},
	{what: "an OpenAPI document", keys: []string{"openapi", "swagger"}},
	{what: "a Kubernetes manifest", keys: []string{"apiVersion kind"}},
	{what: "a Helm chart", keys: []string{"apiVersion name version"}},
	{what: "a Pulumi project without state machines", names: []string{"pulumi.y*ml"}, keys: []string{"name runtime"}},
	{what: "a mock configuration of Step Functions Local", keys: []string{"StateMachines MockedResponses", "StateMachines"}},
	{what: "an execution history", keys: []string{"events"}},
	{what: "a JSON Schema", names: []string{"*.schema.json"}, keys: []string{"$schema properties", "$schema definitions", "$schema $defs"}},
	{what: "an IAM policy", keys: []string{"Version Statement"}},
	{what: "a Go file", names: []string{"*.go"}},
	{what: "a Python file", names: []string{"*.py"}},
	{what: "a JavaScript or TypeScript file", names: []string{"*.js", "*.ts", "*.mjs", "*.cjs", "*.tsx"}},
	{what: "a shell script", names: []string{"*.sh"}},
	{what: "a Markdown file", names: []string{"*.md"}},
	{what: "a Dockerfile", names: []string{"dockerfile", "*.dockerfile"}},
}

// foreign matches the syntax of Jinja, Helm, ERB and similar engines, whose output may be a definition: {{ name }}, but not the
// dynamic references of CloudFormation, <% code %>, and lines with {% statements %}.
var foreign = regexp.MustCompile(`(?m)\{\{-? *([^r ]|r[^e]|re[^s])|<%|^\s*\{%-?\s*[a-z]`)

// IsForeign reports whether a text looks like input for a template engine that aslcheck doesn't know.
func IsForeign(text string) bool { return foreign.MatchString(text) }

// marks matches what other template languages leave in a text: %{ directives }, {{ names }}, <% code %>, and values such as
// __TABLE__ that a script replaces. A lone "{{" counts, too: the text that fills it in isn't known.
var marks = regexp.MustCompile(`%\{|\{\{ *([^r ]|r[^e]|re[^s])|<%|[:\[,]\s*["']?__[A-Za-z0-9_]+__\b`)

// HasForeignMarks reports whether a text may be changed by another template engine before it is a definition.
func HasForeignMarks(text string) bool { return marks.MatchString(text) }

// LooksLike says what a file without state machines is, such as "a Docker Compose file"; "" if it isn't known.
func LooksLike(name, text string) string {
	base := strings.ToLower(path.Base(DisplayName(name)))
	for _, l := range looks {
		if slices.ContainsFunc(l.names, func(pattern string) bool { ok, _ := path.Match(pattern, base); return ok }) {
			return l.what
		}
	}
	if len(text) > maxLooked {
		return ""
	}
	root, _ := source.Parse(source.NewFile(name, text))
	for _, l := range looks {
		if slices.ContainsFunc(l.keys, func(keys string) bool { return hasKeys(root, strings.Fields(keys)) }) {
			return l.what
		}
	}
	if kind := root.Get("Type"); kind != nil && slices.Contains(stateTypes, kind.Text) {
		return "a single state"
	}
	if IsForeign(text) {
		return "input for another template engine, with {{ }}, {% %} or <% %>"
	}
	return ""
}

// stateTypes are the values of "Type" in a state.
var stateTypes = []string{"Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"}

func hasKeys(n *source.Node, keys []string) bool {
	for _, key := range keys {
		if n.Get(key) == nil {
			return false
		}
	}
	return true
}
