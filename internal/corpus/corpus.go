// Package corpus finds the recordings and collections of definitions that tests compare with. They are not part of the
// repository: each has an environment variable, and defaults to a folder of ../shared. Only tests import this package.
package corpus

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

// Dir returns the folder that the environment variable names, or the folder of that name in "shared" next to the
// repository. It skips the test if there is none.
func Dir(tb testing.TB, variable, folder string) string {
	tb.Helper()
	dir := os.Getenv(variable)
	if dir == "" {
		_, file, _, ok := runtime.Caller(0)
		if !ok {
			tb.Skipf("set %s to the folder of the corpus", variable)
		}
		dir = filepath.Join(filepath.Dir(file), "..", "..", "..", "shared", folder)
	}
	if _, err := os.Stat(dir); err != nil {
		tb.Skipf("set %s to the folder of the corpus (%v)", variable, err)
	}
	return dir
}
