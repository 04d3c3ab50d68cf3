package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator/coverage"
)

// checkOwn writes every format of a command: each report is its own, and in no other format.
func checkOwn[T any](t *testing.T, command string, formats Formats[T], data ...T) {
	t.Helper()
	for _, format := range formats.Names() {
		for i := range data {
			for _, color := range []bool{false, true} {
				var b strings.Builder
				if err := formats.Write(&b, format, data[i], Style{Color: color}); err != nil {
					t.Fatal(err)
				}
				crlf := strings.ReplaceAll(b.String(), "\n", "\r\n")
				if b.Len() > 0 && (!IsOwn(format, b.String()) || !IsOwn(format, crlf)) {
					t.Errorf("%s: a report as %s is not recognized:\n%s", command, format, b.String())
				}
				for other := range ownFormats {
					if b.Len() > 0 && other != format && IsOwn(other, b.String()) {
						t.Errorf("%s: a report as %s is taken for one as %s:\n%s", command, format, other, b.String())
					}
				}
			}
		}
	}
}

func TestIsOwn(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "rules.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := Findings{Diagnostics: findings(t), Definitions: 1, Files: []string{"dir/order.asl.json"}, Rules: rules}
	checkOwn(t, "lint", LintFormats, found, Findings{Definitions: 2, Files: []string{"a", "b"}})
	checkOwn(t, "test", SuiteFormats, tests(t), Tests{})
	checkOwn(t, "run", RunFormats, run(t, containers, `{"items": [1, 2]}`), run(t, `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`, `1`))
	checkOwn(t, "replay", ReplayFormats, Replays{Comparisons: []replay.Comparison{{File: "a.history.json", Diagnostics: findings(t)}}})
	checkOwn(t, "cover", CoverFormats, Coverage{Profile: etlProfile(t)}, Coverage{Profile: &coverage.Profile{}})
	checkOwn(t, "graph", GraphFormats, etlPicture(t), picture(t, "a.asl.json", `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`))
	checkOwn(t, "rules", RulesFormats, RuleList{Rules: rules, Page: string(page)})
	if IsOwn("docx", "<html>") {
		t.Error("an unknown format has a report")
	}
}

// TestIsNotOwn has files that people have, some of them written by other programs in the same formats.
func TestIsNotOwn(t *testing.T) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "foreign.txtar"))
	if err != nil || len(archive.Files) < 20 {
		t.Fatal(err, len(archive.Files))
	}
	for _, f := range archive.Files {
		for format := range ownFormats {
			if IsOwn(format, string(f.Data)) {
				t.Errorf("%s is taken for a report as %s", f.Name, format)
			}
		}
	}
}
