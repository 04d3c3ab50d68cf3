package cli

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// writeReplayTest writes a test file of a recorded execution, with values masked where that is asked for.
func (a *app) writeReplayTest(ctx context.Context, r *replay.Recording, program *simulator.Program, f *replayFlags) error {
	if r.Diagnostics.HasErrors() {
		return nil // the report says why
	}
	if !suite.IsTestFile(f.writeTest) {
		return usagef("--write-test: the name of a test file ends with .asl.test.yaml, .yml or .json, unlike %q", filepath.Base(f.writeTest))
	}
	redaction, err := replay.ParseRedaction(f.redact)
	if err != nil {
		return usagef("--redact: %s", err)
	}
	stem := strings.TrimSuffix(filepath.Base(r.File()), ".json")
	file, result, err := r.Test(ctx, program, redaction, relativeTo(f.writeTest, f.definition), stem)
	if err != nil || result == nil {
		return err // without a replay the report says why
	}
	if len(f.redact) > 0 && result.Departure != nil {
		complain(a.stderr, a.code, "aslcheck: with the values masked, the execution takes another path at event %d: mask fewer\n",
			result.Departure.EventID)
	}
	var b bytes.Buffer
	if err := suite.Write(&b, f.writeTest, file, "Made by aslcheck replay of a recorded execution."); err != nil {
		return err
	}
	if err := writeFile(f.writeTest, b.Bytes()); err != nil {
		return fmt.Errorf("write the test file: %w", err)
	}
	return nil
}
