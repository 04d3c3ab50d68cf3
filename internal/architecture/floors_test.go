package architecture

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/aslcheck/aslcheck/"

// A room is one row of the table: a folder with what it may import.
type room struct {
	floor     int
	ownFloor  []string
	libraries []string
}

// A house is the table of floors, by folder.
type house map[string]room

// parseTable reads the rows of the table of floors in a page of Markdown.
func parseTable(page string) (house, error) {
	rooms := house{}
	for line := range strings.Lines(page) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 7 {
			continue
		}
		floor, err := strconv.Atoi(strings.TrimSpace(cells[1]))
		if err != nil {
			continue // the heading
		}
		folder := quoted(cells[2])
		if len(folder) != 1 {
			return nil, fmt.Errorf("not one folder in %q", line)
		}
		if _, ok := rooms[folder[0]]; ok {
			return nil, fmt.Errorf("two rows for %s", folder[0])
		}
		rooms[folder[0]] = room{floor: floor, ownFloor: quoted(cells[4]), libraries: quoted(cells[5])}
	}
	return rooms, nil
}

// quoted returns what is between backquotes.
func quoted(cell string) []string {
	var list []string
	for i, part := range strings.Split(cell, "`") {
		if i%2 == 1 {
			list = append(list, part)
		}
	}
	return list
}

// faults compares the imports of folders with the table.
func (h house) faults(imports map[string][]string) []string {
	var found []string
	for folder, list := range imports {
		r, ok := h[folder]
		if !ok {
			found = append(found, folder+" is not in the table of docs/architecture.md")
			continue
		}
		for _, imported := range list {
			if fault := h.fault(r, imported); fault != "" {
				found = append(found, folder+" imports "+imported+fault)
			}
		}
	}
	for folder, r := range h {
		list, ok := imports[folder]
		if !ok {
			found = append(found, folder+" is in the table of docs/architecture.md, but has no code")
			continue
		}
		for _, listed := range append(r.libraries, prefixed(r.ownFloor)...) {
			if !slices.ContainsFunc(list, func(imported string) bool { return within(imported, listed) }) {
				found = append(found, folder+" lists "+listed+", which it does not import")
			}
		}
	}
	slices.Sort(found)
	return found
}

// within reports whether an imported package is the listed one, or below it.
func within(imported, listed string) bool {
	return imported == listed || strings.HasPrefix(imported, listed+"/")
}

// prefixed returns folders of the project as they are imported.
func prefixed(folders []string) []string {
	list := make([]string, len(folders))
	for i, folder := range folders {
		list[i] = module + folder
	}
	return list
}

// fault says why a room must not import a package; "" when it may.
func (h house) fault(r room, imported string) string {
	own, isOwn := strings.CutPrefix(imported, module)
	switch other, known := h[own]; {
	case !strings.Contains(strings.Split(imported, "/")[0], "."):
		return "" // the standard library
	case !isOwn && slices.ContainsFunc(r.libraries, func(listed string) bool { return within(imported, listed) }):
		return ""
	case !isOwn:
		return ", a library that its row does not list"
	case !known:
		return ", which is not in the table"
	case other.floor > r.floor:
		return fmt.Sprintf(", which is on floor %d, above its own", other.floor)
	case other.floor == r.floor && !slices.Contains(r.ownFloor, own):
		return ", which is on the same floor and not listed in its row"
	default:
		return ""
	}
}

// readImports returns what the folders below root import outside tests. Folders with a go.mod of their own are other
// modules.
func readImports(root string) (map[string][]string, error) {
	imports := map[string][]string{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, errModule := os.Stat(filepath.Join(name, "go.mod"))
			if name != root && (errModule == nil || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, filepath.Dir(name))
		if err != nil {
			return err
		}
		folder := path.Clean(filepath.ToSlash(relative))
		list := imports[folder]
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(list, imported) {
				list = append(list, imported)
			}
		}
		imports[folder] = list
		return nil
	})
	return imports, err
}

func readHouse(t *testing.T, root string) house {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(root, "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	h, err := parseTable(string(page))
	if err != nil {
		t.Fatal(err)
	}
	if len(h) < 20 {
		t.Fatalf("the table of docs/architecture.md has only %d rows", len(h))
	}
	return h
}

// TestFloors compares what the code imports with the table in docs/architecture.md.
func TestFloors(t *testing.T) {
	root := filepath.Join("..", "..")
	imports, err := readImports(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range readHouse(t, root).faults(imports) {
		t.Error(fault)
	}
}

// TestFaults holds the test of the table to what it must find.
func TestFaults(t *testing.T) {
	h := house{
		"value": {floor: 1}, "asl": {floor: 2, libraries: []string{"example.com/lib"}}, "query": {floor: 2, ownFloor: []string{"asl"}},
		"cmd": {floor: 3},
	}
	for _, c := range []struct{ name, folder, imported, want string }{
		{"the standard library", "value", "go/parser", ""},
		{"a lower floor", "cmd", module + "value", ""},
		{"a higher floor", "value", module + "cmd", "value imports " + module + "cmd, which is on floor 3, above its own"},
		{"the own floor, listed", "query", module + "asl", ""},
		{"the own floor", "asl", module + "query", "asl imports " + module + "query, which is on the same floor and not listed in its row"},
		{"a library, listed", "asl", "example.com/lib/v2", ""},
		{"a library", "query", "example.com/lib", "query imports example.com/lib, a library that its row does not list"},
		{"another module with the name as a prefix", "asl", "example.com/library", "asl imports example.com/library, a library that its row does not list"},
		{"a folder that is not in the table", "new", "fmt", "new is not in the table of docs/architecture.md"},
		{"an import that is not in the table", "cmd", module + "new", "cmd imports " + module + "new, which is not in the table"},
	} {
		imports := map[string][]string{"value": nil, "asl": {"example.com/lib"}, "query": {module + "asl"}, "cmd": nil}
		imports[c.folder] = append(imports[c.folder], c.imported)
		if got := strings.Join(h.faults(imports), "; "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	want := []string{
		"asl lists example.com/lib, which it does not import", "cmd is in the table of docs/architecture.md, but has no code",
		"query lists " + module + "asl, which it does not import",
	}
	if got := h.faults(map[string][]string{"value": nil, "asl": nil, "query": nil}); !slices.Equal(got, want) {
		t.Errorf("rows that are too long: got %q, want %q", got, want)
	}
}
