// Package cli is the command line: it reads arguments, files and streams, calls the other packages, and turns their results into
// exit codes. Package internal/report writes what users read.
package cli
