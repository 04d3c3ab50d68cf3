// Package asltest tests definitions of Amazon States Language under go test, in virtual time.
//
// Load reads a definition, Run executes it with mocks in Go, and the Execution asserts what happened. RunFiles runs test
// files, one subtest for each case; Commands adds the command "asl" to scripts of testscript.
//
// The flag -asl.update rewrites goldens. The coverage of all executions of the test binary is written as a profile for
// 'aslcheck cover' by -asl.coverprofile=FILE, and for each package of 'go test ./...' into the directory that the flag or the
// environment variable ASL_COVERDIR names.
package asltest
