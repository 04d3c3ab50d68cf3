package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The tests that start the go command run in parallel: they wait for it, and for a time limit.

// module writes a module of one package with a function that is tested in part.
func module(t *testing.T, test string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":       "module example.com/p\n\ngo 1.24\n",
		"p/p.go":       "package p\n\nfunc Less(a, b int) bool {\n\treturn a < b\n}\n",
		"p/p_test.go":  test,
		"q/q_test.go":  "package q\n\nimport (\n\t\"testing\"\n\n\t\"example.com/p/p\"\n)\n\nfunc TestEqual(t *testing.T) {\n\tif p.Less(1, 1) {\n\t\tt.Fail()\n\t}\n}\n",
		"r/r_test.go":  "package r\n",
		"p/unbuilt.go": "//go:build never\n\npackage p\n\nvar never = 0\n",
	} {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

const halfTested = `package p

import "testing"

func TestLess(t *testing.T) {
	if !Less(1, 2) {
		t.Fail()
	}
}
`

func TestRun(t *testing.T) {
	t.Parallel()
	root := module(t, halfTested)
	before, err := os.ReadFile(filepath.Join(root, "p/p.go"))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		config config
		target string
		want   string
	}{
		"own tests": {
			config{edits: 9},
			"./p",
			"p/p.go:4: \"<\" becomes \"<=\"\n./p: 2 edits, 1 killed (50 %), 1 survived; 0 more did not compile\n",
		},
		"further tests": {
			config{at: "p.go:4", verbose: true},
			"./p,./q",
			"p/p.go:4: \"<\" becomes \"<=\" (killed)\n./p: 1 edits, 1 killed (100 %), 0 survived; 0 more did not compile\n",
		},
		"lines left out": {
			config{edits: 9, skipLines: "a < b"},
			"./p",
			"./p: 1 edits, 1 killed (100 %), 0 survived; 0 more did not compile\n",
		},
		"edits that no test notices": {
			config{edits: 9, by: "./p", against: "./p"},
			"./p",
			"./p: 1 edits, 1 killed (100 %), 0 survived; 0 more did not compile, no test notices 1 more\n",
		},
		"edits that only an ignored test notices": {
			config{edits: 1, at: "p.go:4", by: "./r", against: "./q", ignore: "TestEqual"},
			"./p",
			"./p: 0 edits, 0 killed (0 %), 0 survived; 0 more did not compile, no test notices 1 more\n",
		},
		"tests of another package": {
			config{edits: 1, by: "./q", tests: "TestEqual", skip: "unbuilt"},
			"./p=3",
			"p/p.go:3: Less returns at once\n./p: 2 edits, 1 killed (50 %), 1 survived; 0 more did not compile\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			c.config.timeout = time.Minute
			var out strings.Builder
			if err := c.config.run(t.Context(), &out, root, []string{c.target}); err != nil || out.String() != c.want {
				t.Errorf("got %s, %v, want %s", out.String(), err, c.want)
			}
		})
	}
	if after, err := os.ReadFile(filepath.Join(root, "p/p.go")); string(after) != string(before) || err != nil {
		t.Errorf("the file was changed to %q, %v", after, err)
	}
}

func TestRunWithFailingTests(t *testing.T) {
	t.Parallel()
	root := module(t, strings.Replace(halfTested, "!Less", "Less", 1))
	err := config{edits: 1, timeout: time.Minute}.run(t.Context(), &strings.Builder{}, root, []string{"./p"})
	if err == nil || !strings.Contains(err.Error(), "the tests of ./p fail without an edit") {
		t.Errorf("got %v", err)
	}
}

// TestOutcome tries edits that findEdits doesn't make of this code.
func TestOutcome(t *testing.T) {
	t.Parallel()
	root := module(t, halfTested)
	l := lab{root: root, scratch: t.TempDir(), timeout: time.Second}
	for name, c := range map[string]struct {
		text string
		want outcome
	}{
		"not compiled": {"a << b", notCompiled},
		"endless":      {"func() bool { for { } }()", killed},
	} {
		t.Run(name, func(t *testing.T) {
			start := strings.Index("package p\n\nfunc Less(a, b int) bool {\n\treturn a < b\n}\n", "a < b")
			got, err := l.try(t.Context(), []string{"./p"}, edit{file: "p/p.go", start: start, end: start + 5, text: c.text})
			if got != c.want || err != nil {
				t.Errorf("got %v, %v, want %v", got, err, c.want)
			}
		})
	}
}

func TestChoose(t *testing.T) {
	var edits []edit
	for line := range 100 {
		edits = append(edits, edit{file: "p/p.go", line: line})
	}
	one, same, other := config{seed: 1}.choose(edits), config{seed: 1}.choose(edits), config{seed: 2}.choose(edits)
	differ := false
	for i := range edits {
		differ = differ || one[i] != other[i]
		if one[i] != same[i] {
			t.Fatalf("edit %d is %v and %v with the same seed", i, one[i], same[i])
		}
	}
	if len(one) != 100 || !differ {
		t.Errorf("%d edits; another seed gives others: %t", len(one), differ)
	}
	for at, want := range map[string]int{"p.go:7": 1, "p/p.go:7": 1, "go:7": 0, "p.go:100": 0} {
		if got := (config{at: at}).choose(edits); len(got) != want {
			t.Errorf("%s chooses %v", at, got)
		}
	}
}
