// Package intrinsic reads and evaluates the intrinsic functions of the States Language in JSONPath mode, such as
// States.Format('Hello {}', $.name).
//
// A Call is compiled once and is immutable: it may be shared by goroutines. All functions stand in one table, which
// Functions returns, with their signatures. The package takes randomness and ids from its Host and reads no clock.
//
//	call, err := intrinsic.Parse("States.MathAdd($.n, 1)")
//	sum, err := call.Eval(scope, host)
package intrinsic
