// Package simulator runs definitions of Amazon States Language in virtual time.
//
// Compile resolves every transition and compiles every path, template and expression once; what cannot run is reported
// with its location. The Program is immutable and may be shared by goroutines. Run executes it: on one goroutine, with one
// queue ordered by (virtual time, sequence), so that the same definition, input, answers, start and seed give the same
// events, byte for byte. A Wait of an hour takes no time.
//
// Everything that happens is an Event, named as in the service's GetExecutionHistory. A state machine that fails is a
// result, never a Go error.
//
// The outside world answers through the interfaces of this package: TaskHandler for tasks, ObjectStore for the objects that a
// distributed Map reads. The package knows nothing of mocks, tests or reports.
//
//	program, diagnostics := simulator.Compile(def)
//	execution, err := program.Run(ctx, input, simulator.Config{Tasks: handler})
package simulator
