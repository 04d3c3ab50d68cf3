// Command mutate measures whether the tests notice mistakes. It makes random edits to the code of a package, one at a
// time, and runs the tests that should fail: an edit that a test notices is killed, the others survive.
//
//	go run ./internal/mutate ./analyzer,./analyzer/... ./simulator,./internal/conformance
//
// Each argument is a package, followed by further packages whose tests may notice an edit. The package's own tests run
// first. For each argument the report lists the edits that survived, with file, line and text, and then the counts:
//
//	analyzer/flow.go:120: "==" becomes "!="
//	./analyzer: 40 edits, 39 killed (98 %), 1 survived; 6 more did not compile
//
// An edit swaps an operator with its neighbor, 0 with 1, break with continue or true with false, drops a negation,
// removes a call or an assignment, or returns zero values from a function at once. Files stay untouched: the go command
// reads an edit from an overlay. An edit that doesn't compile is replaced by another one. A test that runs into the
// timeout kills, as an endless loop is a failure that users notice too.
//
// The same seed gives the same edits for the same code. A survivor is a missing test, or code that could be simpler, or an
// edit that changes nothing that can be seen. With -at, every edit of one line is tried, which shows whether a new test
// kills the survivor:
//
//	go run ./internal/mutate -at flow.go:120 ./analyzer,./analyzer/...
//
// With -by, the tests of one package alone decide, and all packages of an argument are edited; a number after an equals sign
// is how many edits to try. With -against, an edit that survives counts only if the tests of other packages notice it: what no test
// notices changes nothing that can be seen, or it is a test that all lack. With -literals, texts and numbers are edited too. "make mutate-conformance" asks that way how much
// of the simulator's behavior the conformance suite holds.
package main
