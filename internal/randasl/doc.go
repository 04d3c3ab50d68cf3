// Package randasl generates random definitions for tests, with an input and the answers of their tasks. The same seed gives
// the same bytes.
//
// A definition is valid, terminates, and uses every kind of state in both query languages. So that most executions get far,
// every state keeps the members that the generator reads: the number n, the string s, the boolean b and the array list. A
// state adds its result under a name of its own. Where one of several states can come next, only those further down are
// chosen; the only way back is a loop that counts.
//
//	d := randasl.New(7)
//	x, err := program.Run(ctx, d.Input(), simulator.Config{Tasks: d.Tasks()})
//
// The answers depend on the seed, the state, the iteration and the number of the call, not on the order of the calls, so that a
// changed definition gets the same answers.
package randasl
