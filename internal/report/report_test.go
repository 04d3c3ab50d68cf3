package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/aslcheck/aslcheck/source"
)

func TestFindings(t *testing.T) {
	found := findings(t)
	golden(t, "findings.txt", func(w io.Writer) error { return Text(w, found, Style{}) })
	golden(t, "findings.color.txt", func(w io.Writer) error { return Text(w, found[:2], Style{Color: true}) })
	golden(t, "findings.json", func(w io.Writer) error { return JSON(w, found) })
	golden(t, "findings.junit.xml", func(w io.Writer) error {
		return JUnit(w, Findings{Files: []string{"dir/order.asl.json", "clean.asl.json"}, Diagnostics: found[:4]})
	})
	golden(t, "findings.concise", func(w io.Writer) error { return Concise(w, found, Style{}) })
	golden(t, "findings.codequality", func(w io.Writer) error { return CodeQuality(w, append(found, found[0])) })
	golden(t, "findings.markdown", func(w io.Writer) error {
		return LintMarkdown(w, Findings{Diagnostics: found, Definitions: 2})
	})
	golden(t, "findings.github", func(w io.Writer) error { return GitHub(w, found) })
	golden(t, "fixes.txt", func(w io.Writer) error { return Text(w, fixable(t), Style{}) })
	golden(t, "fixes.json", func(w io.Writer) error { return JSON(w, fixable(t)) })
	golden(t, "nothing.json", func(w io.Writer) error { return JSON(w, nil) })
	golden(t, "nothing.junit.xml", func(w io.Writer) error { return JUnit(w, Findings{}) })
}

func TestTests(t *testing.T) {
	results := tests(t)
	golden(t, "tests.txt", func(w io.Writer) error { return TestsText(w, results, Style{}) })
	golden(t, "tests.json", func(w io.Writer) error { return TestsJSON(w, results) })
	golden(t, "tests.tap", func(w io.Writer) error { return TestsTAP(w, results) })
	golden(t, "tests.markdown", func(w io.Writer) error { return TestsMarkdown(w, results) })
	golden(t, "tests.github", func(w io.Writer) error { return TestsGitHub(w, results) })
}

