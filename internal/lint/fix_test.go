package lint

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/source"
)

// fixed lints and fixes a text as --fix does.
func fixed(t *testing.T, name, text string) *File {
	t.Helper()
	f := &File{Input: Input{Path: name}, Settings: (&Project{}).settings(&mergedConfig{}), Source: source.NewFile(name, text)}
	if err := (&Project{}).Lint(t.Context(), []*File{f}, Run{Fix: true}); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestFixCorpus fixes every definition of the corpus: what is left has no fix, and nothing is left to do.
func TestFixCorpus(t *testing.T) {
	dir := corpus.Dir(t, "ASLCHECK_LINT_CORPUS", "lint-corpus")
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	changed := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // a folder
		}
		first := fixed(t, name, string(text))
		if _, n := source.Apply(first.Fixed, first.Found); n > 0 {
			t.Errorf("%s: %d findings still have a fix", name, n)
		}
		second := fixed(t, name, first.Fixed.Text)
		if second.Fixes != 0 || second.Fixed.Text != first.Fixed.Text {
			t.Errorf("%s: fixing again changes %d more", name, second.Fixes)
		}
		if first.Fixes > 0 {
			changed++
		}
	}
	t.Logf("%d of %d files were fixed", changed, len(files))
}

// TestFixMany fixes more syntax errors than are reported at a time, and more findings than could be compared in pairs.
func TestFixMany(t *testing.T) {
	commas := `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": [` + strings.Repeat("[1,],", 300) + `1], "End": true}}}`
	if j := fixed(t, "a.asl.json", commas); len(j.Found) > 0 || j.Fixes != 300 {
		t.Errorf("%d fixed, left %v", j.Fixes, j.Found)
	}
	const many = 10_000
	prefixes := `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem",
		"Parameters": {"TableName": "t", "Item": {}}, "End": true, "Retry": [{"ErrorEquals": [` +
		strings.Repeat(`"DynamoDB.ThrottlingException",`, many-1) + `"DynamoDB.ThrottlingException"]}]}}}`
	if j := fixed(t, "a.asl.json", prefixes); j.Fixes != many || strings.Contains(j.Fixed.Text, "DynamoDB") {
		t.Errorf("%d of %d fixed", j.Fixes, many)
	}
}

