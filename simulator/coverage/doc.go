// Package coverage counts which points of a definition executions reached: every state, and every way out of it. It reads
// events and nothing else, and the simulator does not know of it.
//
// A Profile holds the points of definitions with their counts. Profiles of several runs merge; one of a definition that
// has changed since is rejected.
//
//	counter := coverage.New(def)
//	counter.Count(execution)
//	profile := coverage.Profile{Definitions: []coverage.Definition{counter.Definition()}}
package coverage
