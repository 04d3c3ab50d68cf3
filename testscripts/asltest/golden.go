package asltest

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/files"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// Golden asserts the whole history: every event with all its details, and the executions that distributed Maps and tasks
// started. With -asl.update the file is written instead.
func (x *Execution) Golden(tb testing.TB, name string) {
	tb.Helper()
	var b bytes.Buffer
	writeGolden(&b, x.Execution, "")
	if *updateGoldens {
		if os.Getenv("CI") != "" {
			tb.Fatal("golden files are not updated if the environment variable CI is set")
		}
		if err := files.Write(name, b.Bytes()); err != nil {
			tb.Fatalf("write %s: %v", name, err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		tb.Fatalf("read the golden history: %v (-asl.update writes it)", err)
	}
	compareGolden(tb, name, string(want), b.String())
}

// compareGolden reports the first line that differs, and the event that it belongs to.
func compareGolden(tb testing.TB, name, want, got string) {
	tb.Helper()
	wantLines, gotLines := strings.Split(want, "\n"), strings.Split(got, "\n")
	event := ""
	for i := range max(len(wantLines), len(gotLines)) {
		w, g := lineAt(wantLines, i), lineAt(gotLines, i)
		if w != g {
			if strings.HasPrefix(strings.TrimLeft(g, " "), "#") {
				event = ""
			}
			tb.Errorf("the history differs from %s at line %d%s:\n\twant %s\n\tgot  %s", name, i+1, event, w, g)
			return
		}
		if strings.HasPrefix(strings.TrimLeft(g, " "), "#") {
			event = ", in " + strings.TrimSpace(g)
		}
	}
}

func lineAt(lines []string, i int) string {
	if i >= len(lines) {
		return "(the end)"
	}
	return lines[i]
}

// writeGolden writes the history of an execution for people: a line for each event, one below it for each detail. Times are
// relative to the start.
func writeGolden(b *bytes.Buffer, x *simulator.Execution, indent string) {
	for i := range x.Events {
		ev := &x.Events[i]
		fmt.Fprintf(b, "%s#%d after #%d +%s %s", indent, ev.ID, ev.PreviousID, suite.FormatDuration(ev.Time.Sub(x.Start)), ev.Type)
		if ev.State != nil {
			fmt.Fprintf(b, " %s", ev.State.Head().Name)
		}
		b.WriteByte('\n')
		if ev.Details == nil {
			continue
		}
		for _, details := range ev.History().Members()[historyMembers:] {
			for _, m := range details.Value.Members() {
				writeDetail(b, indent+"  ", m)
			}
		}
	}
	for _, child := range x.Children {
		fmt.Fprintf(b, "%sexecution %s\n", indent, child.Name)
		writeGolden(b, child, indent+"  ")
	}
}

// historyMembers is the number of members that every event of a history has: timestamp, type, id, previousEventId.
const historyMembers = 4

// writeDetail writes a detail of an event. Payloads are texts of JSON, which are shown as what they hold.
func writeDetail(b *bytes.Buffer, indent string, m value.Member) {
	text := m.Value.JSON()
	switch m.Key {
	case "inputDetails", "outputDetails", "assignedVariablesDetails":
		return // they say that the payload is whole
	case "input", "output", "parameters":
		text = m.Value.Text()
	}
	fmt.Fprintf(b, "%s%s: %s\n", indent, m.Key, text)
}
