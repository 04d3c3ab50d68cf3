package rules_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/corpus"
)

// rounds is how often each linter checks all files in a process; the fastest round counts.
const rounds = 5

// statelint checks its arguments with one linter, and prints how many seconds the fastest round took. What it cannot read
// counts.
var statelint = fmt.Sprintf(`require "statelint"
linter = StateMachineLint::Linter.new
puts (1..%d).map {
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  ARGV.each { |name| begin; linter.validate(name); rescue StandardError; end }
  Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
}.min`, rounds)

// BenchmarkStatelint tells how many times more files this linter checks in a second than statelint, each in one process
// and with what it makes of the machine: this one works on as many files at a time as there are cores, statelint on one.
// It needs Ruby with the gem statelint.
func BenchmarkStatelint(b *testing.B) {
	if err := exec.Command("ruby", "-e", `require "statelint"`).Run(); err != nil {
		b.Skip("statelint is not installed: it needs Ruby and the gem statelint")
	}
	var names []string
	for _, folder := range []string{"valid", "real-world", "invalid"} {
		found, _ := filepath.Glob(filepath.Join(corpus.Dir(b, "ASLCHECK_LINT_CORPUS", "lint-corpus"), folder, "*.json"))
		names = append(names, found...)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as the command does
	ours, theirs := time.Hour, time.Hour
	for b.Loop() {
		for range rounds {
			start := time.Now()
			lintFiles(b, names)
			ours = min(ours, time.Since(start))
		}
		out, err := exec.Command("ruby", append([]string{"-e", statelint}, names...)...).Output()
		if err != nil {
			b.Fatal(err)
		}
		seconds, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
		if err != nil {
			b.Fatal(err)
		}
		theirs = min(theirs, time.Duration(seconds*float64(time.Second)))
	}
	b.ReportMetric(float64(theirs)/float64(ours), "times-statelint")
	b.ReportMetric(float64(len(names))/ours.Seconds(), "files/s")
	b.ReportMetric(float64(len(names))/theirs.Seconds(), "statelint-files/s")
}

// lintFiles reads and checks files in parallel, as the command does.
func lintFiles(b *testing.B, names []string) {
	b.Helper()
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(names); i = int(next.Add(1)) - 1 {
				text, err := os.ReadFile(names[i])
				if err != nil {
					b.Error(err)
				}
				findings(names[i], string(text), analyzer.Config{})
			}
		})
	}
	workers.Wait()
}
