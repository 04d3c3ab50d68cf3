package cli

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// A lintJob is one file to judge, and what came of it: a definition, or a template with definitions in it.
type lintJob struct {
	path     string // "-" for the standard input
	named    bool   // as an argument, not found in a folder
	referred bool   // a template says that it is a definition
	root     string // the folder that was named, or that of the file
	settings *lintSettings

	template *locate.Template    // nil for a definition
	parsed   source.Diagnostics  // of the template
	targets  map[string]*lintJob // the definitions that the template names, by the words with which it does
	users    []*locate.Machine   // what templates say of the definition
	// definition returns what the file holds, for the templates that name it.
	definition func() *asl.Definition
	// unfinished is whether the file only becomes a template, by the work of another tool.
	unfinished bool
	kind       asl.WorkflowType // the type that templates give the definition, "" where it is not known

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
	add := func(j *lintJob) {
		if shown := displayName(j.path); !seen[shown] {
			seen[shown] = true
			jobs = append(jobs, j)
		}
	}
	args, err := expand(args)
	if err != nil {
		return nil, err
	}
	for _, arg := range args {
		if info, err := os.Stat(arg); arg == "-" || err != nil || !info.IsDir() {
			add(&lintJob{path: arg, named: true, root: filepath.Dir(arg)})
			continue
		}
		err := walk(arg, func(name string) error {
			add(&lintJob{path: name, root: arg})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if err := eachJob(ctx, jobs, limit, func(j *lintJob) { j.load(a) }); err != nil {
		return nil, err
	}
	jobs = slices.DeleteFunc(jobs, func(j *lintJob) bool { return j.read == nil })
	if jobs, err = a.followReferences(ctx, jobs, limit); err != nil {
		return nil, err
	}
	return a.withDefinitions(jobs)
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

// load reads a file that was named, or that is a definition or a template with some.
func (j *lintJob) load(a *app) {
	var text string
	read := sync.OnceValues(func() (string, error) { return a.readInput(j.path) })
	definition := j.named || j.referred || isDefinition(j.path, read)
	if !definition && !mayBeTemplate(j.path, read) {
		return
	}
	if text, j.err = read(); j.err != nil {
		return
	}
	j.read = source.NewFile(displayName(j.path), text)
	j.lookForMachines()
	if !definition && j.template == nil {
		j.read = nil
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

// judge returns the findings in a text of the job's file, and how many the baseline hides.
func (j *lintJob) judge(file *source.File) (found source.Diagnostics, hidden int) {
	if j.template != nil {
		found = j.judgeTemplate(file)
	} else {
		def, parsed := asl.Parse(file)
		for _, m := range j.users {
			parsed = append(parsed, m.Undeclared(def.Root)...)
		}
		found = analyzer.Run(def, parsed, rules.All, j.config(j.kind))
	}
	return j.baseline.hide(file.Name, found)
}

// config returns how a definition is judged. What the settings say of its type wins over what a template says.
func (j *lintJob) config(kind asl.WorkflowType) analyzer.Config {
	cfg := j.settings.Config
	cfg.Type = cmp.Or(cfg.Type, kind)
	return cfg
}

// fails reports whether a finding is as severe as the settings ask.
func (j *lintJob) fails() bool {
	return slices.ContainsFunc(j.found, func(d source.Diagnostic) bool { return d.Severity <= j.settings.failOn })
}
