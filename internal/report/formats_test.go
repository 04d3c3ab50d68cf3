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

// checkFormats holds the formats of a command to what each must have: a name of its own, a mention in README.md, and an
// error where it can't be written.
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
	for _, name := range formats.Names() {
		t.Run(command+"/"+name, func(t *testing.T) {
			checkWriteErrors(t, func(w io.Writer) error { return formats.Write(w, name, data, Style{}) })
		})
	}
}

func TestFormats(t *testing.T) {
	checkFormats(t, "lint", LintFormats, Findings{Diagnostics: findings(t), Definitions: 1, Files: []string{"dir/order.asl.json"}, Rules: rules})
	checkFormats(t, "test", SuiteFormats, tests(t))
	checkFormats(t, "run", RunFormats, execution(t, containers, `{"items": [1, 2]}`))
	checkFormats(t, "replay", ReplayFormats, []replay.Comparison{{File: "a.history.json", Diagnostics: findings(t)}})
	checkFormats(t, "cover", CoverFormats, etlProfile(t))
	checkFormats(t, "rules", RulesFormats, RuleList{Rules: rules, Page: "# Rules"})
	defer func() {
		if text, _ := recover().(string); !strings.HasPrefix(text, "BUG: ") {
			t.Errorf("an unknown format: %q", text)
		}
	}()
	_ = LintFormats.Write(&strings.Builder{}, "html", Findings{}, Style{})
}
