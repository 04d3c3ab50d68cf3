// Package coverage counts which points of a definition executions reached: every state, and every way out of it. It reads
// only events, and the simulator doesn't depend on it.
//
// A Profile contains the points of definitions with their counts. Profiles of several runs can be merged; a profile of a
// definition that has changed since is rejected.
//
//	counter := coverage.New(def)
//	counter.Count(execution)
//	profile := coverage.Profile{Definitions: []coverage.Definition{counter.Definition()}}
package coverage
