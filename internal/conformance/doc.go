// Package conformance holds nothing but tests: they replay what the service was recorded to answer, and compare the
// simulator's answer with it, event for event.
//
// The recordings are not part of the project. The tests look for them in the folder that the environment variable
// ASLCHECK_CORPUS names, or beside the checkout, and skip where there are none. testdata/skip.txt lists the cases that
// cannot be replayed, with the reason; a listed case that passes fails the test.
package conformance
