package conformance

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/corpus"
)

// A testCase is one recording.
type testCase struct {
	Name           string
	Kind           string
	Type           string
	Recorded       string // dd-mm-yyyy, hh:mm:ss
	Definition     json.RawMessage
	DefinitionText string
	Input          json.RawMessage
	Bindings       []binding
	Names          struct{ StateMachine, Execution, Role string }
	History        []json.RawMessage
	Expected       json.RawMessage
	Features       []string
	// Placeholders say where the recording put a word: "substring", or a JSONPath to whole values.
	Placeholders map[string]string
	Ordering     string
	Replay       struct {
		Mode     string
		Reasons  []string
		Outcomes []outcome
	}
	S3 []struct {
		Bucket, Key string
		Body        json.RawMessage
	}
	Mock json.RawMessage
}

type binding struct{ From, To string }

// An outcome is what a task answered in the recording.
type outcome struct {
	State            string
	ScheduledEventID int
	Iteration        []int
	Attempt          int
	Event            string
	SubmittedOutput  json.RawMessage
	Output           json.RawMessage
	Error            *string
	Cause            json.RawMessage
}

// before reports whether the case was recorded before a day, given as yyyy-mm-dd.
func (c *testCase) before(day string) bool {
	at, err := time.Parse("02-01-2006, 15:04:05", c.Recorded)
	return err == nil && at.Format(time.DateOnly) < day
}

// readCorpus returns the cases of a kind, sorted by the names of their files.
func readCorpus(t *testing.T, kind string) []*testCase {
	t.Helper()
	var cases []*testCase
	err := filepath.WalkDir(filepath.Join(corpus.Dir(t, "ASLCHECK_CORPUS", "conformance"), kind), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		c := &testCase{}
		if err := json.Unmarshal(text, c); err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		cases = append(cases, c)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// readSkips returns the cases that a file in testdata lists, with their reasons.
func readSkips(t *testing.T, name string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	skips := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, reason, ok := strings.Cut(line, "\t")
		if !ok || strings.TrimSpace(reason) == "" {
			t.Fatalf("%s: %q has no reason", name, line)
		}
		skips[name] = strings.TrimSpace(reason)
	}
	return skips
}

// A tally counts cases and prints the line that closes a kind.
type tally struct {
	kind                           string
	passed, failed, skipped, total int
	skips                          map[string]string
}

// record takes the problems of one case.
func (c *tally) record(t *testing.T, name string, problems []string) {
	t.Helper()
	c.total++
	reason, listed := c.skips[name]
	switch {
	case listed && len(problems) == 0:
		c.failed++
		t.Errorf("%s passes, but is listed as one that does not: %s", name, reason)
	case listed:
		c.skipped++
	case len(problems) > 0:
		c.failed++
		t.Errorf("%s:\n  %s", name, strings.Join(problems, "\n  "))
	default:
		c.passed++
	}
}
