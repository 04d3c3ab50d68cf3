package locate

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestWalk walks a directory with links: to files and directories in it, out of it, to nowhere, and in a circle.
func TestWalk(t *testing.T) {
	dir := t.TempDir()
	root := filepath.Join(dir, "root")
	for _, name := range []string{"b.json", "sub/a.json", ".hidden/real.json", "vendor/v.json", "../outside.json"} {
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{
		"root/again.json": "b.json", "root/kept.json": ".hidden/real.json", "root/out.json": "../outside.json",
		"root/nowhere.json": "nothing", "root/sub/circle": "..", "root/up": "..", "link": "root", "root/third": "vendor",
	} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Skipf("symbolic links are not available: %v", err)
		}
	}
	for _, start := range []string{"root", "link"} {
		var got []string
		err := Walk(filepath.Join(dir, start), func(name string) error {
			below, err := filepath.Rel(filepath.Join(dir, start), name)
			got = append(got, filepath.ToSlash(below))
			return err
		})
		if want := []string{"b.json", "kept.json", "sub/a.json", "third/v.json"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %q, %v", start, got, err)
		}
	}
	if err := Walk(filepath.Join(dir, "nothing"), nil); err == nil {
		t.Error("walked a directory that does not exist")
	}
}

func TestHasDefinitionName(t *testing.T) {
	for name, want := range map[string]bool{
		"a.asl.json": true, "SM.ASL.JSON": true, "a.asl": true, "a.json": false, "asl.json": false, "a.asl.json.bak": false,
	} {
		if got := HasDefinitionName(name); got != want {
			t.Errorf("HasDefinitionName(%q) = %t", name, got)
		}
	}
	if stem, ok := Stem("dir/SM.ASL.JSON"); stem != "dir/SM" || !ok {
		t.Errorf("the stem is %q", stem)
	}
}
