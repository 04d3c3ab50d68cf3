package cli

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

// fixed lints and mends a text as --fix does.
func fixed(t *testing.T, name, text string) *lintJob {
	t.Helper()
	settings, err := (&lintFlags{}).settings(&mergedConfig{})
	if err != nil {
		t.Fatal(err)
	}
	j := &lintJob{path: name, settings: settings, read: source.NewFile(name, text)}
	if err := lintAll(t.Context(), []*lintJob{j}, nil, true); err != nil {
		t.Fatal(err)
	}
	return j
}

// TestFixCorpus mends every definition of the corpus: what is left has no fix, and nothing is left to do.
func TestFixCorpus(t *testing.T) {
	dir := os.Getenv("ASLCHECK_LINT_CORPUS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "lint-corpus")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	if len(files) == 0 {
		t.Skip("no corpus of definitions: set ASLCHECK_LINT_CORPUS to its folder")
	}
	changed := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // a folder
		}
		first := fixed(t, name, string(text))
		if _, n := analyzer.Fix(first.file, first.found); n > 0 {
			t.Errorf("%s: %d findings still have a fix", name, n)
		}
		second := fixed(t, name, first.file.Text)
		if second.fixed != 0 || second.file.Text != first.file.Text {
			t.Errorf("%s: fixing again changes %d more", name, second.fixed)
		}
		if first.fixed > 0 {
			changed++
		}
	}
	t.Logf("%d of %d files were mended", changed, len(files))
}

// TestFixMany mends more syntax errors than are reported at a time, and more findings than could be compared in pairs.
func TestFixMany(t *testing.T) {
	commas := `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": [` + strings.Repeat("[1,],", 300) + `1], "End": true}}}`
	if j := fixed(t, "a.asl.json", commas); len(j.found) > 0 || j.fixed != 300 {
		t.Errorf("%d fixed, left %v", j.fixed, j.found)
	}
	const many = 30_000
	prefixes := `{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem",
		"Parameters": {"TableName": "t", "Item": {}}, "End": true, "Retry": [{"ErrorEquals": [` +
		strings.Repeat(`"DynamoDB.ThrottlingException",`, many-1) + `"DynamoDB.ThrottlingException"]}]}}}`
	if j := fixed(t, "a.asl.json", prefixes); j.fixed != many || strings.Contains(j.file.Text, "DynamoDB") {
		t.Errorf("%d of %d fixed", j.fixed, many)
	}
}

func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.asl.json")
	if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("a.asl.json", link); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := replaceFile(link, "old", "new"); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v", info.Mode())
	}
	if target, err := os.Readlink(link); err != nil || target != "a.asl.json" {
		t.Errorf("the link leads to %q: %v", target, err)
	}
	if err := replaceFile(name, "old", "newer"); err == nil || err.Error() != "it has changed since it was read" {
		t.Errorf("a file that has changed: %v", err)
	}
	if text, err := os.ReadFile(name); err != nil || string(text) != "new" {
		t.Errorf("the file has %q: %v", text, err)
	}
	if err := os.Chmod(name, 0o444); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(name, "new", "newer"); err == nil && os.Geteuid() > 0 {
		t.Error("a file that may not be written was written")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".aslcheck-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestOneLineName(t *testing.T) {
	if got := oneLineName("a\n+++ b\x1b\x7f"); got != "a?+++ b??" {
		t.Errorf("oneLineName = %q", got)
	}
}
