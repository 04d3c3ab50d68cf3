package jsonata_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// difference is a line of testdata/differences.txt: what the service does otherwise than the reference.
type difference struct {
	name    string
	pattern *regexp.Regexp
}

type differences []difference

func readDifferences(t *testing.T) differences {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "differences.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var list differences
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		columns := strings.Split(strings.TrimSpace(line), "\t")
		if len(columns) != 3 {
			t.Fatalf("testdata/differences.txt: %q must be a name, a pattern and a source", line)
		}
		list = append(list, difference{columns[0], regexp.MustCompile(columns[1])})
	}
	return list
}

// explain returns the name of the first line that explains a difference; "" without one.
func (d differences) explain(q question, fault string) string {
	for _, line := range d {
		if line.pattern.MatchString(q.Expr + "\n" + string(q.Input) + "\n" + fault) {
			return line.name
		}
	}
	return ""
}

// measured returns an expression of a kind that the service does otherwise than the reference.
func (g *generator) measured() string {
	text := g.pick(g.text(), "\"a\\u00a0b\"", "\"YWJ\"", "\"5pel\"")
	return g.pick(
		"$base64encode("+text+")", "$base64decode("+text+")", "$replace("+text+", /\\s|[\\s-]/, \"_\")", "$split("+text+", /\\S/)",
		"$substring("+text+", "+g.number()+", "+g.number()+")", "$string("+g.pick("1e20", "1e21", "999999999999999868928", "1e15/3", "12345678901234567")+")",
		"$formatNumber("+g.number()+", "+text+")", "$formatBase("+g.number()+", "+g.number()+")",
	)
}

// readFaulty returns the expressions of testdata/messages.jsonl.
func readFaulty(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "messages.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(text)) {
		var c struct{ Expr string }
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		list = append(list, c.Expr)
	}
	return list
}
