package properties

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/aslcheck/aslcheck/internal/cli"
	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// TestSameBytes runs commands on a directory of definitions, with 1 to 8 jobs and 1, 2 and 4 processors: the reports have the
// same bytes.
func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	first, files := number(t, "ASLCHECK_PROPERTY_SEED", 0), 5*number(t, "ASLCHECK_PROPERTY_RUNS", 1)
	for seed := first; seed < first+files; seed++ {
		writeDefinition(t, dir, seed)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, command := range [][]string{
		{"lint", "--report", "json", "--report", "sarif=" + dir + "/out", "--report", "junit=" + dir + "/out2", "--report", "text=" + dir + "/out3", dir},
		{"test", "--allow-rejected", "--report", "json", "--report", "junit=" + dir + "/out", "--report", "text=" + dir + "/out2", dir},
	} {
		var want string
		for _, processors := range []int{1, 2, 4} {
			runtime.GOMAXPROCS(processors)
			for jobs := 1; jobs <= 8; jobs++ {
				got := output(t, dir, append(command, "--jobs", strconv.Itoa(jobs)))
				if want == "" {
					want = got
				}
				if got != want {
					t.Fatalf("%v: other bytes with %d jobs and %d processors:\n%s\n%s", command, jobs, processors, want, got)
				}
			}
		}
		if len(want) < 1000 {
			t.Errorf("%v prints only\n%s", command, want)
		}
	}
}

// output returns the standard output, the standard error and the reports in files of a command.
func output(tb testing.TB, dir string, args []string) string {
	tb.Helper()
	var stdout, stderr bytes.Buffer
	code := cli.Main(args, nil, &stdout, &stderr, func(string) string { return "" })
	all := fmt.Appendf(nil, "%d\n%s\n%s", code, &stdout, &stderr)
	for _, name := range []string{"out", "out2", "out3"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err == nil {
			err = os.Remove(filepath.Join(dir, name))
		}
		if err == nil {
			all = append(all, text...)
		}
	}
	return string(all)
}

// writeDefinition writes an edited definition, and another one that runs, with its test file.
func writeDefinition(tb testing.TB, dir string, seed uint64) {
	tb.Helper()
	write(tb, dir, fmt.Sprintf("edited%d.asl.json", seed), randasl.Edited(seed).Text())
	writeRun(tb, dir, seed)
}

// writeRun writes a definition, and a test file with the answers of its execution.
func writeRun(tb testing.TB, dir string, seed uint64) {
	tb.Helper()
	d := randasl.New(seed)
	name := fmt.Sprintf("d%d.asl.json", seed)
	program := compile(name, d.Text())
	x, _ := run(tb, program, d)
	h, _ := replay.Parse(source.NewFile("h.json", history(tb, x)))
	r, _, err := h.Replay(context.Background(), program, replay.Config{})
	if err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	if err := suite.WriteYAML(&b, h.TestFile(r, program.Definition(), name, "as recorded")); err != nil {
		tb.Fatal(err)
	}
	write(tb, dir, name, d.Text())
	write(tb, dir, fmt.Sprintf("d%d.asl.test.yaml", seed), b.String())
}

func write(tb testing.TB, dir, name, text string) {
	tb.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
}
