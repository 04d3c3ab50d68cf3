package main

import (
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

var suite = fstest.MapFS{
	"states/pass.txtar": {Data: []byte(`Pass.

Source: a book

-- definition.json --
{}
-- case: one --
One.

-- expected.json --
{"status": "SUCCEEDED", "output": 1}
-- case: two --
Two.

-- expected.json --
{"status": "FAILED", "error": "E", "cause": "c"}
`)},
}

// TestMeasure measures engines that are lines of shell: one that stays, one that ends after each answer, and bad ones.
func TestMeasure(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("this machine has no shell")
	}
	for name, c := range map[string]struct{ script, want string }{
		"stays": {
			`while read -r line; do echo '{"status": "SUCCEEDED", "output": "1"}'; done`,
			"states 1/2 1/2 0/1 - - - -",
		},
		"ends": {
			`read -r line; echo '{"status": "FAILED", "error": "E", "cause": "d"}'`,
			"states 0/2 1/2 0/1 - - - -",
		},
		"fails":  {`echo broken >&2; exit 1`, "states 0/2 0/2 0/1 - - - -"},
		"babble": {`while read -r line; do echo hello; done`, "states 0/2 0/2 0/1 - - - -"},
		"hangs":  {`sleep 60`, "states 0/2 0/2 0/1 - - - -"},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			err := config{jobs: 1, timeout: time.Second}.measure(t.Context(), &out, suite, []string{"sh", "-c", c.script})
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(out.String(), "\n")
			if got := strings.Join(strings.Fields(lines[1]), " "); got != c.want {
				t.Errorf("got %s, want %s\n%s", got, c.want, out.String())
			}
		})
	}
}

func TestMeasureSelects(t *testing.T) {
	var out strings.Builder
	err := config{run: "two", verbose: true, timeout: time.Second}.measure(t.Context(), &out, suite, []string{"no-such-command"})
	if err != nil || !strings.Contains(out.String(), "states/pass: two: outcome: not supported") || strings.Contains(out.String(), "pass: one") {
		t.Errorf("got %s, %v", out.String(), err)
	}
	if err := (config{}).measure(t.Context(), &out, suite, nil); err == nil {
		t.Error("no error without a command")
	}
}
