//go:build !unix

package cli

import "time"

var started = time.Now()

// cpuTime returns the time since the start of the test: the CPU time isn't at hand everywhere.
func cpuTime() time.Duration { return time.Since(started) }
