package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// diffNames are names of definitions that a diff must carry.
var diffNames = []string{
	"plain.asl.json", "sub/dir/plain.asl.json", "my file.asl.json", "sub dir/my  file.asl.json", " leading.asl.json",
	"größe.asl.json", "状態機械.asl.json", "emoji 🚀.asl.json", "a+b=c,d;e&f.asl.json", "it's.asl.json", "$HOME `x`.asl.json", "#1 (copy) [2].asl.json",
	"dev/null.asl.json", "a/b.asl.json", "--- a.asl.json",
}

// hostileNames are further names that file systems of Unix take.
var hostileNames = []string{
	`say "hi".asl.json`, `back\slash.asl.json`, "tab\there.asl.json", "line\nbreak.asl.json", "bell\a.asl.json", "right\u202eleft.asl.json",
	"next\u0085line.asl.json", "\"quoted\".asl.json",
}

const (
	unfixed  = "{\"StartAt\": \"A\", \"States\": {\n  \"A\": {\"Type\": \"Pass\", \"End\": true,},\n  \"B\": {\"Type\": \"Succeed\"}}}"
	afterFix = "{\"StartAt\": \"A\", \"States\": {\n  \"A\": {\"Type\": \"Pass\", \"End\": true},\n  \"B\": {\"Type\": \"Succeed\"}}}"
)

// TestDiffApplies takes the diff of lint into the programs that people apply diffs with.
func TestDiffApplies(t *testing.T) {
	names := diffNames
	if runtime.GOOS != "windows" && runtime.GOOS != "darwin" {
		names = append(names, hostileNames...)
	}
	for i, name := range names {
		text, want := unfixed, afterFix
		switch i % 3 {
		case 1:
			text, want = text+"\n", want+"\n"
		case 2:
			text, want = strings.ReplaceAll(text+"\n", "\n", "\r\n"), strings.ReplaceAll(want+"\n", "\n", "\r\n")
		}
		for _, program := range [][]string{{"patch", "-p1"}, {"git", "apply"}} {
			t.Run(program[0]+"/"+name, func(t *testing.T) { checkDiff(t, program, name, text, want) })
		}
	}
}

func checkDiff(t *testing.T, program []string, name, text, want string) {
	t.Helper()
	if _, err := exec.LookPath(program[0]); err != nil {
		t.Skip(err)
	}
	enter(t, "")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	absolute, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	patches := map[string]bool{}
	for _, arg := range []string{name, absolute, "."} {
		var out, complaints strings.Builder
		code := Main([]string{"lint", "--diff", "--", arg}, strings.NewReader(""), &out, &complaints, os.Getenv)
		if code != exitFindings {
			t.Fatalf("exit code %d: %s", code, complaints.String())
		}
		patches[out.String()] = true
	}
	if len(patches) != 1 {
		t.Fatalf("the diffs are not the same: %v", patches)
	}
	for patch := range patches {
		cmd := exec.Command(program[0], program[1:]...)
		cmd.Stdin = strings.NewReader(patch)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s\n%s", err, out, patch)
		}
	}
	if got := read(t, name); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDiffOutside has a definition that is not below the current directory: its name starts at the root.
func TestDiffOutside(t *testing.T) {
	enter(t, "-- a.asl.json --\n"+unfixed)
	full, err := filepath.Abs("a.asl.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("elsewhere", 0o755); err != nil {
		t.Fatal(err)
	}
	t.Chdir("elsewhere")
	want := "+++ b/" + strings.TrimPrefix(filepath.ToSlash(full), "/") + "\n"
	for _, arg := range []string{"../a.asl.json", full} {
		if _, out, _ := (call{args: "lint --diff " + arg}).run(); !strings.Contains(out, want) {
			t.Errorf("%s: the diff has no line %q:\n%s", arg, want, out)
		}
	}
}
