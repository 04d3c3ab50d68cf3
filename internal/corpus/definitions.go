package corpus

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Definitions returns the texts of the files in JSON and YAML below the corpus of definitions, by their names.
func Definitions(tb testing.TB) map[string]string {
	tb.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(Dir(tb, "ASLCHECK_LINT_CORPUS", "lint-corpus"), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !slices.Contains([]string{".json", ".yaml", ".yml"}, filepath.Ext(path)) {
			return err
		}
		text, err := os.ReadFile(path)
		texts[path] = string(text)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return texts
}
