package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
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

// The rounds of a measurement: at least so many, and more until they have taken enough time for their medians to be steady, or most where
// one is above mostGrowth. All of them count.
const (
	leastRounds = 9
	enough      = 6 * time.Second
	most        = 30 * time.Second
)

// print measures all sizes one after the other in each round, so that what else the machine does meets them alike, and compares within
// the rounds.
func (m *meter) print(t *testing.T, g *growth) {
	t.Helper()
	sizes := []int{1, g.n, 2 * g.n, 4 * g.n, 8 * g.n}
	folders := make([]string, len(sizes))
	for i, n := range sizes {
		folders[i] = g.write(t, n)
	}
	args := strings.Fields(strings.ReplaceAll(g.args, "NAME", g.file))
	var rounds [][]usage
	for start := time.Now(); len(rounds) < leastRounds || time.Since(start) < enough || time.Since(start) < most && isAbove(rounds); {
		round := make([]usage, len(sizes))
		for i := range sizes {
			round[i] = m.measure(t, folders[i], args)
		}
		rounds = append(rounds, round)
	}
	for i := 1; i < len(sizes); i++ {
		var used usage
		var growth [3]string
		for k := range used {
			used[k] = median(rounds, func(round []usage) float64 { return round[i][k] })
			if i == 1 {
				continue
			}
			factor := factorOf(rounds, i, k)
			if growth[k] = fmt.Sprintf("%.2f", factor); factor > mostGrowth {
				m.above[k]++
			}
		}
		if i > 1 {
			m.steps++
		}
		fmt.Printf("%-32s %8d %5.0fms %6s %5.0fms %6s %5.0fMB %6s\n",
			g.name, sizes[i], used[0]*1e3, growth[0], used[1]*1e3, growth[1], used[2]/1e6, growth[2])
	}
}

// factorOf returns by what a kind of usage is larger for a size than for the one before.
func factorOf(rounds [][]usage, size, kind int) float64 {
	least := 0.0
	if kind < 2 {
		least = median(rounds, func(round []usage) float64 { return round[0][kind] })
	}
	return median(rounds, func(round []usage) float64 { return (round[size][kind] - least) / (round[size-1][kind] - least) })
}

// isAbove reports whether some step of time is above mostGrowth.
func isAbove(rounds [][]usage) bool {
	for size := 2; size < len(rounds[0]); size++ {
		if factorOf(rounds, size, 0) > mostGrowth {
			return true
		}
	}
	return false
}

// median returns the median of something of the rounds.
func median(rounds [][]usage, of func(round []usage) float64) float64 {
	list := make([]float64, len(rounds))
	for i, round := range rounds {
		list[i] = of(round)
	}
	slices.Sort(list)
	return (list[(len(list)-1)/2] + list[len(list)/2]) / 2
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

// onceKey is the environment variable with the arguments of TestGrowthOnce.
const onceKey = "ASLCHECK_GROWTH_ONCE"

// measure runs the command once. Another process starts it: one that is started is said to have held what its parent held, and the
// inputs are large.
func (m *meter) measure(t *testing.T, folder string, args []string) usage {
	t.Helper()
	call, err := json.Marshal(append([]string{m.command}, args...))
	if err != nil {
		t.Fatal(err)
	}
	starter := exec.Command(os.Args[0], "-test.run=^TestGrowthOnce$")
	starter.Dir, starter.Env = folder, append(os.Environ(), onceKey+"="+string(call))
	out, err := starter.Output()
	line, _, _ := strings.Cut(string(out), "\n")
	var used usage
	if err != nil || json.Unmarshal([]byte(line), &used) != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return used
}

// TestGrowthOnce runs a command and prints its usage, for TestGrowth.
func TestGrowthOnce(t *testing.T) {
	var call []string
	if text := os.Getenv(onceKey); text == "" {
		t.Skip("TestGrowth starts it")
	} else if err := json.Unmarshal([]byte(text), &call); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(call[0], call[1:]...)
	start := time.Now()
	err := cmd.Run()
	took := time.Since(start)
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() < 0 || cmd.ProcessState.ExitCode() > 1 {
		t.Fatalf("%v: %v", call, err)
	}
	used, err := json.Marshal(usage{took.Seconds(), (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds(), mostMemory(cmd.ProcessState)})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%s\n", used)
}
