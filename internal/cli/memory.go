package cli

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"sync/atomic"
)

// The first collection is not before the program has smallHeap bytes: most commands end before one is worth its time. Then the heap
// may grow by gcPercent between two collections, further than the runtime would let it. A large heap grows by less, so that inputs
// that need much memory don't need five times as much. What a large file becomes is in use until the end: where one is named, the
// first collection is not before largeHeap. The input of an execution is read piece by piece instead.
const (
	smallHeap      = 160 << 20
	gcPercent      = 400
	leastGCPercent = 10
	// roomyHeap is the size in bytes up to which the heap may grow by gcPercent.
	roomyHeap = 384 << 20
	// largeFile is from what size in bytes a file is large.
	largeFile = 256 << 10
	// largeHeap is what the program may have before the first collection where a large file is named.
	largeHeap = 432 << 20
)

// liveHeap is the metric of the memory that was in use at the end of the last collection.
const liveHeap = "/gc/heap/live:bytes"

// tuneCollector sets how far the heap may grow before each collection, until the returned function is called.
func tuneCollector(args []string) (stop func()) {
	previous, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(-1)
	debug.SetMemoryLimit(min(limit, firstCollection(args)))
	stopped := &atomic.Bool{}
	type sentinel struct{ _ *atomic.Bool } // with a pointer, so that it isn't part of a block of tiny objects
	percent := 0
	var arm func(*sentinel)
	arm = func(s *sentinel) {
		if stopped.Load() {
			return
		}
		live := []metrics.Sample{{Name: liveHeap}}
		metrics.Read(live)
		if p := growthOf(live[0].Value.Uint64()); p != percent {
			percent = p
			debug.SetGCPercent(p)
			debug.SetMemoryLimit(limit)
		}
		runtime.SetFinalizer(s, arm) // the next collection finds it unused again
	}
	runtime.SetFinalizer(&sentinel{stopped}, arm)
	return func() {
		stopped.Store(true)
		debug.SetGCPercent(previous)
		debug.SetMemoryLimit(limit)
	}
}

// firstCollection is how many bytes the program may have before the first collection. What follows a flag may be its value, such as an
// input.
func firstCollection(args []string) int64 {
	for i, arg := range args {
		if i > 0 && strings.HasPrefix(args[i-1], "-") {
			continue
		}
		if info, err := os.Stat(arg); err == nil && info.Mode().IsRegular() && info.Size() >= largeFile {
			return largeHeap
		}
	}
	return smallHeap
}

// growthOf is how many percent a heap of live bytes may grow by.
func growthOf(live uint64) int {
	if live >= roomyHeap {
		return leastGCPercent
	}
	return max(leastGCPercent, min(gcPercent, int((roomyHeap-live)*100/max(live, 1))))
}
