// Package cli reads what a user types and calls the rest: arguments, streams, files, exit codes. What a user reads is
// made by internal/report.
package cli
