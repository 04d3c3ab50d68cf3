package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestGlob lists the files that patterns match in a tree, and the folders that need no visit.
func TestGlob(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a.json", "x/b.json", "x/y/c.json", "x/y/z/d.yaml", "w/y/e.json"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("x", "link"); err != nil {
		t.Logf("without a link: %v", err)
	}
	for pattern, want := range map[string]string{
		"*.json":             "a.json",
		"*/*.json":           "x/b.json",
		"*/y/*.json":         "w/y/e.json x/y/c.json",
		"x/**/*.json":        "x/b.json x/y/c.json",
		"**/y/**/*.{js*,y*}": "w/y/e.json x/y/c.json x/y/z/d.yaml",
		"{x/y,w/y}/*.json":   "w/y/e.json x/y/c.json",
		"./x/?/*.json":       "x/y/c.json",
		"../*/x/b.j*":        filepath.Join("..", filepath.Base(here(t)), "x", "b.json"),
		"none/**":            "",
		"v*/**/*.json":       "",
	} {
		found, err := glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range found {
			found[i] = filepath.ToSlash(name)
		}
		if got := strings.Join(slices.Sorted(slices.Values(found)), " "); got != filepath.ToSlash(want) {
			t.Errorf("%s matches %q, want %q", pattern, got, want)
		}
	}
	if _, err := glob("a[.json"); err == nil {
		t.Error("a pattern with an open bracket is accepted")
	}
}

func here(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestMaybeAbove(t *testing.T) {
	for _, c := range []struct {
		pattern, folder string
		want            bool
	}{
		{"*.json", ".", true},
		{"*.json", "x", false},
		{"x*/*.json", "xy", true},
		{"x*/*.json", "y", false},
		{"x*/*.json", "xy/z", false},
		{"x*/**/*.json", "xy/z/z", true},
		{"x*/**/*.json", "y/z/z", false},
		{"**/*.json", "y/z", true},
		{"{x/y,z}/*.json", "x", true},
	} {
		if got := maybeAbove(c.pattern, c.folder); got != c.want {
			t.Errorf("%s below %s: %t, want %t", c.pattern, c.folder, got, c.want)
		}
	}
}
