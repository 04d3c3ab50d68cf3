// Package mockconfig reads MockConfigFile.json, the mocks of Step Functions Local, as sets of mocks.
//
// A file has test cases of state machines, without inputs and expectations. Each case names a response for each Task
// state, and a response numbers its answers by the calls of the state. The package follows what Step Functions Local does with
// such a file, not what its documentation says: of two members with the same key the last one counts, unknown keys are
// ignored, and a call without an answer stays open, because it goes to the real service there.
//
//	config, diagnostics := mockconfig.Parse(file)
//	testCase, err := config.Find("Orders", "Busy")
//	session := testCase.Set().Session()
//	execution, err := program.Run(ctx, input, simulator.Config{Tasks: session})
//	err = session.Missing(execution)
package mockconfig
