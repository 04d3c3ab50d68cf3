package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// folder is what the commands of the tests run in.
const folder = `
-- good.asl.json --
{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}
-- bad.asl.json --
{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "C"}, "C": {"Type": "Fail"}, "Lost": {"Type": "Succeed"}}}
-- task.asl.json --
{"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"QueueUrl": "q", "MessageBody": "m"}, "End": true}}}
-- good.asl.test.yaml --
cases:
  - {name: first, tags: [quick], input: {a: 1}, expect: {outputIs: {a: 1}, path: [A, B]}}
  - {name: second, expect: {time: 0}}
-- bad.asl.test.yaml --
cases:
  - {name: fails, tags: [slow]}
-- mocks.yaml --
mocks: {T: {return: {MessageId: m}}}
-- input.json --
{"from": "file"}
`

// enter makes a folder of an archive and goes there for the rest of the test.
func enter(t *testing.T, archive string) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// A call is a call of the command: its arguments, what it reads, and its environment as "NAME=value".
type call struct {
	args, stdin string
	env         []string
}

// run calls the command. Arguments are words between blanks.
func (c call) run() (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	getenv := func(name string) string {
		for _, v := range c.env {
			if rest, ok := strings.CutPrefix(v, name+"="); ok {
				return rest
			}
		}
		return ""
	}
	code = Main(strings.Fields(c.args), strings.NewReader(c.stdin), &out, &err, getenv)
	return code, out.String(), err.String()
}

// read returns the text of a file that a command should have written.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
