package cli

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// testFlags are the flags of the command test.
type testFlags struct {
	run, shard string
	jobs       int
	tags       []string
	failFast   bool
	update     bool
	watch      bool
	slowest    int
	// allowRejected lets tests of definitions pass that AWS rejects.
	allowRejected bool
	// allowEmpty lets a run without test files pass, unless it has a minimum of coverage.
	allowEmpty bool
	cover      coverFlags
	config     mockConfigFlags
}

func (f *testFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.run, "run", "", "run only the cases whose names match the regular expression `REGEXP`")
	flags.StringSliceVar(&f.tags, "tags", nil, "run only the cases with the tag `TAG`; repeatable, or separated by commas")
	flags.StringVar(&f.shard, "shard", "", "run only shard `I/N`, such as 2/7; a case is always in the same shard")
	flags.IntVar(&f.jobs, "jobs", 0, "run `N` cases in parallel (default: the number of CPUs)")
	flags.BoolVar(&f.failFast, "fail-fast", false, "stop after the first failed case")
	flags.BoolVar(&f.update, "update", false, "replace the failed expectations in test files and golden files with what happens, then run again")
	flags.BoolVar(&f.allowEmpty, "allow-empty", false, "exit with 0 if there are no test files, unless --min-coverage is given")
	flags.BoolVar(&f.allowRejected, "allow-rejected", false, "succeed even if AWS would reject a tested definition")
	flags.BoolVar(&f.watch, "watch", false, "when a file changes, rerun the test files that read it, until interrupted; on a terminal, a runs all, f the failed cases, u updates them, q quits")
	flags.IntVar(&f.slowest, "slowest", 0, "list the `N` slowest cases in virtual and in real time on standard error")
	f.cover.add(cmd)
	f.config.add(cmd)
}

// options turns the flags into options of the runner.
func (f *testFlags) options() (suite.Options, error) {
	opt := suite.Options{Jobs: f.jobs, Tags: f.tags, FailFast: f.failFast}
	if f.jobs < 0 {
		return opt, usagef("--jobs must be at least 1, not %d", f.jobs)
	}
	if f.run != "" {
		pattern, err := regexp.Compile(f.run)
		if err != nil {
			return opt, usagef("--run is not a valid regular expression: %s", err)
		}
		opt.Run = pattern
	}
	if f.shard == "" {
		return opt, nil
	}
	i, n, _ := strings.Cut(f.shard, "/")
	shard, errShard := strconv.Atoi(i)
	shards, errShards := strconv.Atoi(n)
	if errShard != nil || errShards != nil || shards < 1 || shard < 1 || shard > shards {
		return opt, usagef("--shard must be I/N with I between 1 and N, such as 2/7, not %q", f.shard)
	}
	opt.Shard, opt.Shards = shard, shards
	return opt, nil
}
