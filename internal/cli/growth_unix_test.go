//go:build unix

package cli

import (
	"syscall"
	"time"
)

// cpuTime returns the CPU time that the process has used. Unlike the time of the wall it hardly depends on what else runs.
func cpuTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
