// Package rules has the built-in rules of the linter, one in each file that is named after it.
//
// Each rule has a bad and a good example, which are its first test and its documentation in docs/rules.md. All lists
// them; the functions that they share are in the files facts_*.go.
package rules