// fixes are texts before and after a fix; "" is a text that is not changed.
var fixes = []struct{ name, text, want string }{
	{"capitals of a field", `{"startAt":"A","States":{"A":{"Type":"Succeed"}}}`, `{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}`},
	{"a field that is there already", `{"startAt":"A","StartAt":"A","States":{"A":{"Type":"Succeed"}}}`, ""},
	{
		"capitals of Type, and what that uncovers", `{"StartAt":"A","States":{"A":{"type":"fail","error":5}}}`,
		`{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"5"}}}`,
	},
	{"another field", `{"StratAt":"A","States":{"A":{"Type":"Succeed"}}}`, ""},
	{"capitals of a state", `{"StartAt":"é","States":{"É":{"Type":"Succeed"}}}`, `{"StartAt":"É","States":{"É":{"Type":"Succeed"}}}`},
	{"two states to choose from", `{"StartAt":"aa","States":{"AA":{"Type":"Pass","Next":"Aa"},"Aa":{"Type":"Succeed"}}}`, ""},
	{
		"capitals of an error", `{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[{"StartAt":"B","States":{"B":{"Type":"Fail"}}}],"Retry":[{"ErrorEquals":["states.all"]}],"End":true}}}`,
		`{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[{"StartAt":"B","States":{"B":{"Type":"Fail"}}}],"Retry":[{"ErrorEquals":["States.ALL"]}],"End":true}}}`,
	},
	{
		"one value for an array", `{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":{"StartAt":"B","States":{"B":{"Type":"Fail"}}},"Retry":{"ErrorEquals":"States.ALL"},"End":true}}}`,
		`{"StartAt":"A","States":{"A":{"Type":"Parallel","Branches":[{"StartAt":"B","States":{"B":{"Type":"Fail"}}}],"Retry":[{"ErrorEquals":["States.ALL"]}],"End":true}}}`,
	},
	{
		"an intrinsic function", `{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"a.$":"States.uuid()"},"End":true}}}`,
		`{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"a.$":"States.UUID()"},"End":true}}}`,
	},
	{
		"a function of JSONata", `{"StartAt":"A","QueryLanguage":"JSONata","States":{"A":{"Type":"Pass","Output":"{% $upperCase('a') %}","End":true}}}`,
		`{"StartAt":"A","QueryLanguage":"JSONata","States":{"A":{"Type":"Pass","Output":"{% $uppercase('a') %}","End":true}}}`,
	},
	{
		"quoted numbers and booleans", `{"StartAt":"A","TimeoutSeconds":"60","States":{"A":{"Type":"Wait","Seconds":"1","End":"true"}}}`,
		`{"StartAt":"A","TimeoutSeconds":60,"States":{"A":{"Type":"Wait","Seconds":1,"End":true}}}`,
	},
	{"numbers out of range, and no integers", `{"StartAt":"A","TimeoutSeconds":"-1","States":{"A":{"Type":"Wait","Seconds":"1.5","End":true}}}`, ""},
	{"texts that only look like numbers", `{"StartAt":"A","States":{"A":{"Type":"Wait","Seconds":"0x1","End":"yes"}}}`, ""},
	{"End where it is not needed", `{"StartAt":"A","States":{"A":{"Type":"Fail","End":true}}}`, `{"StartAt":"A","States":{"A":{"Type":"Fail"}}}`},
	{
		"End that says nothing", `{"StartAt":"A","States":{"A":{"End":false,"Type":"Pass","Next":"B"},"B":{"Type":"Succeed"}}}`,
		`{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Succeed"}}}`,
	},
	{"End or Next", `{"StartAt":"A","States":{"A":{"Type":"Pass","End":true,"Next":"B"},"B":{"Type":"Succeed"}}}`, ""},
	{
		"a timestamp", `{"StartAt":"A","States":{"A":{"Type":"Wait","Timestamp":"2026-11-22 18:00:00z","End":true}}}`,
		`{"StartAt":"A","States":{"A":{"Type":"Wait","Timestamp":"2026-11-22T18:00:00Z","End":true}}}`,
	},
	{"a timestamp without a zone", `{"StartAt":"A","States":{"A":{"Type":"Wait","Timestamp":"2026-11-22T18:00:00","End":true}}}`, ""},
	{
		"YAML", "StartAt: a\nVersion: 1.0\nStates:\n  A:\n    type: Wait\n    Seconds: '1' # one\n    Retry: x\n    End: true\n",
		"StartAt: A\nVersion: \"1.0\"\nStates:\n  A:\n    Type: Wait\n    Seconds: 1 # one\n    Retry: x\n    End: true\n",
	},
	{
		"an expression in a block",
		"StartAt: A\nQueryLanguage: JSONata\nStates:\n  A:\n    Type: Wait\n    Seconds: |\n      {% 1 %}\n    Output: >\n      {% 2 %}\n    End: true\n",
		"StartAt: A\nQueryLanguage: JSONata\nStates:\n  A:\n    Type: Wait\n    Seconds: |-\n      {% 1 %}\n    Output: >-\n      {% 2 %}\n    End: true\n",
	},
	{"a job that does not exist", `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::cloudformation:createStack.sync","Parameters":{},"End":true}}}`, ""},
	{"the general error of a service", `{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:sqs:listQueues","Parameters":{},"Catch":[{"ErrorEquals":["SQS.AmazonSQSException"],"Next":"B"}],"End":true},"B":{"Type":"Fail"}}}`, ""},
	{"a comment beside what would go", "StartAt: A\nStates:\n  A:\n    Type: Succeed\n    # the end\n    End: true\n", ""},
	{
		"a list in YAML", "StartAt: A\nStates:\n  A:\n    Type: Map\n    ItemProcessor: {StartAt: B, States: {B: {Type: Fail, End: true}}}\n    Retry:\n      - ErrorEquals: States.ALL\n    End: true\n",
		"StartAt: A\nStates:\n  A:\n    Type: Map\n    ItemProcessor: {StartAt: B, States: {B: {Type: Fail}}}\n    Retry:\n      - ErrorEquals: [States.ALL]\n    End: true\n",
	},
}

// TestFixes shows what is certain enough to be fixed; without a text to want, nothing is.
func TestFixes(t *testing.T) {
	for _, c := range fixes {
		t.Run(c.name, func(t *testing.T) {
			name, want := "a.asl.yaml", c.want
			if c.text[0] == '{' {
				name = "a.asl.json"
			}
			if want == "" {
				want = c.text
			}
			if got := fixed(t, name, c.text).Fixed.Text; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}
