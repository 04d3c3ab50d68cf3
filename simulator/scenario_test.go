package simulator_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

var update = flag.Bool("update", false, "rewrite the expected histories")

// A scenario is a txtar file: what it shows and which sentence of the documentation it follows, the definition, the
// input, the answers of tasks, and the history that must come.
func TestScenarios(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "scenarios", "*.txtar"))
	if err != nil || len(names) == 0 {
		t.Fatal("no scenarios", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { checkScenario(t, name) })
	}
}

func checkScenario(t *testing.T, name string) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := -1
	for i := range archive.Files {
		if archive.Files[i].Name == "want" {
			want = i
		}
	}
	got := historyText(runScenario(t, archive))
	if *update && want >= 0 {
		archive.Files[want].Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want < 0 {
		t.Fatal("the scenario has no file want")
	}
	if diff := cmp.Diff(string(archive.Files[want].Data), got); diff != "" {
		t.Errorf("history (-want +got):\n%s", diff)
	}
}

func runScenario(tb testing.TB, archive *txtar.Archive) *simulator.Execution {
	tb.Helper()
	file := func(name, fallback string) string {
		for _, f := range archive.Files {
			if f.Name == name {
				return string(f.Data)
			}
		}
		return fallback
	}
	root, diagnostics := source.Parse(source.NewFile("mocks.yaml", file("mocks.yaml", "mocks: {}")))
	set, more := mocks.Parse(root.Get("mocks"))
	objects, evenMore := mocks.ParseObjects(root.Get("s3"), nil)
	if all := append(append(diagnostics, more...), evenMore...); len(all) > 0 {
		tb.Fatal(all)
	}
	session := set.WithObjects(objects...).Session()
	x, err := compile(tb, file("definition.asl.json", "")).Run(tb.Context(), value.MustParse(file("input.json", "{}")),
		simulator.Config{Tasks: session, Objects: session, Seed: 1})
	if err != nil {
		tb.Fatal(err)
	}
	return x
}

// historyText writes events a line each: id, previous id, virtual time, type and summary.
func historyText(x *simulator.Execution) string {
	var b strings.Builder
	for i := range x.Events {
		ev := &x.Events[i]
		fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("%d<%d +%s %s %s", ev.ID, ev.PreviousID,
			mocks.FormatDuration(ev.Time.Sub(x.Start)), ev.Type, summary(ev)), " "))
	}
	for _, o := range x.Written {
		fmt.Fprintf(&b, "wrote %s/%s\n", o.Bucket, o.Key)
	}
	return b.String()
}

// summary is what the event is about; failures with their whole cause.
func summary(ev *simulator.Event) string {
	if f := ev.Failure(); f != nil {
		return fmt.Sprintf("%s %s", f.Error, f.Cause)
	}
	return ev.Summary(100)
}
