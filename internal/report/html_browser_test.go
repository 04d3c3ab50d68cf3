package report

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// inspected runs a test file and keeps the data of all stages.
func inspected(tb testing.TB, f *suite.File) Tests {
	tb.Helper()
	results, err := suite.RunCases(tb.Context(), f.Cases, suite.Options{Inspect: true, Children: true})
	if err != nil {
		tb.Fatal(err)
	}
	return Tests{Files: []*suite.File{f}, Results: results}
}

// loaded reads a test file in a folder.
func loaded(tb testing.TB, dir, name, prefix string) *suite.File {
	tb.Helper()
	f, found, err := suite.LoadBelow(dir, name, prefix)
	if err != nil || found.HasErrors() {
		tb.Fatal(found, err)
	}
	return f
}

// thousand is a test file with 1,000 cases.
func thousand(tb testing.TB) *suite.File {
	tb.Helper()
	definition := `{"StartAt": "Get", "States": {
		"Get": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "ResultPath": "$.got", "Next": "Big?"},
		"Big?": {"Type": "Choice", "Choices": [{"Variable": "$.id", "NumericGreaterThan": 500, "Next": "Wait"}], "Default": "Done"},
		"Wait": {"Type": "Wait", "Seconds": 60, "Next": "Done"},
		"Done": {"Type": "Pass", "Parameters": {"id.$": "$.id"}, "End": true}}}`
	var cases strings.Builder
	cases.WriteString("cases:\n")
	for i := range 1000 {
		rows := strings.Repeat(fmt.Sprintf(`{"row": %d, "text": "some text of a row"}, `, i), 20)
		fmt.Fprintf(&cases, "  - name: order %d\n    input: {id: %d, rows: [%s]}\n    mocks: {Get: {return: {n: %d}, after: 2s}}\n    expect: {output: {id: %d}}\n", i, i, strings.TrimSuffix(rows, ", "), i, i-i%100/99)
	}
	f, found := suite.Load(fstest.MapFS{"a.asl.json": {Data: []byte(definition)}, "a.asl.test.yaml": {Data: []byte(cases.String())}}, "a.asl.test.yaml", "")
	if found.HasErrors() {
		tb.Fatal(found)
	}
	return f
}

// hostilePage has markup in each name.
func hostilePage(tb testing.TB) *suite.File {
	tb.Helper()
	key := value.String(`</script><img src=x onerror=alert(1)>]]>`).JSON()
	definition := `{"StartAt": ` + key + `, "States": {` + key + `: {"Type": "Fail", "Error": ` + key + `, "Cause": ` + key + `}}}`
	tests := `{"definition": "a.asl.json", "cases": [{"name": ` + key + `, "input": {` + key + `: ` + key + `}, "tags": [` + key + `], "expect": {"error": ` + key + `, "cause": "x", "path": []}}]}`
	f, found := suite.Load(fstest.MapFS{"a.asl.json": {Data: []byte(definition)}, "a.asl.test.json": {Data: []byte(tests)}}, "a.asl.test.json", "")
	if found.HasErrors() {
		tb.Fatal(found)
	}
	return f
}

// TestBrowser uses reports in a headless browser: by mouse, by keyboard alone, on a phone, in light and dark, and with axe.
// It needs Node and Chromium, and ASLCHECK_BROWSER set to the folder where npm installed playwright-core and axe-core.
func TestBrowser(t *testing.T) {
	modules := os.Getenv("ASLCHECK_BROWSER")
	if modules == "" {
		t.Skip("ASLCHECK_BROWSER does not name a folder with playwright-core and axe-core")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed")
	}
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("chromium is not installed")
	}
	dir := t.TempDir()
	script := filepath.Join("testdata", "browser")
	for name, f := range map[string]*suite.File{
		"etl.html":      loaded(t, filepath.Join("..", "..", "examples", "etl"), "etl.asl.test.yaml", "examples/etl/"),
		"cases.html":    loaded(t, script, "load.asl.test.yaml", ""),
		"hostile.html":  hostilePage(t),
		"thousand.html": thousand(t),
	} {
		text := written(t, func(w io.Writer) error { return TestsHTML(w, inspected(t, f)) })
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f := loaded(t, script, "load.asl.test.yaml", "")
	text := written(t, func(w io.Writer) error {
		return RunHTML(w, Run{f.Definition, inspected(t, f).Results[0].Run.Execution})
	})
	if err := os.WriteFile(filepath.Join(dir, "run.html"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := exec.CommandContext(t.Context(), node, filepath.Join(script, "check.mjs"), modules, browser, dir)
	cmd.Stdout, cmd.Stderr = &out, &out
	err = cmd.Run()
	t.Logf("%s", out.Bytes())
	if err != nil {
		t.Error(err)
	}
}
