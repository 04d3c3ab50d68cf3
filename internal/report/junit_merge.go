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
	var merged junitSuites
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
	for i := range merged.Suites {
		entry := &merged.Suites[i]
		entry.ID = i
		entry.count()
		out := outs[entry.Name]
		slices.Sort(out)
		entry.close(slices.Compact(out))
	}
	return writeXML(w, merged)
}

// unexpected replaces the error for a text that ends too early.
func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return errors.New("it contains no XML element")
	}
	return err
}

// take adds the cases of a suite that are still missing.
func (s *junitSuites) take(from *junitSuite) {
	i := slices.IndexFunc(s.Suites, func(have junitSuite) bool { return have.Name == from.Name })
	if i < 0 {
		s.Suites = append(s.Suites, *from)
		return
	}
	have := &s.Suites[i]
	for _, c := range from.Cases {
		if !slices.ContainsFunc(have.Cases, c.equal) {
			have.Cases = append(have.Cases, c)
		}
	}
}

func (c junitCase) equal(other junitCase) bool {
	return c.Name == other.Name && c.Classname == other.Classname &&
		c.Error.equal(other.Error) && c.Failure.equal(other.Failure) && c.Skipped.equal(other.Skipped)
}

func (p *junitProblem) equal(other *junitProblem) bool {
	return p == nil && other == nil || p != nil && other != nil && *p == *other
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
