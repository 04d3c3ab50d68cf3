package architecture

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// repository is the root of the repository.
const repository = "../.."

// An action is what action.yml says.
type action struct {
	Inputs  map[string]struct{ Default string }
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Steps []struct {
			ID, Shell, Run string
			Env            map[string]string
		}
	}
}

func readYAML(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, name))
	if err == nil {
		err = yaml.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// A job is a job of a workflow that uses the action: a temporary directory with a repository and the files of the runner.
type job struct {
	t      *testing.T
	action action
	dir    string
	env    []string
}

// newJob returns a job in a repository with a definition that has an error, and with a program go that only installs the
// binary given.
func newJob(t *testing.T, binary string) *job {
	t.Helper()
	for _, program := range []string{"bash", "curl", "tar"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("the action needs %s: %v", program, err)
		}
	}
	j := &job{t: t, dir: t.TempDir()}
	readYAML(t, "action.yml", &j.action)
	j.write("repo/bad.asl.json", `{"StartAt": "B", "States": {"A": {"Type": "Succeed"}}}`)
	j.write("repo/tests/ok.asl.json", `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`)
	j.write("repo/tests/ok.asl.test.yaml", "cases: [{name: ends, expect: {status: succeeded}}]\n")
	j.write("bin/go", fmt.Sprintf("#!/bin/sh\nprintf '%%s\\n' \"$PWD\" \"$@\" >%s\ncp %s \"$GOBIN/aslcheck\"\n", j.path("go.log"), binary))
	if err := os.Chmod(j.path("bin/go"), 0o700); err != nil { //nolint:gosec // it is a program
		t.Fatal(err)
	}
	arch := map[string]string{"arm64": "ARM64", "amd64": "X64"}[runtime.GOARCH]
	system := map[string]string{"linux": "Linux", "darwin": "macOS"}[runtime.GOOS]
	if arch == "" || system == "" {
		t.Skipf("there are no releases for %s on %s", runtime.GOOS, runtime.GOARCH)
	}
	j.env = []string{
		"PATH=" + j.path("bin") + ":" + os.Getenv("PATH"), "HOME=" + j.dir, "GITHUB_ACTIONS=true", "RUNNER_OS=" + system, "RUNNER_ARCH=" + arch,
		"RUNNER_TEMP=" + j.path("temp"), "GITHUB_PATH=" + j.path("path"), "GITHUB_OUTPUT=" + j.path("output"), "GITHUB_STEP_SUMMARY=" + j.path("summary"),
	}
	j.write("temp/empty", "")
	return j
}

func (j *job) path(name string) string { return filepath.Join(j.dir, filepath.FromSlash(name)) }

func (j *job) write(name, text string) {
	j.t.Helper()
	err := os.MkdirAll(filepath.Dir(j.path(name)), 0o750)
	if err == nil {
		err = os.WriteFile(j.path(name), []byte(text), 0o600)
	}
	if err != nil {
		j.t.Fatal(err)
	}
}

// read returns the content of a file, "" if there is none.
func (j *job) read(name string) string {
	text, err := os.ReadFile(j.path(name))
	if err != nil && !os.IsNotExist(err) {
		j.t.Fatal(err)
	}
	return string(text)
}

var expression = regexp.MustCompile(`\$\{\{ *([a-z_.-]+) *\}\}`)

