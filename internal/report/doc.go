// Package report writes results for people and programs: findings, test results, executions. Every format is a function that
// writes the same data to an io.Writer. None of them computes anything, reads files or looks at the environment.
package report
