// Package behavior reads the suite of internal/conformance/testdata/suite, and compares answers of an engine with it.
//
// A file of the suite is a txtar archive about one topic. Its text says what the topic is and where the answers come from.
// A section whose name begins with "case:" starts a case; what comes before the first case is shared by all of them:
//
//	Numbers in a Choice state.
//
//	Source: Amazon States Language, "Choice State"
//
//	-- definition.json --
//	{"StartAt": "Compare", "States": {…}}
//	-- case: equal by value --
//	The spelling of a number doesn't count.
//	-- input.json --
//	{"left": 1.0}
//	-- expected.json --
//	{"status": "SUCCEEDED", "output": "equal"}
//
// The package knows nothing of an engine: a Request is what an engine gets, an Answer is what it returns, and Check
// compares. docs/conformance.md describes all sections.
package behavior
