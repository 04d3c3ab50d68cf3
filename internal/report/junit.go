package report

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// The elements of JUnit XML. The attributes and their order are those that both common schemas accept: the schema of the
// Jenkins xUnit plugin rejects file and line of a testcase, that of Ant requires all attributes of a testsuite, and both
// outputs at its end. Locations are in the texts.
type junitSuites struct {
	XMLName xml.Name     `xml:"testsuites"`
	Suites  []junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name      string      `xml:"name,attr"`
	Package   string      `xml:"package,attr"`
	ID        int         `xml:"id,attr"`
	Hostname  string      `xml:"hostname,attr"`
	Timestamp string      `xml:"timestamp,attr"`
	Tests     int         `xml:"tests,attr"`
	Failures  int         `xml:"failures,attr"`
	Errors    int         `xml:"errors,attr"`
	Skipped   int         `xml:"skipped,attr"`
	Time      string      `xml:"time,attr"`
	Props     struct{}    `xml:"properties"`
	Cases     []junitCase `xml:"testcase"`
	Out       junitText   `xml:"system-out"`
	Err       junitText   `xml:"system-err"`
}

type junitCase struct {
	Name      string        `xml:"name,attr"`
	Classname string        `xml:"classname,attr"`
	Time      string        `xml:"time,attr"`
	Skipped   *junitProblem `xml:"skipped"`
	Error     *junitProblem `xml:"error"`
	Failure   *junitProblem `xml:"failure"`
}

type junitProblem struct {
	Type    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr,omitempty"`
	Text    string `xml:",chardata"`
}

type junitText struct {
	Text string `xml:",chardata"`
}

// noTime replaces the real time: the same input must give the same bytes. Virtual times are in system-out.
const (
	noTime    = "0.000"
	timestamp = "1970-01-01T00:00:00"
)

func newSuite(name string, id int) junitSuite {
	return junitSuite{
		Name: xmlText(name), Package: xmlText(path.Dir(name)), ID: id, Hostname: "localhost", Timestamp: timestamp, Time: noTime,
	}
}

// JUnit writes findings as JUnit XML: a suite for each file, with a test case for each rule that found something, or one
// passing test case if nothing was found. The test case of a rule fails if one of its findings fails the run; other findings are
// in the output of the suite.
func JUnit(w io.Writer, f Findings) error {
	byFile := map[string][]*source.Diagnostic{}
	for i := range f.Diagnostics {
		if d := &f.Diagnostics[i]; d.Span.File != nil {
			byFile[d.Span.File.Name] = append(byFile[d.Span.File.Name], d)
		}
	}
	var suites junitSuites
	for i, name := range f.Files {
		suites.Suites = append(suites.Suites, f.junitSuite(name, i, byFile[name]))
	}
	return writeXML(w, suites)
}

func (f *Findings) junitSuite(name string, id int, found []*source.Diagnostic) junitSuite {
	entry := newSuite(name, id)
	var byRule, harmless []string
	texts, fails := map[string][]string{}, map[string]bool{}
	for _, d := range found {
		if texts[d.Rule] == nil {
			byRule = append(byRule, d.Rule)
		}
		texts[d.Rule] = append(texts[d.Rule], d.String())
		fails[d.Rule] = fails[d.Rule] || f.fails(d)
	}
	for _, rule := range byRule {
		c := junitCase{Name: rule, Classname: xmlText(name), Time: noTime}
		if fails[rule] {
			c.Failure = &junitProblem{Type: rule, Message: xmlText(texts[rule][0]), Text: xmlText(strings.Join(texts[rule], "\n"))}
			entry.Failures++
		} else {
			harmless = append(harmless, texts[rule]...)
		}
		entry.Cases = append(entry.Cases, c)
	}
	if len(byRule) == 0 {
		entry.Cases = append(entry.Cases, junitCase{Name: "no findings", Classname: xmlText(name), Time: noTime})
	}
	entry.Tests = len(entry.Cases)
	entry.Out.Text = xmlText(strings.Join(harmless, "\n"))
	return entry
}

