package report

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/replay"
)

// checkFormats holds the formats of a command to what each must have: a name of its own, a mention in README.md and in docs, an
// expected report, and an error where it can't be written.
func checkFormats[T any](t *testing.T, command string, formats Formats[T], data T) {
	t.Helper()
	names := formats.Names()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	if row := fmt.Sprintf("| `%s` | `%s` |\n", command, strings.Join(names, "`, `")); !strings.Contains(string(readme), row) {
		t.Errorf("README.md doesn't have the row %s", row)
	}
	if slices.Sort(names); len(slices.Compact(names)) != len(formats) {
		t.Errorf("a name is there twice: %v", names)
	}
	docs, scripts := contents(t, "../../docs/*.md"), contents(t, "../../testscripts/testdata/script/*.txtar")
	for _, name := range formats.Names() {
		if !strings.Contains(docs, "`"+name+"`") && !strings.Contains(docs, "--report "+name) {
			t.Errorf("docs doesn't mention %s", name)
		}
		if goldens, _ := filepath.Glob("testdata/*" + name + "*"); len(goldens) == 0 && !strings.Contains(scripts, "--report "+name) {
			t.Errorf("neither testdata nor a script has a report as %s", name)
		}
		t.Run(command+"/"+name, func(t *testing.T) {
			checkWriteErrors(t, func(w io.Writer) error { return formats.Write(w, name, data, Style{}) })
		})
	}
}

// contents returns the texts of all files that a pattern matches.
func contents(t *testing.T, pattern string) string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(names), err)
	}
	var b strings.Builder
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(text)
	}
	return b.String()
}

func TestFormats(t *testing.T) {
	checkFormats(t, "lint", LintFormats, Findings{Diagnostics: findings(t), Definitions: 1, Files: []string{"dir/order.asl.json"}, Rules: rules})
	checkFormats(t, "test", SuiteFormats, tests(t))
	checkFormats(t, "run", RunFormats, run(t, containers, `{"items": [1, 2]}`))
	checkFormats(t, "replay", ReplayFormats, Replays{Comparisons: []replay.Comparison{{File: "a.history.json", Diagnostics: findings(t)}}})
	checkFormats(t, "cover", CoverFormats, Coverage{Profile: etlProfile(t)})
	checkFormats(t, "rules", RulesFormats, RuleList{Rules: rules, Page: "# Rules"})
	defer func() {
		if text, _ := recover().(string); !strings.HasPrefix(text, "BUG: ") {
			t.Errorf("an unknown format: %q", text)
		}
	}()
	_ = LintFormats.Write(&strings.Builder{}, "html", Findings{}, Style{})
}
