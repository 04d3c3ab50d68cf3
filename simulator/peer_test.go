package simulator_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// peerRounds is how many times a workload is measured, of which the median counts, and peerRepeat how many runs a
// measurement has.
const (
	peerRounds = 5
	peerRepeat = 3
)

// peerTasks are what the tasks of workloads do on the other side: null returns the input.
var peerTasks = map[string]string{
	"c2-map-10000-task": `{"Body": null}`,
	"d-retry-3":         `{"Flaky": [{"error": "Custom.Flaky"}, {"error": "Custom.Flaky"}, {"error": "Custom.Flaky"}, {"result": {"ok": true}}]}`,
	"h-three-states":    `{"C": [{"result": {"ok": true}}]}`,
}

// TestBenchPeer prints how many times faster than another engine the workloads run: medians of five, in one run. Workloads
// that wait take their real time there, so these are left out.
func TestBenchPeer(t *testing.T) {
	folder := os.Getenv("ASLCHECK_PEER_JS")
	if folder == "" {
		t.Skip("set ASLCHECK_PEER_JS to the folder where npm installed aws-local-stepfunctions@3.0.0 to measure against it")
	}
	script, err := filepath.Abs("testdata/peer.js")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", script, folder) //nolint:gosec // the user named it
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Skipf("node: %v", err)
	}
	lines := bufio.NewReader(out)
	fmt.Printf("%-28s %12s %14s %12s %9s\n", "workload", "other", "aslcheck", "ratio", "per second")
	for _, w := range workloads() {
		if w.virtual == 0 {
			comparePeer(t, w, in, lines)
		}
	}
}

// comparePeer asks the other side about a workload, and prints a line.
func comparePeer(t *testing.T, w workload, in io.Writer, lines *bufio.Reader) {
	t.Helper()
	tasks := peerTasks[w.name]
	if tasks == "" {
		tasks = "{}"
	}
	question, err := json.Marshal(map[string]any{
		"definition": w.definition, "input": w.input, "tasks": json.RawMessage(tasks), "rounds": peerRounds, "repeat": peerRepeat,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fmt.Fprintf(in, "%s\n", question); err != nil {
		t.Fatal(err)
	}
	line, err := lines.ReadBytes('\n')
	var theirs struct {
		Output, Error string
		Median        float64
	}
	if err == nil {
		err = json.Unmarshal(line, &theirs)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	ours := medianOf(t, w)
	second := float64(w.transitions) / ours.Seconds()
	if theirs.Error == "" && w.output != "" && theirs.Output != w.output {
		theirs.Error = fmt.Sprintf("its output is %.60s", theirs.Output)
	}
	if theirs.Error != "" {
		fmt.Printf("%-28s %12s %14s %12s %9.0f   (%s)\n", w.name, "fails", ours, "", second, theirs.Error)
		return
	}
	fmt.Printf("%-28s %12s %14s %11.0fx %9.0f\n", w.name, time.Duration(theirs.Median).Round(time.Microsecond), ours, theirs.Median/float64(ours), second)
}

// medianOf returns how long one run of a workload takes: the median of five measurements.
func medianOf(t *testing.T, w workload) time.Duration {
	t.Helper()
	program, input := compile(t, w.definition), value.MustParse(w.input)
	times := make([]time.Duration, peerRounds)
	for i := range times {
		n := 0
		start := time.Now()
		for time.Since(start) < 200*time.Millisecond {
			if _, err := program.Run(t.Context(), input, simulator.Config{Tasks: w.tasks, NoLimits: true}); err != nil {
				t.Fatal(err)
			}
			n++
		}
		times[i] = time.Since(start) / time.Duration(n)
	}
	slices.Sort(times)
	return times[peerRounds/2]
}
