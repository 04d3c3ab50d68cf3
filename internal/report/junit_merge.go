package report

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
)

// MergeJUnit merges several reports of TestsJUnit or JUnit, such as those of shards, into one: suites of the same name become
// one, and a case in several of them is kept once. The error names the report that can't be read.
func MergeJUnit(w io.Writer, names []string, texts [][]byte) error {
	merged := junitMerge{suites: map[string]*mergedSuite{}}
	outs := map[string][]string{}
	for i, text := range texts {
		var one junitSuites
		if err := xml.Unmarshal(text, &one); err != nil {
			return fmt.Errorf("%s is not a JUnit report of aslcheck: %w", names[i], unexpected(err))
		}
		for k := range one.Suites {
			entry := &one.Suites[k]
			outs[entry.Name] = append(outs[entry.Name], splitLines(entry.Out.Text)...)
			merged.take(entry)
		}
	}
	all := junitSuites{Suites: make([]junitSuite, len(merged.order))}
	for i, name := range merged.order {
		entry := &all.Suites[i]
		*entry = merged.suites[name].junitSuite
		entry.ID = i
		entry.count()
		out := outs[name]
		slices.Sort(out)
		entry.close(slices.Compact(out))
	}
	return writeXML(w, all)
}

// unexpected replaces the error for a text that ends too early.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return errors.New("it contains no XML element")
	}
	return err
}

// A junitMerge is the suites of several reports, in the order in which they come.
type junitMerge struct {
	order  []string
	suites map[string]*mergedSuite
}

// A mergedSuite is a suite with what its cases are known by.
type mergedSuite struct {
	junitSuite
	known map[junitKey]bool
}

// A junitKey is what equal cases have in common: everything but the time.
type junitKey struct {
	name, class            string
	errors, fails, skipped junitProblem
	// has says which of the problems there are.
	has [3]bool
}

func (c *junitCase) key() junitKey {
	k := junitKey{name: c.Name, class: c.Classname}
	for i, p := range []*junitProblem{c.Error, c.Failure, c.Skipped} {
		if k.has[i] = p != nil; k.has[i] {
			*[]*junitProblem{&k.errors, &k.fails, &k.skipped}[i] = *p
		}
	}
	return k
}

// take adds the cases of a suite that are still missing.
func (m *junitMerge) take(from *junitSuite) {
	have := m.suites[from.Name]
	if have == nil {
		have = &mergedSuite{junitSuite: *from, known: map[junitKey]bool{}}
		m.suites[from.Name] = have
		m.order = append(m.order, from.Name)
		for i := range from.Cases {
			have.known[from.Cases[i].key()] = true
		}
		return
	}
	for i := range from.Cases {
		if key := from.Cases[i].key(); !have.known[key] {
			have.known[key] = true
			have.Cases = append(have.Cases, from.Cases[i])
		}
	}
}

func (s *junitSuite) count() {
	s.Errors, s.Failures, s.Skipped = 0, 0, 0
	for _, c := range s.Cases {
		switch {
		case c.Error != nil:
			s.Errors++
		case c.Failure != nil:
			s.Failures++
		case c.Skipped != nil:
			s.Skipped++
		}
	}
}
