package properties

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// TestYAMLIsLikeJSON writes definitions as YAML, in one of three styles: findings and histories are those of the JSON.
func TestYAMLIsLikeJSON(t *testing.T) {
	for seed := range seeds(t, 150) {
		checkYAML(t, seed)
	}
}

func checkYAML(t *testing.T, seed uint64) {
	t.Helper()
	d := randasl.Edited(seed)
	if seed%3 == 0 {
		d = randasl.New(seed)
	}
	text := twin(t, d.Text(), seed/3%3)
	was, now := findings("d.asl.json", d.Text()), findings("d.asl.yaml", text)
	if !slices.Equal(was, now) {
		t.Fatalf("seed %d: findings in JSON and YAML differ:\n%q\n%q\n%s\n%s", seed, missing(was, now), missing(now, was), d.Text(), text)
	}
	program, other := compile("d.asl.json", d.Text()), compile("d.asl.yaml", text)
	if (program == nil) != (other == nil) {
		t.Fatalf("seed %d: only one of JSON and YAML compiles:\n%s\n%s", seed, d.Text(), text)
	}
	if program == nil {
		return
	}
	x, _, err := try(program, d)
	y, _, otherErr := try(other, d)
	if err != nil || otherErr != nil {
		if fmt.Sprint(err) != fmt.Sprint(otherErr) {
			t.Fatalf("seed %d: JSON gives %v, YAML %v\n%s", seed, err, otherErr, d.Text())
		}
		return
	}
	if difference := differentEvent(x, y); difference != "" {
		t.Fatalf("seed %d: the histories of JSON and YAML differ:\n%s\n%s", seed, d.Text(), difference)
	}
}

// differentEvent returns the first event that differs between two executions, as each of them has it, "" if none does. It
// looks at one event after the other: 25,000 events with 256 KiB of data each don't fit into memory as text.
func differentEvent(x, y *simulator.Execution) string {
	for i := range max(len(x.Events), len(y.Events)) {
		var a, b string
		if i < len(x.Events) {
			a = x.Events[i].History().JSON()
		}
		if i < len(y.Events) {
			b = y.Events[i].History().JSON()
		}
		if a != b {
			return a + "\n" + b
		}
	}
	return ""
}

// twin returns a text of JSON as YAML: as test files are written, as the library writes it, or as it is.
func twin(tb testing.TB, text string, style uint64) string {
	tb.Helper()
	var b bytes.Buffer
	switch style {
	case 0:
		if err := suite.WriteYAML(&b, value.MustParse(text)); err != nil {
			tb.Fatal(err)
		}
	case 1:
		var root yaml.Node
		if err := yaml.Unmarshal([]byte(text), &root); err != nil {
			tb.Fatal(err)
		}
		plain(&root)
		if err := yaml.NewEncoder(&b).Encode(&root); err != nil {
			tb.Fatal(err)
		}
	default:
		return text
	}
	return b.String()
}

// plain lets the library choose the style of a node.
func plain(n *yaml.Node) {
	n.Style = 0
	for _, child := range n.Content {
		plain(child)
	}
}

// findings returns what the linter finds, with rule, pointer and message, sorted.
func findings(name, text string) []string {
	var list []string
	for _, d := range lint.Text(source.NewFile(name, text), rules.All, analyzer.Config{}) {
		if d.Rule != source.RuleYAMLBoolean { // only YAML has words that look like booleans
			list = append(list, d.Rule+" at "+d.Pointer+": "+d.Message)
		}
	}
	slices.Sort(list)
	return list
}

// missing returns the texts of a list that another one does not have.
func missing(list, from []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(from, s) })
}