// step runs a step as the runner does, with inputs in place of their defaults, and returns its exit code and its log.
func (j *job) step(id string, inputs map[string]string) (code int, log string) {
	j.t.Helper()
	value := func(name string) string {
		if name == "github.action_path" {
			return repository
		}
		input := strings.TrimPrefix(name, "inputs.")
		if v, ok := inputs[input]; ok {
			return v
		}
		known, ok := j.action.Inputs[input]
		if !ok {
			j.t.Fatalf("step %s uses the unknown input %s", id, name)
		}
		return known.Default
	}
	for _, s := range j.action.Runs.Steps {
		if s.ID != id {
			continue
		}
		if s.Shell != "bash" || strings.Contains(s.Run, "${{") {
			j.t.Errorf("step %s runs in %s, or puts an input into its text", id, s.Shell)
		}
		j.write("script.sh", s.Run)
		cmd := exec.CommandContext(j.t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", j.path("script.sh")) //nolint:gosec // it is ours
		cmd.Dir = j.path("repo")
		cmd.Env = j.env
		for name, text := range s.Env {
			cmd.Env = append(cmd.Env, name+"="+expression.ReplaceAllStringFunc(text, func(e string) string {
				return value(expression.FindStringSubmatch(e)[1])
			}))
		}
		out, err := cmd.CombinedOutput()
		if cmd.ProcessState == nil {
			j.t.Fatal(err)
		}
		return cmd.ProcessState.ExitCode(), string(out)
	}
	j.t.Fatalf("action.yml has no step %s", id)
	return 0, ""
}

// A release is what .goreleaser.yaml says.
type release struct {
	Builds []struct {
		Main    string
		Ldflags []string
	}
	Archives []struct {
		Name string `yaml:"name_template"`
	}
}

// build builds the command with the flags of a release.
func build(t *testing.T, version string) string {
	t.Helper()
	var r release
	readYAML(t, ".goreleaser.yaml", &r)
	binary := filepath.Join(t.TempDir(), "aslcheck")
	flags := strings.ReplaceAll(strings.Join(r.Builds[0].Ldflags, " "), "{{ .Version }}", version)
	cmd := exec.CommandContext(t.Context(), "go", "build", "-ldflags", flags, "-o", binary, r.Builds[0].Main) //nolint:gosec // it is ours
	cmd.Dir = repository
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return binary
}

// publish writes the archive of a release with its checksums into a directory of the job, and returns its URL.
func (j *job) publish(binary, version string) string {
	j.t.Helper()
	var r release
	readYAML(j.t, ".goreleaser.yaml", &r)
	name := strings.NewReplacer("{{ .ProjectName }}", "aslcheck", "{{ .Version }}", version, "{{ .Os }}", runtime.GOOS, "{{ .Arch }}", runtime.GOARCH).
		Replace(r.Archives[0].Name) + ".tar.gz"
	program, err := os.ReadFile(binary)
	if err != nil {
		j.t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	err = w.WriteHeader(&tar.Header{Name: "aslcheck", Mode: 0o755, Size: int64(len(program))})
	if err == nil {
		_, err = w.Write(program)
	}
	if err != nil || w.Close() != nil || z.Close() != nil {
		j.t.Fatal(err)
	}
	j.write("releases/v"+version+"/"+name, b.String())
	j.write("releases/v"+version+"/checksums.txt", fmt.Sprintf("%x  %s\n", sha256.Sum256(b.Bytes()), name))
	return "file://" + j.path("releases")
}

// TestAction runs the steps of the action as the runner does.
func TestAction(t *testing.T) {
	binary := build(t, "9.8.7")
	for name, test := range map[string]func(t *testing.T, binary string){
		"release":                         testRelease,
		"wrong checksum":                  testWrongChecksum,
		"no release":                      testNoRelease,
		"lint":                            testLint,
		"lint that fails for errors only": testLintThatFailsForErrorsOnly,
		"test":                            testTest,
		"inputs of the other verb":        testInputsOfTheOtherVerb,
	} {
		t.Run(name, func(t *testing.T) { test(t, binary) })
	}
}

func testRelease(t *testing.T, binary string) {
	t.Helper()
	j := newJob(t, binary)
	code, log := j.step("install", map[string]string{"version": "v9.8.7", "releases": j.publish(binary, "9.8.7")})
	if code != 0 || !strings.Contains(log, "aslcheck v9.8.7") || j.read("output") != "version=v9.8.7\n" || j.read("go.log") != "" {
		t.Errorf("the exit code is %d, the output %q, the log\n%s", code, j.read("output"), log)
	}
	if got := j.read("path"); got != j.path("temp/aslcheck-bin")+"\n" {
		t.Errorf("the path is %q", got)
	}
}

func testWrongChecksum(t *testing.T, binary string) {
	t.Helper()
	j := newJob(t, binary)
	releases := j.publish(binary, "9.8.7")
	j.write("releases/v9.8.7/checksums.txt", strings.Repeat("0", 64)+"  other.tar.gz\n")
	code, log := j.step("install", map[string]string{"version": "v9.8.7", "releases": releases})
	if code != 3 || !strings.Contains(log, "::error title=aslcheck::") || j.read("path") != "" || j.read("go.log") != "" {
		t.Errorf("the exit code is %d, the log\n%s", code, log)
	}
}

func testNoRelease(t *testing.T, binary string) {
	t.Helper()
	j := newJob(t, binary)
	root, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	j.env = append(j.env, "ACTION_PATH="+root)
	for _, version := range []string{"v0.0.1", "main"} {
		code, log := j.step("install", map[string]string{"version": version, "releases": "file://" + j.path("releases")})
		args := j.read("go.log")
		if code != 0 || !strings.Contains(args, "install\n") || !strings.Contains(args, "cli.tag="+version+"\n") || !strings.HasSuffix(args, "./cmd/aslcheck\n") {
			t.Errorf("%s: the exit code is %d, the arguments are %q, the log\n%s", version, code, args, log)
		}
	}
}

func testLint(t *testing.T, binary string) {
	t.Helper()
	j := installed(t, binary)
	code, log := j.step("run", map[string]string{"sarif": "out/a.sarif", "junit": "out/junit.xml", "paths": "bad.asl.json\n"})
	if code != 1 || !strings.Contains(log, "bad.asl.json:1:13: error: ") || !strings.Contains(log, "::error file=bad.asl.json,line=1,") {
		t.Errorf("the exit code is %d, the log\n%s", code, log)
	}
	if !strings.Contains(j.read("summary"), "## Workflow lint: ") || !strings.Contains(j.read("repo/out/a.sarif"), "unknown-state") ||
		!strings.Contains(j.read("repo/out/junit.xml"), "<failure ") {
		t.Errorf("the summary is\n%s", j.read("summary"))
	}
	if got, want := j.read("output"), "exit-code=1\nsarif=out/a.sarif\njunit=out/junit.xml\n"; got != want {
		t.Errorf("the output is %q, want %q", got, want)
	}
}

func testLintThatFailsForErrorsOnly(t *testing.T, binary string) {
	t.Helper()
	j := installed(t, binary)
	j.write("repo/task.asl.json", `{"StartAt": "A", "States": {"A": {"Type": "Task", "End": true, "Resource": "arn:aws:lambda:eu-west-1:444455556666:function:f"}}}`)
	inputs := map[string]string{"paths": "task.asl.json", "summary": "false", "args": "--no-config"}
	if code, log := j.step("run", inputs); code != 1 || !strings.Contains(log, "::warning ") || j.read("summary") != "" {
		t.Errorf("the exit code is %d, the log\n%s", code, log)
	}
	inputs["fail-on"] = "error"
	if code, log := j.step("run", inputs); code != 0 {
		t.Errorf("the exit code is %d, the log\n%s", code, log)
	}
}

func testTest(t *testing.T, binary string) {
	t.Helper()
	j := installed(t, binary)
	code, log := j.step("run", map[string]string{"verb": "test", "cover": "p.json", "min-coverage": "states=100", "paths": "tests"})
	if code != 0 || !strings.Contains(log, "1 passed, 0 failed") || !strings.Contains(j.read("summary"), "## Workflow coverage: states 1/1") {
		t.Errorf("the exit code is %d, the log\n%s\nthe summary\n%s", code, log, j.read("summary"))
	}
	if got, want := j.read("output"), "exit-code=0\ncover=p.json\n"; got != want {
		t.Errorf("the output is %q, want %q", got, want)
	}
}

func testInputsOfTheOtherVerb(t *testing.T, binary string) {
	t.Helper()
	for _, inputs := range []map[string]string{{"verb": "run"}, {"cover": "p.json"}, {"verb": "test", "sarif": "a.sarif"}} {
		j := installed(t, binary)
		if code, log := j.step("run", inputs); code != 2 || !strings.Contains(log, "::error title=aslcheck::") {
			t.Errorf("%v: the exit code is %d, the log\n%s", inputs, code, log)
		}
	}
}

// installed returns a job after the step that installs the command.
func installed(t *testing.T, binary string) *job {
	t.Helper()
	j := newJob(t, binary)
	program, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	j.write("temp/aslcheck-bin/aslcheck", string(program))
	if err := os.Chmod(j.path("temp/aslcheck-bin/aslcheck"), 0o700); err != nil { //nolint:gosec // it is a program
		t.Fatal(err)
	}
	return j
}
