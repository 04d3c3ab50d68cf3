//go:build unix

package cli

import (
	"strings"
	"syscall"
	"testing"
)

// TestFIFO names a FIFO that nobody writes to wherever a file can be named: reading it would never end.
func TestFIFO(t *testing.T) {
	enter(t, folder+`
-- definition.asl.test.yaml --
definition: fifo
cases: [{name: a}]
-- includes.asl.test.yaml --
definition: good.asl.json
includes: [fifo]
cases: [{name: a}]
-- golden.asl.test.yaml --
definition: good.asl.json
cases: [{name: a, expect: {golden: fifo}}]
-- schema.asl.test.yaml --
definition: good.asl.json
cases: [{name: a, expect: {outputSchema: fifo}}]
-- object.asl.test.yaml --
definition: good.asl.json
cases: [{name: a, s3: {b/k: {file: fifo}}}]
-- config.asl.test.yaml --
definition: good.asl.json
cases: [{name: a, mockConfig: "fifo#A#B"}]
`)
	if err := syscall.Mkfifo("fifo", 0o600); err != nil {
		t.Skipf("FIFOs are not available: %v", err)
	}
	for _, args := range []string{
		"lint fifo", "lint --config fifo good.asl.json", "lint --baseline fifo good.asl.json", "run fifo", "run good.asl.json --mocks fifo",
		"run good.asl.json --input ./fifo", "run good.asl.json --context ./fifo", "test fifo", "test --mock-config fifo", "test definition.asl.test.yaml",
		"test includes.asl.test.yaml", "test golden.asl.test.yaml", "test schema.asl.test.yaml", "test object.asl.test.yaml", "test config.asl.test.yaml",
		"cover fifo", "merge fifo", "convert fifo", "replay fifo --definition good.asl.json",
	} {
		if code, stdout, stderr := (call{args: args}).run(); code == 0 || !strings.Contains(stdout+stderr, "not a regular file") {
			t.Errorf("%s: %d\n%s%s", args, code, stdout, stderr)
		}
	}
}
