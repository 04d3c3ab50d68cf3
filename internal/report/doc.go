// Package report writes what people and programs read: findings, results of tests, executions. Every format is a
// function of the same data to an io.Writer; none of them computes anything or looks at the world.
package report
