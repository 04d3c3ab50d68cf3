package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// hostileNames are names that end a command, a line, a cell, an element or a comment somewhere, or that steer what shows them.
var hostileNames = []string{
	"::add-mask::x", "\n::add-mask::x", "\r\n::stop-commands::t", "%0A::error::x", "a,line=9::b", "::", "##[add-mask]x", "###[x", "\u00a0::add-mask::x", "a\x1b[31mred", "a\x1b]0;title\x07",
	"\x9b2J", "nul\x00nul", "tab\tand\vmore", "]]>", "<script>alert(1)</script>", "&lt;&amp;", `"'` + "`", "|a|b|", "**bold** _it_", "[x](http://example.com)",
	"![x](http://example.com/a.png)", "@everyone", "#1 and GH-1", "-->", "\u202egnp.exe", "\u2066isolate", "\u200fmark", "line\u2028separator", "para\u2029graph",
	"\ufeffbom", "e\u0301 accents", "ok 1 - not a test # SKIP", "not ok 9", "\\escaped\\", strings.Repeat("long", 200), "\xff\xfe invalid", "\u009b31mred", "a\x7fb",
}

// hostileReports returns every report about a file, a machine and a case of a name.
func hostileReports(t *testing.T, name string) map[string]func(io.Writer) error {
	t.Helper()
	key := value.String(strings.ToValidUTF8(name, "?")).JSON()
	definition := `{"StartAt": ` + key + `, "States": {` + key + `: {"Type": "Fail", "Error": ` + key + `, "Cause": ` + key + `}}}`
	tests := `{"definition": "a.asl.json", "cases": [{"name": ` + key + `, "tags": [` + key + `], "expect": {"error": ` + key + `, "cause": "x", "path": []}},
		{"name": "skipped", "skip": ` + key + `}]}`
	f, found := suite.Load(fstest.MapFS{"a.asl.json": {Data: []byte(definition)}, "a.asl.test.json": {Data: []byte(tests)}}, "a.asl.test.json", "")
	if found.HasErrors() {
		t.Fatal(found)
	}
	results, err := suite.RunCases(t.Context(), f.Cases, suite.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	file := source.NewFile(name, name+"\n"+name)
	d := source.Diagnostics{{
		Span: file.Span(0, len(name)), Severity: source.Error, Rule: "r", Message: name, Hint: name,
		Related: []source.Related{{Span: file.Span(0, 1), Message: name}},
	}}
	f.Source.Name = name
	data := Tests{Files: []*suite.File{f}, Results: results, Diagnostics: append(found, d...)}
	lint := Findings{Files: []string{name}, Definitions: 1, Diagnostics: d, Version: "1"}
	counter := coverage.New(f.Definition).Definition()
	counter.Name = name
	profile := &coverage.Profile{Definitions: []coverage.Definition{counter, {Name: name + "2", Points: counter.Points}}}
	comparison := []replay.Comparison{{File: name, Diagnostics: d}}
	reports := map[string]func(io.Writer) error{}
	add(reports, "lint", LintFormats, lint)
	add(reports, "test", SuiteFormats, data)
	add(reports, "run", RunFormats, Run{f.Definition, results[0].Run.Execution})
	add(reports, "replay", ReplayFormats, Replays{f.Definition, comparison})
	drawing := graph.New(f.Definition)
	drawing.Layout()
	add(reports, "graph", GraphFormats, Picture{Name: name, Graph: drawing})
	add(reports, "cover", CoverFormats, Coverage{profile, []*asl.Definition{f.Definition}})
	return reports
}

func add[T any](reports map[string]func(io.Writer) error, command string, formats Formats[T], data T) {
	for _, format := range formats.Names() {
		reports[command+" "+format] = func(w io.Writer) error { return formats.Write(w, format, data, Style{}) }
	}
}

// TestHostileNames writes hostile names into every report. None may break a line or a command, steer a terminal, or make a
// document invalid.
func TestHostileNames(t *testing.T) {
	lines := map[string]int{}
	for format, write := range hostileReports(t, "harmless") {
		lines[format] = strings.Count(written(t, write), "\n")
	}
	for _, name := range hostileNames {
		for format, write := range hostileReports(t, name) {
			out := written(t, write)
			if fault := checkHostile(format, out); fault != "" {
				t.Errorf("%q as %s: %s\n%q", name, format, fault, out)
			}
			if n := strings.Count(out, "\n"); n != lines[format] && len(name) < 100 && !strings.Contains(format, "text") && !strings.Contains(format, "history") {
				t.Errorf("%q as %s: %d lines instead of %d\n%s", name, format, n, lines[format], out)
			}
		}
	}
}

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// commandIn returns a line that GitHub Actions would run as a command, of a report that isn't made of commands.
func commandIn(format, out string) string {
	if strings.HasSuffix(format, " github") {
		return ""
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			return line
		}
	}
	return ""
}

// checkHostile returns what is wrong with a report.
func checkHostile(format, out string) string {
	for _, r := range out {
		if r != '\n' && unicode.IsControl(r) || source.IsInvisible(r) {
			return fmt.Sprintf("it has %U", r)
		}
	}
	if line := commandIn(format, out); line != "" {
		return "a log of GitHub Actions runs the line " + line
	}
	if !utf8.ValidString(out) {
		return "it is not valid UTF-8"
	}
	switch _, kind, _ := strings.Cut(format, " "); kind {
	case "json", "sarif", "history", "codequality":
		if !json.Valid([]byte(out)) {
			return "it is not valid JSON"
		}
	case "junit", "checkstyle", "cobertura", "svg":
		if err := wellFormed([]byte(out)); err != nil {
			return err.Error()
		}
	case "github":
		for line := range strings.Lines(out) {
			if !strings.HasPrefix(line, "::error ") && !strings.HasPrefix(line, "::warning ") && !strings.HasPrefix(line, "::notice ") {
				return "it has the line " + line
			}
		}
	case "markdown":
		if strings.Contains(out, "<script") || strings.Contains(out, "@everyone") || strings.Contains(out, "](http://") || strings.Contains(out, "#1") {
			return "it has markup, a mention or a reference"
		}
	}
	return ""
}
