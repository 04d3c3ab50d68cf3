package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
)

// TestCorpus parses files that people deploy. Definitions have no syntax errors; among the templates are some of Jinja,
// which is neither JSON nor YAML.
func TestCorpus(t *testing.T) {
	dir := corpus.Dir(t, "ASLCHECK_LINT_CORPUS", "lint-corpus")
	files, failed := 0, 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".json", ".yaml", ".yml"}, filepath.Ext(path)) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files++
		file := NewFile(path, string(text))
		root, ds := Parse(file)
		checkSpans(t, file, root)
		checkDiagnostics(t, file, ds)
		if ds.HasErrors() {
			failed++
			if folder := filepath.Base(filepath.Dir(path)); folder == "valid" || folder == "real-world" {
				t.Errorf("%s\n%s", path, showAll(ds))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("corpus: %d files, %d with errors", files, failed)
}
