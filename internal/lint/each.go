package lint

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// each calls work for every file, for up to limit files in parallel, or one per CPU if limit is 0. It returns the error of the first
// file that has one.
func each(ctx context.Context, files []*File, limit int, work func(*File)) error {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(files), cmp.Or(limit, runtime.GOMAXPROCS(0))) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				files[i].protect(work)
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

// RuleInternalError is the rule for a file at which the linter failed, which is our mistake.
const RuleInternalError = "internal-error"

// protect does some work on a file. If it panics, the file has a finding that says so, and the other files go on.
func (f *File) protect(work func(*File)) {
	defer func() {
		reason := recover()
		if reason == nil {
			return
		}
		if f.Source == nil {
			f.Source = source.NewFile(locate.DisplayName(f.Path), "")
		}
		f.failed, f.Fixed, f.Fixes, f.Hidden, f.template = true, f.Source, 0, 0, nil
		f.Found = source.Diagnostics{{
			Span: f.Source.Span(0, 0), Severity: source.Error, Rule: RuleInternalError,
			Message: fmt.Sprintf("aslcheck failed at this file, please report it: %v", reason),
		}}
	}()
	work(f)
}
