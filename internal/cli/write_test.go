package cli

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestOneWriter looks for files that are written without package files: those could be lost when the disk is full.
func TestOneWriter(t *testing.T) {
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	writes := regexp.MustCompile(`\bos\.(WriteFile|Create|CreateTemp|OpenFile|Truncate|Rename|Remove|RemoveAll|Mkdir|MkdirAll|Link|Symlink)\(|\.(WriteFile|OpenFile)\(`)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if found := writes.Find(text); found != nil {
			t.Errorf("%s calls %s) instead of package files", name, found)
		}
	}
}

// TestForce lets every flag that writes a file meet a file of the user's.
func TestForce(t *testing.T) {
	const mine = "what I wrote\n"
	for _, args := range []string{
		"lint good.asl.json --report json=mine", "lint good.asl.json --report text=mine", "lint good.asl.json --report sarif=mine",
		"lint good.asl.json --report junit=mine", "lint good.asl.json --report github=mine", "lint good.asl.json --report checkstyle=mine",
		"lint bad.asl.json --write-baseline mine",
		"test good.asl.test.yaml --report tap=mine", "test good.asl.test.yaml --report markdown=mine", "test good.asl.test.yaml --cover=mine",
		"run good.asl.json --report trace=mine", "run good.asl.json --report history=mine", "run good.asl.json --report json=mine",
		"rules --report markdown=mine", "rules --report text=mine",
		"replay history.json --definition good.asl.json --report text=mine",
		"replay history.json --definition good.asl.json --write-test mine.asl.test.yaml",
		"convert config.json --output .", "cover profile.json --report cobertura=mine", "cover profile.json --report json=mine",
		"merge profile.json --output mine", "merge junit.xml --output mine",
	} {
		t.Run(args, func(t *testing.T) {
			enter(t, folder+"-- config.json --\n"+`{"StateMachines": {"mine": {"TestCases": {"A": {}}}}}`)
			for _, setup := range []string{
				"run good.asl.json --report history=history.json", "test good.asl.test.yaml --cover=profile.json --report junit=junit.xml",
			} {
				if code, _, stderr := (call{args: setup}).run(); code != 0 {
					t.Fatal(setup, stderr)
				}
			}
			for _, name := range []string{"mine", "mine.asl.test.yaml"} {
				if err := os.WriteFile(name, []byte(mine), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			code, _, stderr := call{args: args}.run()
			if code != exitUsage || !strings.Contains(stderr, "exists and isn't") || !strings.Contains(stderr, "written by aslcheck: --force replaces it") {
				t.Errorf("%d %q", code, stderr)
			}
			if read(t, "mine") != mine || read(t, "mine.asl.test.yaml") != mine {
				t.Error("the file was written nevertheless")
			}
			forced, _, stderr := call{args: args + " --force"}.run()
			if forced > exitFindings || read(t, "mine") == mine && read(t, "mine.asl.test.yaml") == mine {
				t.Errorf("with --force: %d %q", forced, stderr)
			}
			again, _, stderr := call{args: args}.run()
			if again != forced {
				t.Errorf("what aslcheck wrote itself: %d %q", again, stderr)
			}
		})
	}
}

// TestInputsStay names an input of the command as what it writes, with --force.
func TestInputsStay(t *testing.T) {
	enter(t, folder+"-- config.json --\n"+`{"StateMachines": {"good": {"TestCases": {"A": {}}}}}`)
	for _, setup := range []string{
		"run good.asl.json --report history=history.json", "test good.asl.test.yaml --cover=profile.json --report junit=junit.xml",
		"lint good.asl.json --report json=lint.json",
	} {
		if code, _, stderr := (call{args: setup}).run(); code != 0 {
			t.Fatal(setup, stderr)
		}
	}
	if err := os.Symlink("junit.xml", "link.xml"); err != nil {
		t.Skip(err)
	}
	for _, args := range []string{
		"lint good.asl.json --report json=good.asl.json", "lint . --report json=./good.asl.json", "lint . --fix --write-baseline good.asl.json",
		"test . --report json=good.asl.test.yaml", "test good.asl.test.yaml --cover=good.asl.json", "test --mock-config config.json --report json=config.json",
		"run good.asl.json --input input.json --report json=input.json", "run task.asl.json --mocks mocks.yaml --report trace=mocks.yaml",
		"replay history.json --definition good.asl.json --report json=history.json", "replay . --definition good.asl.json --report json=history.json",
		"replay history.json --definition good.asl.json --report json=good.asl.json",
		"merge junit.xml --output junit.xml", "merge junit.xml --output link.xml", "cover profile.json --report json=profile.json", "merge profile.json --output profile.json",
	} {
		before := snapshot(t)
		if code, _, stderr := (call{args: args + " --force"}).run(); code != exitUsage || !strings.Contains(stderr, "is an input of the command: write to another file") {
			t.Errorf("%s: %d %q", args, code, stderr)
		}
		if after := snapshot(t); before != after {
			t.Errorf("%s: a file has changed", args)
		}
	}
	code, _, stderr := call{args: "lint good.asl.json --report json=new --report junit=./new"}.run()
	if code != exitUsage || !strings.Contains(stderr, "./new would be written twice") {
		t.Errorf("%d %q", code, stderr)
	}
}

// snapshot returns the names and contents of all files in the current directory.
func snapshot(t *testing.T) string {
	t.Helper()
	names, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range names {
		b.WriteString(name + "\n" + read(t, name) + "\n")
	}
	return b.String()
}