// TestTestsJUnit reads the XML back: what became of each case, and that no mistake gets lost.
func TestTestsJUnit(t *testing.T) {
	var b bytes.Buffer
	if err := TestsJUnit(&b, tests(t)); err != nil {
		t.Fatal(err)
	}
	type problem struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
	var got struct {
		Suites []struct {
			Name     string `xml:"name,attr"`
			Tests    int    `xml:"tests,attr"`
			Failures int    `xml:"failures,attr"`
			Errors   int    `xml:"errors,attr"`
			Skipped  int    `xml:"skipped,attr"`
			Cases    []struct {
				Name    string   `xml:"name,attr"`
				Error   *problem `xml:"error"`
				Failure *problem `xml:"failure"`
				Skipped *problem `xml:"skipped"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range got.Suites {
		lines = append(lines, fmt.Sprintf("%s %d %d %d %d", s.Name, s.Tests, s.Failures, s.Errors, s.Skipped))
		var cases []string
		for _, c := range s.Cases {
			words := []string{"  " + c.Name}
			for what, p := range map[string]*problem{"error": c.Error, "failure": c.Failure, "skipped": c.Skipped} {
				if p != nil {
					words = append(words, strings.TrimSpace(what+" "+p.Type), p.Message)
				}
			}
			cases = append(cases, strings.Join(words, ": "))
		}
		slices.Sort(cases)
		lines = append(lines, cases...)
	}
	want := `sub/broken.asl.test.yaml 1 0 1 0
  invalid-value: error invalid-value: "Type" must be one of "Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map", not "Pas" (did you mean "Pass"?)
sub/calls.asl.test.yaml 1 0 1 0
  missing-field: error missing-field: a Pass state needs "Next" or "End"
sub/ship.asl.test.yaml 5 2 1 1
  later: skipped: the second ship # is not built
  ships & <tells>
  takes | too *long*: failure unmet-expectation: the execution should take 5s, but takes 10m5s
  unanswered: error case-error: state "Ship" has no mock
  with  control[31m characters: failure unmet-expectation: the error should be "E", but is "E\x00"`
	if diff := cmp.Diff(want, strings.Join(lines, "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTrace(t *testing.T) {
	x := execution(t, containers, `{"items": [1, 2]}`)
	golden(t, "trace.txt", func(w io.Writer) error { return Trace(w, x, Style{}) })
	golden(t, "execution.json", func(w io.Writer) error { return ExecutionJSON(w, x) })
	x = execution(t, `{"StartAt": "A", "States": {"A": {"Type": "Fail"}}}`, `{}`)
	golden(t, "trace.bare.txt", func(w io.Writer) error { return Trace(w, x, Style{}) })
}

func TestRules(t *testing.T) {
	golden(t, "rules.txt", func(w io.Writer) error { return RulesText(w, rules, "2026-08-07", Style{}) })
	golden(t, "rules.json", func(w io.Writer) error { return RulesJSON(w, rules) })
	golden(t, "explain.txt", func(w io.Writer) error { return Explain(w, rules[1], Style{}) })
	golden(t, "explain.optional.txt", func(w io.Writer) error { return Explain(w, rules[2], Style{}) })
}

func TestLintSummary(t *testing.T) {
	found := findings(t)
	for _, c := range []struct {
		found source.Diagnostics
		files int
		want  string
	}{
		{nil, 1, "no findings in 1 definition"},
		{nil, 2, "no findings in 2 definitions"},
		{found[:1], 1, "1 finding (1 error) in 1 definition"},
		{found, 3, "5 findings (3 errors, 1 warning, 1 advice) in 3 definitions"},
		{fixable(t), 1, "3 findings (2 errors, 1 advice) in 1 definition; 2 fixable with --fix"},
	} {
		var b bytes.Buffer
		if err := LintSummary(&b, c.found, c.files, Style{}); err != nil || b.String() != c.want+"\n" {
			t.Errorf("got %q, %v", b.String(), err)
		}
	}
}

// TestFrames looks at the line and the carets under it.
func TestFrames(t *testing.T) {
	for _, c := range []struct {
		name, line, under string
		width             int
		want              string
	}{
		{"plain", `"Next": "Shp"`, `"Shp"`, 0, "\"Next\": \"Shp\"\n        ^^^^^"},
		{"tabs", "\t\t\"Next\":\t\"Shp\"", `"Shp"`, 0, "  \"Next\": \"Shp\"\n          ^^^^^"},
		{"letters of two bytes", `"é": "ü"`, `"ü"`, 0, "\"é\": \"ü\"\n     ^^^"},
		{"combining letters", "\"e\u0301\": \"u\u0308\"", "\"u\u0308\"", 0, "\"e\u0301\": \"u\u0308\"\n     ^^^"},
		{"wide letters", `"状态": "次"`, `"次"`, 0, "\"状态\": \"次\"\n        ^^^^"},
		{"control characters", "\"a\x01b\u0085\": 1", `1`, 0, "\"a·b·\": 1\n        ^"},
		{"empty span", `"a"`, ``, 0, "\"a\"\n^"},
		{
			"long line, its start", `"Key": ` + strings.Repeat("x", 100), `"Key"`, 40,
			"\"Key\": xxxxxxxxxxxxxxxxxxxxxxx…\n^^^^^",
		},
		{
			"long line, its middle", strings.Repeat("x", 50) + "HERE" + strings.Repeat("y", 50), `HERE`, 59,
			"…xxxxxxxxxxxxxxxxxxxHEREyyyyyyyyyyyyyyyyyyyyyyyyy…\n                    ^^^^",
		},
		{
			"long line, its end", strings.Repeat("x", 100) + "HERE", `HERE`, 49,
			"…" + strings.Repeat("x", 35) + "HERE\n                                    ^^^^",
		},
		{
			"long line of wide letters", strings.Repeat("状", 30) + "HERE" + strings.Repeat("态", 30), `HERE`, 59,
			"…状状状状状状状状状HERE态态态态态态态态态态态态…\n                   ^^^^",
		},
		{
			"terminal of a few columns", strings.Repeat("x", 50) + "HERE" + strings.Repeat("y", 50), `HERE`, 10,
			"…xxxxxxxxxHEREyyyyy…\n          ^^^^",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := source.NewFile("a.json", c.line+"\n")
			var b bytes.Buffer
			d := source.Diagnostics{{Span: find(t, f, c.under), Severity: source.Error, Rule: "r", Message: "m"}}
			if err := Text(&b, d, Style{Width: c.width}); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(b.String(), "\n")
			got := strings.TrimPrefix(lines[1], "     1 | ") + "\n" + strings.TrimRight(strings.TrimPrefix(lines[2], "       | "), " ")
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestFramesOverLines underlines the first line only.
func TestFramesOverLines(t *testing.T) {
	f := source.NewFile("a.json", "{\n  \"a\": {\n  }\n}")
	var b bytes.Buffer
	if err := Text(&b, source.Diagnostics{{Span: find(t, f, "{\n  }"), Severity: source.Error, Rule: "r", Message: "m"}}, Style{}); err != nil {
		t.Fatal(err)
	}
	if want := "a.json:2:8: error: m [r]\n     2 |   \"a\": {\n       |        ^\n"; b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
}

// TestWidth holds every frame to the columns that there are.
func TestWidth(t *testing.T) {
	line := strings.Repeat("a状e\u0301\t", 60)
	f := source.NewFile("a.json", line)
	for start := range line {
		for _, width := range []int{0, 40, 72, 120} {
			var b bytes.Buffer
			d := source.Diagnostics{{Span: f.Span(start, start+1), Severity: source.Error, Rule: "r", Message: "m"}}
			if err := Text(&b, d, Style{Width: width}); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(b.String(), "\n")
			if limit := (Style{Width: width}).width(); source.Columns(lines[1]) > limit || source.Columns(lines[2]) > limit || !strings.Contains(lines[2], "^") {
				t.Fatalf("offset %d, %d columns:\n%s", start, width, b.String())
			}
		}
	}
}

// broken fails after some bytes.
type broken struct{ left int }

var errBroken = errors.New("no space left")

func (b *broken) Write(p []byte) (int, error) {
	if len(p) > b.left {
		n := b.left
		b.left = 0
		return n, errBroken
	}
	b.left -= len(p)
	return len(p), nil
}

// checkWriteErrors lets a report fail to be written early and late.
func checkWriteErrors(t *testing.T, write func(w io.Writer) error) {
	t.Helper()
	var whole bytes.Buffer
	if err := write(&whole); err != nil || whole.Len() == 0 {
		t.Fatalf("%d bytes, error %v", whole.Len(), err)
	}
	for _, left := range []int{0, 1, whole.Len() / 2, whole.Len() - 1} {
		if err := write(&broken{left}); !errors.Is(err, errBroken) {
			t.Errorf("after %d of %d bytes: %v", left, whole.Len(), err)
		}
	}
	if err := write(&broken{whole.Len()}); err != nil {
		t.Errorf("with room for all: %v", err)
	}
}

func TestExplainWriteErrors(t *testing.T) {
	checkWriteErrors(t, func(w io.Writer) error { return Explain(w, rules[0], Style{}) })
}

// TestControlCharacters puts everything into a report that a terminal or XML takes amiss.
func TestControlCharacters(t *testing.T) {
	evil := "a\x00b\x1b[31mc\rd\ne\u0085f\xffg\uFFFEh]]>&<\"'"
	f := source.NewFile("e\x1b.json", evil)
	found := source.Diagnostics{{
		Span: f.Span(0, 1), Severity: source.Error, Rule: "r", Message: evil, Hint: evil, Detail: evil,
		Related: []source.Related{{Span: f.Span(1, 2), Message: evil}},
	}}
	var text bytes.Buffer
	if err := Text(&text, found, Style{}); err != nil {
		t.Fatal(err)
	}
	for _, r := range text.String() {
		if r < ' ' && r != '\n' || r == '\u0085' {
			t.Errorf("the text has %U:\n%q", r, text.String())
			break
		}
	}
	var junit bytes.Buffer
	if err := JUnit(&junit, Findings{Files: []string{f.Name}, Diagnostics: found}); err != nil {
		t.Fatal(err)
	}
	if err := wellFormed(junit.Bytes()); err != nil || !utf8.Valid(junit.Bytes()) {
		t.Errorf("the XML is not well formed: %v\n%q", err, junit.String())
	}
	var out bytes.Buffer
	if err := JSON(&out, found); err != nil || !json.Valid(out.Bytes()) {
		t.Errorf("the JSON is not valid: %v", err)
	}
}

func wellFormed(text []byte) error {
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// TestGitHubLimits counts what GitHub would not show.
func TestGitHubLimits(t *testing.T) {
	f := source.NewFile("a.json", "{}")
	var found source.Diagnostics
	for i := range 12 {
		found.Add(source.Diagnostic{Span: f.Span(0, 1), Severity: source.Warning, Rule: "r", Message: fmt.Sprint("no. ", i)})
	}
	var b bytes.Buffer
	if err := GitHub(&b, found); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(b.String(), "::warning "); got != 10 || !strings.Contains(b.String(), "2 more warning findings not shown") {
		t.Errorf("got %d\n%s", got, b.String())
	}
}

// TestHintFits puts a hint next to the carets, or below them if the line would be too long.
func TestHintFits(t *testing.T) {
	f := source.NewFile("a.json", `{"StartAt": "A"}`)
	d := finding(t, f, `"A"`, "short", "no")
	for _, c := range []struct {
		name, hint string
		width      int
		want       string
	}{
		{"beside", "use another", 36, "       |             ^^^ use another\n"},
		{"one column too few", "use another", 35, "       |             ^^^\n       | use another\n"},
		{"several lines", "use another one of those", 27, "       |             ^^^\n       | use another one of\n       | those\n"},
		{"wide letters", "次次次次次", 36, "       |             ^^^ 次次次次次\n"},
		{"too wide letters", "次次次次次次", 36, "       |             ^^^\n       | 次次次次次次\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d.Hint = c.hint
			var b bytes.Buffer
			if err := Text(&b, source.Diagnostics{d}, Style{Width: c.width}); err != nil {
				t.Fatal(err)
			}
			if _, got, _ := strings.Cut(b.String(), "\"A\"}\n"); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// TestLongLine shows the same of a line that is far longer than a terminal as of one that is just too long.
func TestLongLine(t *testing.T) {
	show := func(padding int) string {
		f := source.NewFile("a.json", strings.Repeat("ä", padding)+`"Next"`+strings.Repeat("ö", padding))
		var b bytes.Buffer
		d := finding(t, f, `"Next"`, "short", "no")
		if err := Text(&b, source.Diagnostics{d}, Style{Width: 40}); err != nil {
			t.Fatal(err)
		}
		_, frame, _ := strings.Cut(b.String(), "\n")
		return frame
	}
	if got, want := show(1<<20), show(100); got != want || !strings.Contains(got, "^^^^^^") {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
