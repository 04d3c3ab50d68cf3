//go:build !unix

package cli

import (
	"math"
	"os"
)

// mostMemory returns that the memory isn't known.
func mostMemory(*os.ProcessState) float64 { return math.NaN() }
