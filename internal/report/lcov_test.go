package report

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/simulator/coverage"
)

// TestGenhtml draws the tracefile with the program of LCOV.
func TestGenhtml(t *testing.T) {
	genhtml, err := exec.LookPath("genhtml")
	if err != nil {
		t.Skip("no genhtml to read a tracefile with")
	}
	dir := t.TempDir()
	text, err := os.ReadFile(filepath.Join("..", "..", "examples", "etl", "etl.asl.json"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := LCOV(&b, etlProfile(t)); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string][]byte{"etl/etl.asl.json": text, "cover.info": b.Bytes()} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), genhtml, "--branch-coverage", "--output-directory", "out", "cover.info")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "functions..: 78.6% (11 of 14 functions)") {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestBadge(t *testing.T) {
	for _, tt := range []struct {
		covered, all int
		want         string
	}{{0, 3, `"0%" "red"`}, {1, 2, `"50%" "orange"`}, {299, 300, `"99%" "green"`}, {3, 3, `"100%" "brightgreen"`}, {0, 0, `"100%" "brightgreen"`}} {
		var d coverage.Definition
		for i := range tt.all {
			p := coverage.Point{Kind: coverage.Next}
			if i < tt.covered {
				p.Count = 1
			}
			d.Points = append(d.Points, p)
		}
		var b bytes.Buffer
		if err := Badge(&b, &coverage.Profile{Definitions: []coverage.Definition{d}}); err != nil {
			t.Fatal(err)
		}
		text, color, _ := strings.Cut(tt.want, " ")
		if !strings.Contains(b.String(), `"message": `+text) || !strings.Contains(b.String(), `"color": `+color) {
			t.Errorf("%d of %d: %s", tt.covered, tt.all, b.String())
		}
	}
}
