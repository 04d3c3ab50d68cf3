//go:build unix

package cli

import (
	"os"
	"runtime"
	"syscall"
)

// mostMemory returns the most memory that a process held, in bytes.
func mostMemory(state *os.ProcessState) float64 {
	most := float64(state.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return most
	}
	return most * 1024 // others count in kilobytes
}
