package lint

import (
	"cmp"
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls work for every file, for up to limit files in parallel, or one per CPU if limit is 0. It returns the error of the first
// file that has one.
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
