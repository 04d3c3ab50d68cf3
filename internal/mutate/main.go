package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A config is what the arguments ask for.
type config struct {
	edits   int    // of each package
	seed    uint64 // of the choice
	at      string // file:line, to try every edit of a line
	verbose bool
	timeout time.Duration
}

func main() {
	var c config
	flag.IntVar(&c.edits, "n", 40, "edits of each package")
	flag.Uint64Var(&c.seed, "seed", 1, "choice of the edits")
	flag.StringVar(&c.at, "at", "", "try every edit of this line instead, given as file:line")
	flag.BoolVar(&c.verbose, "v", false, "list killed edits too")
	flag.DurationVar(&c.timeout, "timeout", time.Minute, "limit for the tests of one package")
	flag.Parse()
	//nolint:forbidigo // a program for contributors, started by hand
	if err := c.run(context.Background(), os.Stdout, ".", flag.Args()); err != nil {
		log.Fatal(err)
	}
}

// run tries edits of each package and reports them.
func (c config) run(ctx context.Context, w io.Writer, root string, targets []string) error {
	root, err := filepath.Abs(root)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(scratch) }()
	l := lab{root: root, scratch: scratch, timeout: c.timeout}
	for _, target := range targets {
		tests := strings.Split(target, ",")
		for _, tested := range tests {
			switch result, err := l.test(ctx, "test", "-vet=off", tested); {
			case err != nil:
				return err
			case result != survived:
				return fmt.Errorf("the tests of %s fail without an edit", tested)
			}
		}
		edits, err := l.edits(ctx, tests[0])
		if err != nil {
			return err
		}
		if err := c.target(ctx, w, l, tests, c.choose(edits)); err != nil {
			return err
		}
	}
	return nil
}

// edits returns all edits of the packages that a pattern names.
func (l lab) edits(ctx context.Context, pattern string) ([]edit, error) {
	const format = `{{range .GoFiles}}{{$.Dir}}{{"/"}}{{.}}{{"\n"}}{{end}}`
	list, err := l.output(ctx, "list", "-f", format, pattern)
	if err != nil {
		return nil, err
	}
	var edits []edit
	for _, name := range strings.Fields(list) {
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		rel, err := filepath.Rel(l.root, name)
		if err != nil {
			return nil, err
		}
		found, err := findEdits(filepath.ToSlash(rel), src)
		if err != nil {
			return nil, err
		}
		edits = append(edits, found...)
	}
	return edits, nil
}

// choose returns the edits in the order in which they are tried: those of one line, or all of them shuffled.
func (c config) choose(edits []edit) []edit {
	var chosen []edit
	if c.at != "" {
		for _, e := range edits {
			if strings.HasSuffix("/"+fmt.Sprintf("%s:%d", e.file, e.line), "/"+c.at) {
				chosen = append(chosen, e)
			}
		}
		return chosen
	}
	for _, i := range rand.New(rand.NewPCG(c.seed, 0)).Perm(len(edits)) {
		chosen = append(chosen, edits[i])
	}
	return chosen
}

// target tries edits until enough compiled, and writes the survivors and the counts.
func (c config) target(ctx context.Context, w io.Writer, l lab, tests []string, edits []edit) error {
	counts := map[outcome]int{}
	for _, e := range edits {
		if c.at == "" && counts[killed]+counts[survived] == c.edits {
			break
		}
		result, err := l.try(ctx, tests, e)
		if err != nil {
			return err
		}
		counts[result]++
		switch {
		case c.verbose && result == killed:
			_, err = fmt.Fprintf(w, "%s (killed)\n", e)
		case result == survived:
			_, err = fmt.Fprintln(w, e)
		}
		if err != nil {
			return err
		}
	}
	total := counts[killed] + counts[survived]
	_, err := fmt.Fprintf(w, "%s: %d edits, %d killed (%d %%), %d survived; %d more did not compile\n", tests[0], total,
		counts[killed], (200*counts[killed]+total)/max(1, 2*total), counts[survived], counts[notCompiled])
	return err
}
