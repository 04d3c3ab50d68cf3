package testscripts_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// killedFiles is the number of files in the tree of each command.
const killedFiles = 200

// TestKill kills commands at 50 random moments while they write files. Afterwards every file is wholly old or wholly new.
func TestKill(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process that is killed keeps its files open for a while there")
	}
	for name, test := range map[string]struct {
		args  []string
		tree  func() map[string]string
		times int
	}{
		"fix":      {[]string{"lint", "--fix", "--fail-on", "error", "."}, brokenDefinitions, 12},
		"update":   {[]string{"test", "--update", "--jobs", "2", "."}, staleTests, 10},
		"baseline": {[]string{"lint", "--write-baseline", "base.json", "."}, staleBaseline, 22},
		"convert":  {convertAll(), staleConversion, 6},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := killed{dir: t.TempDir(), args: test.args, times: test.times, old: test.tree()}
			k.run(t)
		})
	}
}

// A killed command has the files before and after it.
type killed struct {
	dir      string
	args     []string
	times    int
	old, now map[string]string
}

func (k *killed) run(t *testing.T) {
	t.Helper()
	k.restore(t, k.old)
	start := time.Now()
	if out, err := k.command(t).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	took := time.Since(start)
	k.now = k.files(t)
	changed := 0
	for name, text := range k.now {
		if k.old[name] != text {
			changed++
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	partial := 0
	if testing.Short() {
		k.times = 3
	}
	for range k.times {
		k.restore(t, k.now)
		if n := k.kill(t, time.Duration(random.Int64N(int64(took)))); n > 0 && n < changed {
			partial++
		}
	}
	t.Logf("%v; %d files changed; %d of %d kills between two of them", took, changed, partial, k.times)
}

// command is a call of the command: the test binary is it under this name, as TestMain has it.
func (k *killed) command(t *testing.T) *exec.Cmd {
	t.Helper()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	env := append(os.Environ(), "CI=") // where --update is not allowed
	return &exec.Cmd{Path: binary, Args: append([]string{"aslcheck"}, k.args...), Dir: k.dir, Env: env}
}

// kill runs the command, kills it after some time, and returns how many files it has changed.
func (k *killed) kill(t *testing.T, after time.Duration) (changed int) {
	t.Helper()
	cmd := k.command(t)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) // it may have ended
	err := cmd.Wait()
	timer.Stop()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	found := k.files(t)
	for name, text := range k.old {
		got, ok := found[name]
		switch {
		case ok && got == text:
		case ok && got == k.now[name]:
			changed++
		default:
			t.Errorf("after %v, %s is neither old nor new: %d bytes, %t", after, name, len(got), ok)
		}
	}
	for name := range found {
		if _, ok := k.old[name]; !ok {
			t.Errorf("after %v, there is a file %s", after, name)
		}
	}
	return changed
}

// restore writes the old files that differ from what may be there now.
func (k *killed) restore(t *testing.T, now map[string]string) {
	t.Helper()
	for name, text := range k.old {
		if k.now != nil && now[name] == text {
			continue
		}
		full := filepath.Join(k.dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

// files returns what is there. Temporary files are not damage, and are removed.
func (k *killed) files(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(k.dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if strings.HasPrefix(d.Name(), ".aslcheck-") {
			return os.Remove(name)
		}
		text, err := os.ReadFile(name)
		below, errBelow := filepath.Rel(k.dir, name)
		found[filepath.ToSlash(below)] = string(text)
		return errors.Join(err, errBelow)
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// numbered makes files of a name and a text that have a number in them.
func numbered(n int, name, text string) map[string]string {
	made := map[string]string{}
	for i := range n {
		made[fmt.Sprintf(name, i)] = fmt.Sprintf(text, i)
	}
	return made
}

// brokenDefinitions have a comma too many, which --fix removes.
func brokenDefinitions() map[string]string {
	return numbered(killedFiles, "dir/%d.asl.json", `{"Comment": "no. %d", "StartAt": "A", "States": {"A": {"Type": "Succeed",}}}`+"\n")
}

// staleTests expect another path.
func staleTests() map[string]string {
	made := numbered(killedFiles, "%d.asl.test.yaml", "definition: a.asl.json\ncases:\n- name: no. %d\n  expect:\n    path:\n    - B\n    - A\n")
	made["a.asl.json"] = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}`
	return made
}

// staleBaseline is a baseline with a finding that no longer occurs.
func staleBaseline() map[string]string {
	made := numbered(killedFiles, "dir/%d.asl.json", `{"Comment": "no. %d", "StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed"}}}`+"\n")
	made["base.json"] = `{"version": 1, "findings": [{"file": "gone.asl.json", "rule": "unreachable-state", "message": "m", "fingerprint": "f", "count": 1}]}`
	return made
}

// convertAll is the command convert with the definition of each state machine, so that it doesn't search for them.
func convertAll() []string {
	args := []string{"convert", "config.json", "--output", ".", "--force"}
	for i := range killedFiles {
		args = append(args, "--definition", fmt.Sprintf("m%d=a.asl.json", i))
	}
	return args
}

// staleConversion has other test files with the names of converted ones.
func staleConversion() map[string]string {
	made := numbered(killedFiles, "m%d.asl.test.yaml", "cases: [{name: old no. %d}]\n")
	machines := make([]string, 0, killedFiles)
	for i := range killedFiles {
		machines = append(machines, fmt.Sprintf(`"m%d": {"TestCases": {"A": {}}}`, i))
	}
	made["config.json"] = `{"StateMachines": {` + strings.Join(machines, ", ") + `}}`
	made["a.asl.json"] = `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`
	return made
}
