// Package asltest tests definitions of Amazon States Language under go test, in virtual time.
//
// Load reads a definition, Run executes it with mocks in Go, and the Execution asserts what happened. RunFiles runs test
// files, one subtest for each case; Commands adds the command "asl" to scripts of testscript.
//
//	func TestETL(t *testing.T) {
//		m := asltest.Load(t, "etl.asl.json")
//		ex := m.Run(t, asltest.Case{
//			Input: `{"tables": ["a"]}`,
//			Mocks: asltest.Mocks{
//				"Start Crawler": {asltest.Return(`{}`)},
//				"Run Job": {
//					asltest.Throw("Glue.ConcurrentRunsExceededException", "busy").Repeat(2),
//					asltest.Return(`{"JobRunState": "SUCCEEDED"}`).After(12 * time.Minute),
//				},
//			},
//		})
//		ex.Succeeded(t)
//		ex.Path(t, "Start Crawler", "Run Job", "...", "Done")
//		ex.Retries(t, "Run Job", 30*time.Second, time.Minute)
//	}
//
// The flag -asl.update rewrites goldens, -asl.coverprofile=FILE writes the coverage of all executions of the test binary, as
// a profile for 'aslcheck cover'.
package asltest
