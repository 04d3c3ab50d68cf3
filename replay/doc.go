// Package replay compares recorded executions with a definition.
//
// A History is the output of GetExecutionHistory. Its Replay runs the definition with the recorded answers of the tasks
// and reports where the execution first diverges. Events of parallel branches and of iterations interleave depending on
// timing, so the comparison sorts both histories into tracks (the machine, each iteration, each branch) whose order
// only the definition decides, and compares them track by track.
//
//	history, diagnostics := replay.Parse(file)
//	result, diagnostics, err := history.Replay(ctx, program, replay.Config{})
//	result.Verdict // "same path"
//
// A history also becomes a test file (History.TestFile), with values masked by a Redaction.
package replay
