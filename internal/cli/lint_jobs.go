package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// A lintJob is one definition to judge, and what came of it.
type lintJob struct {
	path     string // "-" for the standard input
	named    bool   // as an argument, not found in a folder
	settings *lintSettings

	read  *source.File // as it was read
	file  *source.File // as it is with its fixes
	found source.Diagnostics
	fixed int
	err   error

	baseline *baseline // nil without one
	hidden   int       // findings that it hides
}

// lintJobs returns the definitions of the arguments in their order, each once. A file that is named is taken as it is.
func (a *app) lintJobs(ctx context.Context, args []string, limit int) ([]*lintJob, error) {
	var jobs []*lintJob
	seen := map[string]bool{}
	add := func(name string, named bool) {
		if shown := displayName(name); !seen[shown] {
			seen[shown] = true
			jobs = append(jobs, &lintJob{path: name, named: named})
		}
	}
	args, err := expand(args)
	if err != nil {
		return nil, err
	}
	for _, arg := range args {
		if info, err := os.Stat(arg); arg == "-" || err != nil || !info.IsDir() {
			add(arg, true)
			continue
		}
		err := walk(arg, func(name string) error {
			add(name, false)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if err := eachJob(ctx, jobs, limit, func(j *lintJob) { j.load(a) }); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(jobs, func(j *lintJob) bool { return j.read == nil }), nil
}

// configure gives definitions their settings, and drops those that these ignore. Those that were named are mentioned.
func (a *app) configure(jobs []*lintJob, p *project) ([]*lintJob, error) {
	var kept []*lintJob
	for _, j := range jobs {
		var err error
		if j.settings, err = p.settingsOf(j.read.Name); err != nil {
			return nil, err
		}
		if j.path == "-" || !j.settings.ignores(j.read.Name) {
			kept = append(kept, j)
			continue
		}
		if j.named {
			if _, err := fmt.Fprintf(a.stderr, "%s is ignored by the settings\n", oneLineName(j.read.Name)); err != nil {
				return nil, err
			}
		}
	}
	return kept, nil
}

// load reads a file that was named, or that is a definition.
func (j *lintJob) load(a *app) {
	var text string
	read := sync.OnceValues(func() (string, error) { return a.readInput(j.path) })
	if !j.named && !isDefinition(j.path, read) {
		return
	}
	if text, j.err = read(); j.err == nil {
		j.read = source.NewFile(displayName(j.path), text)
	}
}

// eachJob works on up to limit jobs at a time, or as many as there are cores. The first error in their order is returned.
func eachJob(ctx context.Context, jobs []*lintJob, limit int, work func(*lintJob)) error {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(len(jobs), cmp.Or(limit, runtime.GOMAXPROCS(0))) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(jobs) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				work(jobs[i])
			}
		})
	}
	workers.Wait()
	for _, j := range jobs {
		if j.err != nil {
			return j.err
		}
	}
	return ctx.Err()
}

// A lintWork says how definitions are judged.
type lintWork struct {
	baseline *baseline // nil for none
	fix      bool      // mend what can be mended
	limit    int       // definitions at a time; 0 for one per core
	progress *progress
}

// judge judges all definitions.
func (w *lintWork) judge(ctx context.Context, jobs []*lintJob) error {
	return eachJob(ctx, jobs, w.limit, func(j *lintJob) {
		j.file, j.baseline = j.read, w.baseline
		j.found, j.hidden = j.judge(j.file)
		if w.fix {
			j.fix()
		}
		w.progress.step()
	})
}

// judge returns the findings in a text of the job's definition, and how many the baseline hides.
func (j *lintJob) judge(file *source.File) (found source.Diagnostics, hidden int) {
	def, parsed := asl.Parse(file)
	return j.baseline.hide(file.Name, analyzer.Run(def, parsed, rules.All, j.settings.Config))
}

// fails reports whether a finding is as severe as the settings ask.
func (j *lintJob) fails() bool {
	return slices.ContainsFunc(j.found, func(d source.Diagnostic) bool { return d.Severity <= j.settings.failOn })
}
