// Package conformance only contains tests: they replay recorded executions of the service, and compare the
// simulator's events with the recorded ones.
//
// The suite in testdata/suite is part of the project and needs no recordings: one small definition for each behavior, with
// the answer of the service and its source. docs/conformance.md describes it; package behavior reads it.
//
// The recordings are not part of the project. The tests look for them in the folder that the environment variable
// ASLCHECK_CORPUS names, or next to the checkout, and are skipped without them. testdata/skip.txt lists the cases that
// cannot be replayed, with the reason; a listed case that passes fails the test.
package conformance
