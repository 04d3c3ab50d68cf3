package cli

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// testFlags are what the command test is told.
type testFlags struct {
	run, shard string
	jobs       int
	tags       []string
	failFast   bool
	update     bool
	watch      bool
	slowest    int
	cover      coverFlags
	config     mockConfigFlags
}

func (f *testFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.run, "run", "", "run only the cases whose names match the regular expression")
	flags.StringSliceVar(&f.tags, "tags", nil, "run only the cases that have one of these tags")
	flags.StringVar(&f.shard, "shard", "", "run only share I of N, as I/N; a case is always in the same share")
	flags.IntVar(&f.jobs, "jobs", 0, "run so many cases at the same time (default: one per core)")
	flags.BoolVar(&f.failFast, "fail-fast", false, "stop after the first case that fails")
	flags.BoolVar(&f.update, "update", false, "write what happens over what is expected, in test files and golden files; then run again")
	flags.BoolVar(&f.watch, "watch", false, "run again what reads a file that changes, until interrupted")
	flags.IntVar(&f.slowest, "slowest", 0, "list so many cases that take the longest, in virtual and in real time, on the standard error")
	f.cover.add(cmd)
	f.config.add(cmd)
}

// options turns the flags into options of the runner.
func (f *testFlags) options() (suite.Options, error) {
	opt := suite.Options{Jobs: f.jobs, Tags: f.tags, FailFast: f.failFast}
	if f.jobs < 0 {
		return opt, usagef("--jobs must be a number from 1, not %d", f.jobs)
	}
	if f.run != "" {
		pattern, err := regexp.Compile(f.run)
		if err != nil {
			return opt, usagef("--run is no regular expression: %s", err)
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
		return opt, usagef("--shard must be I/N with I from 1 to N, such as 2/7, not %q", f.shard)
	}
	opt.Shard, opt.Shards = shard, shards
	return opt, nil
}
