package asl

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/source"
)

// TestCorpus reads definitions that people deploy, or that AWS accepted. The parser must find nothing wrong with them.
func TestCorpus(t *testing.T) {
	dir := corpus.Dir(t, "ASLCHECK_LINT_CORPUS", "lint-corpus")
	files := 0
	for _, folder := range []string{"valid", "real-world"} {
		err := filepath.WalkDir(filepath.Join(dir, folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !slices.Contains([]string{".json", ".yaml", ".yml"}, filepath.Ext(path)) {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			files++
			def, found := Parse(source.NewFile(path, string(text)))
			checkPlaces(t, def, found)
			if found.HasErrors() {
				t.Errorf("%s\n%s", path, showFindings(found))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("lint corpus: %d files parse without a structural error", files)
}
