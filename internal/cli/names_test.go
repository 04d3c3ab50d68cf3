package cli

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/aslcheck/aslcheck/source"
)

// hostileFiles are names of files that would be commands of a log, or steer a terminal.
var hostileFiles = []string{"::add-mask::x", "##[add-mask]y", "x\n::add-mask::y", "x\r\n::error::y", "a\x1b[31mb", "a\u202egnp", "a\u2028b", "a\x9bb", "bell\a"}

// TestHostileFiles names such files, and such directories, to every command: no line of what it says begins with the command,
// and nothing in it steers a terminal.
func TestHostileFiles(t *testing.T) {
	enter(t, folder)
	for i, name := range hostileFiles {
		if err := os.Mkdir(name, 0o755); err != nil {
			t.Skipf("the file system has no such names: %v", err)
		}
		text, err := os.ReadFile("good.asl.json")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{name + "/" + name + ".asl.json", name + "/bad.asl.json"} {
			if i%2 == 1 {
				text = append(text, '}')
			}
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{
			{"lint", name},
			{"lint", name + "x"},
			{"lint", name, "--config", name},
			{"lint", name, "--baseline", name + "x"},
			{"lint", "--rule", name},
			{"lint", "--write-baseline", name + "/base.json", name},
			{"lint", "--report", name},
			{"test", name},
			{"test", name + "x"},
			{"test", "--run", name},
			{"test", "--tags", name},
			{"test", "--mock-config", name + "x"},
			{"run", name + "x"},
			{"run", "good.asl.json", "--input", name},
			{"run", "good.asl.json", "--mocks", name},
			{"run", "good.asl.json", "--start", name},
			{"cover", name},
			{"graph", name},
			{"graph", name + "x"},
			{"graph", "good.asl.json", "--cover", name + "x"},
			{"graph", "good.asl.json", "--history", name + "x"},
			{"graph", "good.asl.json", "--case", name + "#x"},
			{"graph", "good.asl.json", "--case", "x.asl.test.yaml#" + name},
			{"merge", name + "x"},
			{"convert", name},
			{"replay", name, "--definition", "good.asl.json"},
			{"replay", name + "x", "--definition", name},
			{"explain", name},
			{"sample", name},
			{"sample", "aws-sdk:" + name + ":" + name},
			{"sample", "glue:startJobRun." + name},
			{name},
			{"lint", "--" + name},
		} {
			var stdout, stderr strings.Builder
			execute(t.Context(), args, strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
			for line := range strings.Lines(stdout.String() + stderr.String()) {
				line = strings.TrimSuffix(line, "\n")
				if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") || strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || source.IsInvisible(r) }) {
					t.Errorf("%q says %q", args, line)
				}
			}
		}
	}
}
