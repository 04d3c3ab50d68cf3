package source

import (
	"slices"
	"strings"
	"testing"
)

func TestParseYAMLReportsFaults(t *testing.T) {
	for _, c := range slices.Concat(brokenYAML, moreBrokenYAML) {
		t.Run(c.name, func(t *testing.T) {
			file := NewFile("broken.yaml", c.text)
			root, ds := ParseYAML(file)
			checkSpans(t, file, root)
			checkDiagnostics(t, file, ds)
			if got := show(root); got != c.tree {
				t.Errorf("tree %s, want %s", got, c.tree)
			}
			if got := strings.Split(strings.TrimSpace(showAll(ds)), "\n"); !slices.Equal(got, c.errors) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.errors, "\n"))
			}
		})
	}
}

func TestParseYAMLFindsFaultsInLargeFiles(t *testing.T) {
	text := strings.Repeat("key: {a: 1, b: \"x\"}\n", 2_000)
	text = strings.ReplaceAll(text, "key", "- key") + "- k: v: w\n" + strings.Repeat("- a: 1\n", 2_000)
	_, ds := ParseYAML(NewFile("a.yaml", text))
	if len(ds) != 1 || ds[0].Span.Start.String() != "2001:7" {
		t.Errorf("got %v", ds)
	}
}

func TestAliasesShareTheirValues(t *testing.T) {
	root, _ := ParseYAML(NewFile("a.yaml", "a: &a {b: [1]}\nc: *a\n"))
	if root.Get("a").Get("b") != root.Get("c").Get("b") {
		t.Error("the value was copied")
	}
}
