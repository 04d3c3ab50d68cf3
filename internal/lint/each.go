package lint

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// each works on up to limit files in parallel, or as many as there are cores. The first error in their order is returned.
func each(ctx context.Context, files []*File, limit int, work func(*File)) error {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(files), cmp.Or(limit, runtime.GOMAXPROCS(0))) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				work(files[i])
			}
		})
	}
	workers.Wait()
	for _, f := range files {
		if f.err != nil {
			return f.err
		}
	}
	return ctx.Err()
}
