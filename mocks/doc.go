// Package mocks provides declarative answers for the tasks of a definition.
//
// A Set is the mocks of a test file: for each state, or each resource, a list of answers. It is immutable; a Session, one
// for each run, answers the simulator's calls from it, counts them, and reports afterwards which ones were never used. A call without
// an answer ends the run with a NoAnswerError, which contains the lines to paste into the test file.
//
// An answer is used once per invocation, counted per state over retries, loops and Map iterations in the order of
// virtual time; one that says "times: any" stays.
//
//	set, diagnostics := mocks.Parse(node)
//	session := set.Session()
//	execution, err := program.Run(ctx, input, simulator.Config{Tasks: session, Objects: session})
//	session.Unused()
package mocks
