// Package suite reads test files of definitions, runs their cases against the simulator, and judges the results.
//
// A test file, NAME.asl.test.yaml or .json, stands beside the definition. It holds cases with an input, mocks, and
// expectations; docs/testing.md describes every key. Load reads one, Run runs cases over the cores, each of them
// deterministic, and returns Results in the order of the files. A finding about a test file and a failed expectation are
// both source.Diagnostics with a place in the test file.
//
// The package prints nothing; reports are made of its Results elsewhere.
//
//	file, diagnostics := suite.Load(os.DirFS("."), "etl.asl.test.yaml")
//	results, err := suite.RunCases(ctx, file.Cases, testscripts.Options{})
package suite
