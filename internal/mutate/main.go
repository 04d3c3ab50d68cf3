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
	"regexp"
	"slices"
	"strconv"
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
	// by is the package whose tests decide; "" for those of the packages of a target. tests selects some of its tests.
	by, tests string
	// against are packages, separated by commas: an edit that survives does not count if their tests don't notice it either.
	// ignore are tests of them that don't count, such as those of memory and of speed.
	against, ignore string
	// skip leaves files out whose names match, skipLines lines of code that match; literals adds edits of texts and numbers.
	skip, skipLines string
	literals        bool
}

func main() {
	var c config
	flag.IntVar(&c.edits, "n", 40, "edits of each package")
	flag.Uint64Var(&c.seed, "seed", 1, "choice of the edits")
	flag.StringVar(&c.at, "at", "", "try every edit of this line instead, given as file:line")
	flag.BoolVar(&c.verbose, "v", false, "list killed edits too")
	flag.DurationVar(&c.timeout, "timeout", time.Minute, "limit for the tests of one package")
	flag.StringVar(&c.by, "by", "", "let the tests of this package alone decide; all packages of an argument are edited then")
	flag.StringVar(&c.against, "against", "", "count only survivors that the tests of these packages notice")
	flag.StringVar(&c.ignore, "ignore", "", "tests of -against that don't count")
	flag.StringVar(&c.tests, "run", "", "run only the tests that match this regular expression")
	flag.StringVar(&c.skip, "skip", "", "leave out files that match this regular expression")
	flag.StringVar(&c.skipLines, "skip-lines", "", "leave out lines of code that match this regular expression")
	flag.BoolVar(&c.literals, "literals", false, "edit texts and numbers too")
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
	l := lab{root: root, scratch: scratch, timeout: c.timeout, run: c.tests}
	var sum score
	for _, text := range targets {
		t, err := c.parse(text)
		if err != nil {
			return err
		}
		if err := l.healthy(ctx, t.tests); err != nil {
			return err
		}
		edits, err := c.find(ctx, l, t.edited)
		if err != nil {
			return err
		}
		s, err := c.try(ctx, w, l, t, c.choose(edits))
		if err != nil {
			return err
		}
		sum.add(s)
	}
	if len(targets) > 1 {
		_, err = fmt.Fprintf(w, "all: %s\n", sum)
	}
	return err
}

// A target is what an argument asks for.
type target struct {
	name          string
	edited, tests []string // patterns of packages
	edits         int
}

// parse reads an argument: packages, and how many edits to try, after an equals sign.
func (c config) parse(text string) (target, error) {
	name, number, given := strings.Cut(text, "=")
	packages := strings.Split(name, ",")
	t := target{name: packages[0], edited: packages[:1], tests: packages, edits: c.edits}
	if c.by != "" {
		t.name, t.edited, t.tests = name, packages, []string{c.by}
	}
	if given {
		n, err := strconv.Atoi(number)
		if err != nil {
			return t, fmt.Errorf("%s: %w", text, err)
		}
		t.edits = n
	}
	return t, nil
}

// healthy returns an error if tests fail without an edit.
func (l lab) healthy(ctx context.Context, tests []string) error {
	for _, tested := range tests {
		switch result, err := l.test(ctx, l.arguments(tested, "-vet=off")...); {
		case err != nil:
			return err
		case result != survived:
			return fmt.Errorf("the tests of %s fail without an edit", tested)
		}
	}
	return nil
}

// find returns all edits of the packages that patterns name.
func (c config) find(ctx context.Context, l lab, patterns []string) ([]edit, error) {
	const format = `{{range .GoFiles}}{{$.Dir}}{{"/"}}{{.}}{{"\n"}}{{end}}`
	skip, err := pattern(c.skip)
	if err != nil {
		return nil, err
	}
	skipLines, err := pattern(c.skipLines)
	if err != nil {
		return nil, err
	}
	list, err := l.output(ctx, append([]string{"list", "-f", format}, patterns...)...)
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
		if skip.MatchString(filepath.ToSlash(rel)) {
			continue
		}
		found, err := findEdits(filepath.ToSlash(rel), src, c.literals)
		if err != nil {
			return nil, err
		}
		lines := strings.Split(string(src), "\n")
		edits = append(edits, slices.DeleteFunc(found, func(e edit) bool { return skipLines.MatchString(lines[e.line-1]) })...)
	}
	return edits, nil
}

// pattern compiles a regular expression; an empty one matches nothing.
func pattern(text string) (*regexp.Regexp, error) {
	if text == "" {
		text = "$^"
	}
	return regexp.Compile(text)
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

// A score counts outcomes.
type score struct{ killed, survived, notCompiled, unnoticed int }

func (s *score) add(other score) {
	s.killed += other.killed
	s.survived += other.survived
	s.notCompiled += other.notCompiled
	s.unnoticed += other.unnoticed
}

func (s score) String() string {
	total := s.killed + s.survived
	text := fmt.Sprintf("%d edits, %d killed (%d %%), %d survived; %d more did not compile", total,
		s.killed, (200*s.killed+total)/max(1, 2*total), s.survived, s.notCompiled)
	if s.unnoticed > 0 {
		text += fmt.Sprintf(", no test notices %d more", s.unnoticed)
	}
	return text
}

// try tries edits until enough compiled, and writes the survivors and the counts.
func (c config) try(ctx context.Context, w io.Writer, l lab, t target, edits []edit) (score, error) {
	var s score
	for _, e := range edits {
		if c.at == "" && s.killed+s.survived == t.edits {
			break
		}
		result, err := l.try(ctx, t.tests, e)
		if err != nil {
			return s, err
		}
		if result == survived && c.against != "" {
			all := lab{root: l.root, scratch: l.scratch, timeout: l.timeout, ignore: c.ignore}
			switch noticed, err := all.try(ctx, strings.Split(c.against, ","), e); {
			case err != nil:
				return s, err
			case noticed == survived:
				s.unnoticed++
				continue
			}
		}
		switch result {
		case killed:
			s.killed++
		case survived:
			s.survived++
		case notCompiled:
			s.notCompiled++
		}
		switch {
		case c.verbose && result == killed:
			_, err = fmt.Fprintf(w, "%s (killed)\n", e)
		case result == survived:
			_, err = fmt.Fprintln(w, e)
		}
		if err != nil {
			return s, err
		}
	}
	_, err := fmt.Fprintf(w, "%s: %s\n", t.name, s)
	return s, err
}
