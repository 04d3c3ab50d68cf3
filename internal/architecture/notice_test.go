package architecture

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite NOTICE")

const noticeHead = `aslcheck
Licensed under the Apache License 2.0; see LICENSE.

The command is built with these modules, under these licenses. "go test ./internal/architecture -update" writes this file.
`

// TestNotice holds NOTICE to the modules that are linked into the command, with their licenses.
func TestNotice(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}", "../../cmd/aslcheck")
	// What is linked differs between systems; one of them has to be the measure.
	list.Env = append(os.Environ(), "GOOS=linux", "GOARCH=amd64", "CGO_ENABLED=0")
	out, err := list.Output()
	if err != nil {
		t.Skipf("go list: %v", err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	var b strings.Builder
	b.WriteString(noticeHead)
	for _, line := range slices.Compact(lines) {
		fields := strings.Fields(line)
		if len(fields) != 3 {
			t.Fatalf("go list says %q", line)
		}
		fmt.Fprintf(&b, "\n%s\n%s %s\n\n%s\n", strings.Repeat("=", 80), fields[0], fields[1], license(t, fields[2]))
	}
	const name = "../../NOTICE"
	if *update {
		if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != b.String() {
		t.Error("NOTICE is stale: run the test with -update")
	}
}

// license returns the license of a module, and its NOTICE if it has one.
func license(t *testing.T, dir string) string {
	t.Helper()
	var parts []string
	for _, pattern := range []string{"LICENSE*", "COPYING*", "NOTICE*"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			parts = append(parts, strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")))
		}
	}
	if len(parts) == 0 {
		t.Errorf("%s has no license", dir)
	}
	return strings.Join(parts, "\n\n")
}
