package cli

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// mostGrowth is what a step of the growth may be at most, when the input is twice as large.
const mostGrowth = 2.3

// TestGrowth prints how the time and the memory of the command grow with its input: at n, 2n, 4n and 8n. Each measurement is a process of
// its own, as a user starts it. Growth is that of the time, of the CPU time and of the most memory that it held. What the command takes for
// the smallest input is not counted in the times. Linear growth is 2.00.
func TestGrowth(t *testing.T) {
	if os.Getenv("ASLCHECK_GROWTH") == "" {
		t.Skip("set ASLCHECK_GROWTH=1 to measure how time and memory grow")
	}
	m := &meter{command: filepath.Join(t.TempDir(), "aslcheck")}
	build := exec.Command("go", "build", "-trimpath", "-o", m.command, "github.com/aslcheck/aslcheck/cmd/aslcheck")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	fmt.Printf("%-32s %8s %7s %6s %7s %6s %7s %6s\n", "", "n", "time", "growth", "CPU", "growth", "memory", "growth")
	for _, g := range growths {
		t.Run(g.name, func(t *testing.T) { m.print(t, &g) })
	}
	fmt.Printf("above %.1f: %d of %d steps of time, %d of CPU time, %d of memory\n", mostGrowth, m.above[0], m.steps, m.above[1], m.above[2])
}

// A meter measures the command.
type meter struct {
	command string
	steps   int
	above   [3]int // how many steps of time, CPU time and memory are above mostGrowth
}

// A usage is the time of a run of the command in seconds, its CPU time in seconds, and the most memory that it held in bytes.
type usage [3]float64

// The rounds of a measurement: at least so many, and more until they have taken enough time for the least of them to be steady.
const (
	leastRounds = 7
	enough      = 6 * time.Second
)

// print measures all sizes in turn, so that what else the machine does meets them all alike.
func (m *meter) print(t *testing.T, g *growth) {
	t.Helper()
	sizes := []int{1, g.n, 2 * g.n, 4 * g.n, 8 * g.n}
	used, folders := make([]usage, len(sizes)), make([]string, len(sizes))
	for i, n := range sizes {
		folders[i] = g.write(t, n)
	}
	args := strings.Fields(strings.ReplaceAll(g.args, "NAME", g.file))
	start := time.Now()
	for round := 0; round < leastRounds || time.Since(start) < enough; round++ {
		for i := range sizes {
			now := m.measure(t, folders[i], args)
			for k := range now {
				if round == 0 || now[k] < used[i][k] {
					used[i][k] = now[k]
				}
			}
		}
	}
	least := usage{used[0][0], used[0][1]}
	for i := 1; i < len(sizes); i++ {
		var growth [3]string
		for k := range growth {
			if i > 1 {
				growth[k] = m.step(k, used[i][k]-least[k], used[i-1][k]-least[k])
			}
		}
		u := used[i]
		fmt.Printf("%-32s %8d %5.0fms %6s %5.0fms %6s %5.0fMB %6s\n", g.name, sizes[i], u[0]*1e3, growth[0], u[1]*1e3, growth[1], u[2]/1e6, growth[2])
		if i > 1 {
			m.steps++
		}
	}
}

// step notes the growth of a step.
func (m *meter) step(kind int, now, before float64) string {
	if now > mostGrowth*before {
		m.above[kind]++
	}
	return fmt.Sprintf("%.2f", now/before)
}

// write writes an input of a size into a folder of its own, with what its command reads beside it.
func (g *growth) write(t *testing.T, n int) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range map[string]string{
		g.file: g.text(n), "items.asl.json": itemsMachine, "csv.asl.json": csvMachine, "tasks.asl.json": tasksMachine,
		"json.asl.json": readingMachine("JSON"), "jsonl.asl.json": readingMachine("JSONL"),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func (m *meter) measure(t *testing.T, folder string, args []string) usage {
	t.Helper()
	cmd := exec.Command(m.command, args...)
	cmd.Dir = folder
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() < 0 || cmd.ProcessState.ExitCode() > 1 {
		t.Fatalf("%v: %v", args, err)
	}
	return usage{took.Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), mostMemory(cmd.ProcessState)}
}
