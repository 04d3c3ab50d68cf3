// Command measure runs the conformance suite on an engine, and counts per topic what it answers as AWS does.
//
//	go run ./internal/conformance/measure [-run REGEX] [-v] COMMAND [ARGUMENT...]
//
// It writes each case to the standard input of the command as one line of JSON, and reads a line with the answer from its
// standard output. docs/conformance.md describes both. A command that ends is started again for the next case; one that
// fails or takes too long has answered nothing right.
package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"io/fs"
	"log"
	"os"
	"os/signal"
	"regexp"
	"runtime"
	"sync"
	"time"

	"github.com/aslcheck/aslcheck/internal/conformance/behavior"
)

// A config is what the arguments ask for.
type config struct {
	suite   string
	run     string
	verbose bool
	jobs    int
	timeout time.Duration
}

func main() {
	var c config
	flag.StringVar(&c.suite, "suite", "internal/conformance/testdata/suite", "folder of the suite")
	flag.StringVar(&c.run, "run", "", "only the cases whose names match this regular expression")
	flag.BoolVar(&c.verbose, "v", false, "print what differs")
	flag.IntVar(&c.jobs, "jobs", runtime.GOMAXPROCS(0), "cases that run in parallel")
	flag.DurationVar(&c.timeout, "timeout", 20*time.Second, "limit for one case")
	flag.Parse()
	ctx, _ := signal.NotifyContext(context.Background(), os.Interrupt)
	//nolint:forbidigo // a program for contributors, started by hand
	if err := c.measure(ctx, os.Stdout, os.DirFS(c.suite), flag.Args()); err != nil {
		log.Fatal(err)
	}
}

// measure runs the cases and writes the figures.
func (c config) measure(ctx context.Context, w io.Writer, suite fs.FS, command []string) error {
	if len(command) == 0 {
		return errors.New("the command of an engine is missing")
	}
	name, err := regexp.Compile(c.run)
	if err != nil {
		return err
	}
	cases, err := behavior.Read(suite)
	if err != nil {
		return err
	}
	var selected []*behavior.Case
	for _, one := range cases {
		if name.MatchString(one.ID()) {
			selected = append(selected, one)
		}
	}
	findings := c.runAll(ctx, selected, command)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return c.report(w, selected, findings)
}

// runAll returns the findings of each case.
func (c config) runAll(ctx context.Context, cases []*behavior.Case, command []string) [][]behavior.Finding {
	findings := make([][]behavior.Finding, len(cases))
	next := make(chan int)
	var workers sync.WaitGroup
	for range max(1, c.jobs) {
		workers.Go(func() {
			e := engine{command: command, timeout: c.timeout}
			defer e.stop()
			for i := range next {
				findings[i] = cases[i].Check(e.ask(ctx, &cases[i].Request))
			}
		})
	}
	for i := range cases {
		next <- i
	}
	close(next)
	workers.Wait()
	return findings
}
