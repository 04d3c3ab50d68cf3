package jsonpath

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/value"
)

// The oracle is a folder beside the checkout with cases.json: named documents, and what Jayway JsonPath 2.0.0 answers
// for a path on one of them.
type oracleFile struct {
	Docs  map[string]json.RawMessage `json:"docs"`
	Cases []oracleCase               `json:"cases"`
}

type oracleCase struct {
	Group, Path, Doc string
	Answer           oracleAnswer
}

type oracleAnswer struct {
	Definite bool
	Result   json.RawMessage
	Error    string // compile, eval, notfound
	Message  string
}

func (c oracleCase) key() string { return c.Group + "\t" + c.Path + "\t" + c.Doc }

func TestOracle(t *testing.T) {
	folder := corpus.Dir(t, "ASLCHECK_JSONPATH", "jsonpath")
	text, err := os.ReadFile(filepath.Join(folder, "cases.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file oracleFile
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	skips := readSkips(t)
	passed, failed, skipped := 0, 0, 0
	for _, c := range file.Cases {
		problem := checkOracle(c, file.Docs[c.Doc])
		reason, skip := skips[c.key()]
		switch {
		case skip && problem == "":
			failed++
			t.Errorf("%s %q on %s: passes, but testdata/skip.txt lists it: %s", c.Group, c.Path, c.Doc, reason)
		case skip:
			skipped++
		case problem != "":
			failed++
			t.Errorf("%s %q on %s: %s", c.Group, c.Path, c.Doc, problem)
		default:
			passed++
		}
	}
	t.Logf("jsonpath oracle: %d passed, %d failed, %d skipped of %d", passed, failed, skipped, len(file.Cases))
}

func readSkips(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "skip.txt"))
	if err != nil {
		t.Fatal(err)
	}
	skips := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cut := strings.LastIndexByte(line, '\t')
		if cut < 0 || strings.Count(line, "\t") != 3 {
			t.Fatalf("testdata/skip.txt: %q has not four columns", line)
		}
		skips[line[:cut]] = line[cut+1:]
	}
	return skips
}

// checkOracle compares our answer with that of Jayway and returns what differs.
func checkOracle(c oracleCase, doc json.RawMessage) string {
	want := c.Answer
	p, err := ParseRelative(c.Path)
	if err != nil {
		if want.Error == "compile" {
			return ""
		}
		return "does not compile: " + err.Error() + ", want " + describe(want)
	}
	if want.Error == "compile" {
		if p.Root().Kind != Document {
			return "" // "$$" and "$name" are what the States Language adds
		}
		return "compiles, want " + describe(want)
	}
	if p.Definite() != want.Definite {
		return "wrong: Definite is not " + describe(want)
	}
	got, err := p.Eval(Of(value.MustParse(string(doc))))
	return compareAnswer(got, err, want)
}

func compareAnswer(got value.Value, err error, want oracleAnswer) string {
	var e *EvalError
	switch {
	case errors.As(err, &e):
		kind := "eval"
		if e.Kind == NotFound {
			kind = "notfound"
		}
		if kind != want.Error {
			return kind + " error " + e.Message + ", want " + describe(want)
		}
		if kind == "notfound" && e.Message != want.Message {
			return "message " + e.Message + ", want " + want.Message
		}
		return ""
	case want.Error != "":
		return "got " + got.JSON() + ", want " + describe(want)
	case !value.Equal(got, value.MustParse(string(want.Result))):
		return "got " + got.JSON() + ", want " + describe(want)
	default:
		return ""
	}
}

func describe(a oracleAnswer) string {
	if a.Error != "" {
		return a.Error + " error " + a.Message
	}
	return string(a.Result)
}
