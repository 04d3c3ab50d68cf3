package lint

import (
	"strings"
	"sync/atomic"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// TestPanicIsAFinding fails at one of three files: the others go on, and the failed one is not linted any more.
func TestPanicIsAFinding(t *testing.T) {
	files := []*File{{Input: Input{Path: "a.asl.json"}}, {Input: Input{Path: "b.asl.json"}}, {Input: Input{Path: "c.asl.json"}}}
	err := each(t.Context(), files, 1, func(f *File) {
		if f.Path == "b.asl.json" {
			panic("BUG: out of ideas")
		}
		f.Source = source.NewFile(f.Path, `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`)
	})
	if err != nil {
		t.Fatal(err)
	}
	var seen atomic.Int64
	for _, f := range files {
		f.Settings = &Settings{FailOn: source.Error}
	}
	if err := (&Project{}).Lint(t.Context(), files, Run{Observe: func() { seen.Add(1) }, Fix: true}); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		failed := f.Path == "b.asl.json"
		if f.Fixed == nil || failed != (len(f.Found) == 1 && f.Found[0].Rule == RuleInternalError) {
			t.Errorf("%s: found %v", f.Path, f.Found)
		}
		if failed && (!strings.Contains(f.Found[0].Message, "out of ideas") || f.Found[0].Span.File.Name != f.Path || !f.Fails()) {
			t.Errorf("the finding is %v", f.Found)
		}
	}
	if n := int(seen.Load()); n != len(files) {
		t.Errorf("%d files were observed", n)
	}
}
