// Package query is the only door to the expression languages of a definition: paths and intrinsic functions of JSONPath,
// and JSONata.
//
// A field is compiled once and then asked twice: Refs says what it reads and calls, for the analyzer; Eval gives its
// value, for the simulator. Both see the same tree, so they cannot disagree. The languages know offsets in their own
// text only; this package turns them into spans of the file.
//
// A compiled field is immutable and safe for concurrent use. An evaluation that fails yields a Failure with the name
// and cause that the service would show. It is not a Go error, because a failing state machine is a result.
//
//	path, diagnostics := expr.CompilePath(&task.InputPath, expr.AnyPath)
//	input, failure := path.Eval(&expr.Scope{Doc: document})
package query
