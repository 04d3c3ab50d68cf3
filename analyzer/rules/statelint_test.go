package rules

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/analyzer"
)

// statelint judges its arguments with one linter, and prints how many seconds that took. What it cannot read counts.
const statelint = `require "statelint"
linter = StateMachineLint::Linter.new
start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
ARGV.each { |name| begin; linter.validate(name); rescue StandardError; end }
puts Process.clock_gettime(Process::CLOCK_MONOTONIC) - start`

// BenchmarkStatelint tells how many times more files this linter judges in a second than statelint, each in one process
// and one after another, by the fastest round of each. It needs Ruby with the gem statelint.
func BenchmarkStatelint(b *testing.B) {
	if err := exec.Command("ruby", "-e", `require "statelint"`).Run(); err != nil {
		b.Skip("statelint is not installed: it needs Ruby and the gem statelint")
	}
	var names []string
	for _, folder := range []string{"valid", "real-world", "invalid"} {
		found, _ := filepath.Glob(filepath.Join(corpusDir(b, "ASLCHECK_LINT_CORPUS", "lint-corpus"), folder, "*.json"))
		names = append(names, found...)
	}
	ours, theirs := time.Hour, time.Hour
	for b.Loop() {
		start := time.Now()
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				b.Fatal(err)
			}
			lint(name, string(text), analyzer.Config{})
		}
		ours = min(ours, time.Since(start))
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
