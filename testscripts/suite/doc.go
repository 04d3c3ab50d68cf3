// Package suite reads test files of definitions, runs their cases in the simulator, and checks the results.
//
// A test file, NAME.asl.test.yaml or .json, is next to its definition. It contains cases with an input, mocks, and
// expectations; docs/testing.md describes every key. Load reads one, RunCases runs cases in parallel, each of them
// deterministic, and returns Results in the order of the files. A finding about a test file and a failed expectation are
// both source.Diagnostics with a location in the test file.
//
// The package prints nothing; package report writes its Results.
//
//	file, diagnostics := suite.Load(os.DirFS("."), "etl.asl.test.yaml")
//	results, err := suite.RunCases(ctx, file.Cases, suite.Options{})
package suite
