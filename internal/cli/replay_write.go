package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// writeReplayTest writes a test file of a recorded execution, with values masked where that is asked for.
func (a *app) writeReplayTest(ctx context.Context, r *recording, program *simulator.Program, f *replayFlags) error {
	if r.diagnostics.HasErrors() {
		return nil // the report says why
	}
	if !suite.IsTestFile(f.writeTest) {
		return usagef("--write-test: the name of a test file ends with .asl.test.yaml, .yml or .json, unlike %q", filepath.Base(f.writeTest))
	}
	redaction, err := mocks.ParseRedaction(f.redact)
	if err != nil {
		return usagef("--redact: %s", err)
	}
	history := redaction.Apply(r.history)
	replay, _, err := history.Replay(ctx, program, mocks.ReplayConfig{PathOnly: true})
	if err != nil || replay == nil {
		return err // without a replay the report says why
	}
	if len(f.redact) > 0 && replay.Departure != nil {
		complain(a.stderr, a.code, "aslcheck: with the values masked, the execution takes another path at event %d: mask fewer\n",
			replay.Departure.EventID)
	}
	name := history.Name
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(r.files[0].Name), ".json")
	}
	file := history.TestFile(replay, program.Definition(), relativeTo(f.writeTest, f.definition), name)
	var b bytes.Buffer
	if err := writeTestText(&b, f.writeTest, file, "Made by aslcheck replay of a recorded execution."); err != nil {
		return err
	}
	if err := writeFile(f.writeTest, b.Bytes()); err != nil {
		return fmt.Errorf("write the test file: %w", err)
	}
	return nil
}

// relativeTo returns how a test file names another file: relative to its own folder where that is possible.
func relativeTo(testFile, name string) string {
	from, errFrom := filepath.Abs(filepath.Dir(testFile))
	to, errTo := filepath.Abs(name)
	below, err := filepath.Rel(from, to)
	if errFrom != nil || errTo != nil || err != nil {
		return filepath.ToSlash(name)
	}
	return filepath.ToSlash(below)
}

// writeTestText writes a test file as YAML, or as JSON where its name says so.
func writeTestText(w io.Writer, name string, file value.Value, comments ...string) error {
	if filepath.Ext(name) == ".json" {
		_, err := w.Write(append(file.AppendCompact(nil), '\n'))
		return err
	}
	return report.YAML(w, file, comments...)
}
