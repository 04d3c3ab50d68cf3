// Package mocks holds declarative answers to the tasks of a definition.
//
// A Set is what a test file says: for each state, or each resource, a list of answers. It is immutable; a Session, one
// for each run, answers the simulator's calls from it, counts, and says afterwards what was never used. A call that
// finds no answer ends the run with a NoAnswerError, which holds the lines to paste into the test file.
//
// An answer is used once per invocation, counted per state over retries, loops and Map iterations in the order of
// virtual time; one that says "times: any" stays.
//
//	set, diagnostics := mocks.Parse(node)
//	session := set.Session()
//	execution, err := program.Run(ctx, input, simulator.Config{Tasks: session, Objects: session})
//	session.Unused()
package mocks