// TestsJUnit writes test results as JUnit XML: a suite for each test file, a test case for each case. The cases of a
// suite are sorted by name, so that merging the reports of shards gives the report of a single run.
func TestsJUnit(w io.Writer, t Tests) error {
	var suites junitSuites
	for i, f := range t.Files {
		entry := newSuite(f.Source.Name, i)
		var out []string
		for k := range t.Diagnostics {
			if d := &t.Diagnostics[k]; d.Severity == source.Error && belongs(d, f) {
				c := junitCase{Name: d.Rule, Classname: entry.Name, Time: noTime}
				c.Error = &junitProblem{Type: d.Rule, Message: xmlText(d.Message), Text: xmlText(d.String())}
				entry.Cases = append(entry.Cases, c)
				entry.Errors++
			}
		}
		for _, r := range t.Results {
			if r.Case.File == f {
				entry.add(r, &out)
			}
		}
		entry.close(out)
		suites.Suites = append(suites.Suites, entry)
	}
	return writeXML(w, suites)
}

// belongs reports whether a finding is about a test file or a file that was read for it.
func belongs(d *source.Diagnostic, f *suite.File) bool {
	return d.Span.File != nil && (d.Span.File == f.Source || f.Uses(d.Span.File.Name))
}

// close sorts the cases and the lines of the output.
func (s *junitSuite) close(out []string) {
	slices.SortStableFunc(s.Cases, func(a, b junitCase) int { return strings.Compare(a.Name, b.Name) })
	s.Tests = len(s.Cases)
	slices.Sort(out)
	s.Out.Text = strings.Join(out, "\n")
}

func (s *junitSuite) add(r *suite.Result, out *[]string) {
	c := junitCase{Name: xmlText(r.Case.Name), Classname: s.Name, Time: noTime}
	switch r.Outcome {
	case suite.Skipped:
		c.Skipped = &junitProblem{Message: xmlText(r.Reason)}
		s.Skipped++
	case suite.Errored:
		c.Error = problemOf(r.Failures)
		s.Errors++
	case suite.Failed:
		c.Failure = problemOf(r.Failures)
		s.Failures++
	case suite.Passed:
	}
	if r.Run != nil {
		x := r.Run.Execution
		line := fmt.Sprintf("%s: %s in %s of virtual time: %s",
			r.Case.Name, strings.ToLower(string(x.Status)), suite.FormatDuration(x.Duration()), strings.Join(x.Path(), " → "))
		*out = append(*out, strings.ReplaceAll(xmlText(line), "\n", " "))
	}
	s.Cases = append(s.Cases, c)
}

func problemOf(failures source.Diagnostics) *junitProblem {
	var lines []string
	for i := range failures {
		d := &failures[i]
		lines = append(lines, fmt.Sprintf("%s: %s", d.Span, d.Message))
		lines = append(lines, splitLines(d.Detail)...)
	}
	return &junitProblem{Type: failures[0].Rule, Message: xmlText(failures[0].Message), Text: xmlText(strings.Join(lines, "\n"))}
}

// xmlText drops characters that XML 1.0 can't represent; the encoder would write a replacement character for each.
func xmlText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return r
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			return -1
		default:
			return r
		}
	}, s)
}

// firstColon matches what would be a command to GitHub Actions.
var firstColon = regexp.MustCompile(`(?m)^(\s*)::`)

func writeXML(w io.Writer, x any) error {
	b := bytes.NewBufferString(xml.Header)
	e := xml.NewEncoder(b)
	e.Indent("", "  ")
	if err := e.Encode(x); err != nil {
		return err
	}
	b.WriteByte('\n')
	text := firstColon.ReplaceAll(withoutCommands(b.Bytes(), "&#35;"), []byte("$1&#58;:"))
	return writeEscaped(w, text, "&#x%04x;")
}
