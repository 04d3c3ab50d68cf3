package source

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// yamlProblem is our message for an error of the library. %q is replaced with the character at its location.
type yamlProblem struct{ message, hint string }

const (
	wrongKey  = "did not find expected key"
	wrongItem = "did not find expected '-' indicator"
)

var yamlProblems = map[string]yamlProblem{
	"mapping values are not allowed in this context":               {`unexpected ":" after a value`, "quote the value if the colon belongs to it"},
	"did not find expected ',' or ']'":                             {`a comma or "]" is missing in an array in brackets`, ""},
	"did not find expected ',' or '}'":                             {`a comma or "}" is missing in an object in braces`, ""},
	wrongItem:                                                      {`array item does not start with "-" below the items before`, ""},
	wrongKey:                                                       {"unexpected %q after a value", ""},
	"did not find expected node content":                           {"a value is missing", ""},
	"found character that cannot start any token":                  {"unquoted value starts with %q", "quote the value"},
	"found a tab character that violates indentation":              {"tab in the indentation", "use spaces"},
	"found a tab character where an indentation space is expected": {"tab in the indentation", "use spaces"},
	"found unexpected end of stream":                               {"string is not closed", ""},
	"found unexpected document indicator":                          {"string is not closed before the end of the document", ""},
	"block sequence entries are not allowed in this context":       {`array item "-" is not allowed here`, "start it on a new line"},
	"mapping keys are not allowed in this context":                 {`key indicator "?" is not allowed here`, "quote the value"},
	"could not find expected ':'":                                  {"a colon is missing after a key", ""},
	"control characters are not allowed":                           {"control character %q", ""},
	"found unknown escape character":                               {"invalid escape in a string in double quotes", `write \\ for a backslash, or use single quotes`},
	"did not find expected hexdecimal number":                      {"invalid escape in a string in double quotes", `write \\ for a backslash, or use single quotes`},
	"found invalid Unicode character escape code":                  {"escape of a character that YAML does not allow", "write the character itself"},
	"found undefined tag handle":                                   {"tag has an unknown handle", ""},
	"did not find expected <document start>":                       {"unexpected text after the end of the document", ""},
	"did not find expected alphabetic or numeric character":        {"anchor or alias without a name", `quote a value that starts with "*" or "&"`},
	"did not find expected comment or line break":                  {`unexpected text after "|" or ">"`, "start the text on the next line"},
	"did not find expected whitespace or line break":               {"a space is missing after a tag", ""},
	"did not find expected '!'":                                    {"invalid tag", `quote a value that starts with "!"`},
	"did not find expected tag URI":                                {"invalid tag", `quote a value that starts with "!"`},
	"did not find the expected '>'":                                {"invalid tag", `quote a value that starts with "!"`},
	"did not find URI escaped octet":                               {"invalid escape in a tag", ""},
	"found an incorrect leading UTF-8 octet":                       {"invalid escape in a tag", ""},
	"found an incorrect trailing UTF-8 octet":                      {"invalid escape in a tag", ""},
	"found an indentation indicator equal to 0":                    {"the indentation indicator of a block must be from 1 to 9", ""},
	"could not find expected directive name":                       {"invalid directive", `quote a value that starts with "%"`},
	"found unexpected non-alphabetical character":                  {"invalid directive", `quote a value that starts with "%"`},
	"found unknown directive name":                                 {"unknown directive", `quote a value that starts with "%"`},
	"did not find expected whitespace":                             {"a space is missing in a directive", ""},
	"did not find expected version number":                         {"invalid YAML version in a directive", ""},
	"did not find expected digit or '.' character":                 {"invalid YAML version in a directive", ""},
	"found extremely long version number":                          {"invalid YAML version in a directive", ""},
	"found incompatible YAML document":                             {"unsupported YAML version in a directive", ""},
	"found duplicate %YAML directive":                              {"duplicate directive", ""},
	"found duplicate %TAG directive":                               {"duplicate directive", ""},
}

var (
	yamlErrorLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?`)
	unknownAnchor = regexp.MustCompile(`^unknown anchor '(.*)' referenced$`)
)

func yamlFault(err error) string { return yamlErrorLine.ReplaceAllString(err.Error(), "") }

// yamlLine returns the line that the library reports, 0 for none.
func yamlLine(err error) int {
	match := yamlErrorLine.FindStringSubmatch(err.Error())
	if match == nil {
		return 0
	}
	line, _ := strconv.Atoi(match[1]) // "" for none
	return line
}

// explainYAML returns the diagnostic for an error of the library, with its location and our message.
func explainYAML(f *File, text string, err error) Diagnostic {
	d := Diagnostic{Span: f.Span(0, 0), Severity: Error, Rule: RuleYAMLSyntax}
	fault := yamlFault(err)
	if errors.Is(err, errYAMLPanic) {
		d.Message = "file cannot be parsed as YAML"
		return d
	}
	search := yamlSearch{text: text, fault: fault, budget: searchBudget, reported: yamlLine(err)}
	at := search.place(f)
	d.Span = f.Span(at, at+sizeAt(f.Text, at))
	problem, known := yamlProblems[fault]
	switch anchor := unknownAnchor.FindStringSubmatch(fault); {
	case anchor != nil:
		start := max(strings.LastIndexByte(f.Text[:d.Span.End.Offset], '*'), 0)
		d.Span = f.Span(start, int(d.Span.End.Offset))
		d.Message = fmt.Sprintf("alias %q has no anchor", Clip(anchor[1], MaxShown))
	case strings.HasPrefix(fault, "exceeded max depth"):
		d.Rule, d.Message = RuleTooDeeplyNested, fmt.Sprintf(tooDeep, MaxDepth)
	case !known:
		d.Message = "invalid YAML"
	case d.Span.Text() == "\t":
		d.Message, d.Hint = "tab in the indentation", "use spaces"
	case fault == wrongKey && isIndentation(f.Line(int(d.Span.Start.Line)), int(d.Span.Start.Column)):
		d.Message = "indentation differs from that of the keys before"
	default:
		d.Message, d.Hint = strings.Replace(problem.message, "%q", fmt.Sprintf("%q", d.Span.Text()), 1), problem.hint
	}
	return d
}

// isIndentation reports whether only white space precedes a column.
func isIndentation(line string, column int) bool {
	return strings.Trim(line[:min(column-1, len(line))], " \t") == ""
}

func sizeAt(s string, i int) int {
	if i >= len(s) || lineBreak(s[i:]) > 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return size
}

// searchBudget limits the number of bytes that are parsed to find the location of an error.
const searchBudget = 32 << 20

// A yamlSearch finds the location of an error, for which the library reports at best the line, and not always the right one:
// the error is at the end of the shortest prefix of the text that has the same error.
type yamlSearch struct {
	text   string
	fault  string
	budget int
	// reported is the line that the library names, 0 for none. The fault is near it, nearly always.
	reported int
}

// fails reports whether the text up to end has the fault; false when the budget is spent.
func (s *yamlSearch) fails(end int) bool {
	if s.budget -= end; s.budget < 0 {
		return false
	}
	_, _, err := decodeYAML(s.text[:end])
	return err != nil && yamlFault(err) == s.fault
}

// place returns the offset of the fault in f, whose text may differ from the searched one in bytes, not in code points.
func (s *yamlSearch) place(f *File) int {
	whole := NewFile("", s.text)
	line := s.line(whole)
	if s.budget < 0 && s.reported > 0 {
		return f.Offset(min(s.reported, f.Lines()), 1) // the text is too long for a search
	}
	start := whole.Offset(line, 1)
	end := start + len(whole.Line(line))
	var at int
	switch s.fault {
	case "found unexpected end of stream", "found unexpected document indicator":
		at = s.quote(start, end)
	default:
		at = s.character(start, end)
	}
	return f.Offset(line, utf8.RuneCountInString(s.text[start:at])+1)
}

// line returns the first line with which the fault is there.
func (s *yamlSearch) line(f *File) int {
	low, high := 0, f.Lines()
	probe := func(line int) {
		switch {
		case line <= low || line >= high:
		case s.fails(f.Offset(line+1, 1)):
			high = line
		default:
			low = line
		}
	}
	if s.reported > 0 {
		probe(s.reported + 1)
		probe(s.reported - 2)
	}
	for low+1 < high {
		probe((low + high) / 2)
	}
	return high
}

// character returns the offset of the last character of the shortest part of the line that has the fault.
func (s *yamlSearch) character(start, end int) int {
	low, high := start, end
	for low+1 < high {
		middle := (low + high) / 2
		if s.fails(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	at := max(high-1, start)
	if at >= len(s.text) {
		return len(s.text)
	}
	for at > start && !utf8.RuneStart(s.text[at]) {
		at--
	}
	if s.text[at] == ':' && (s.fault == wrongKey || s.fault == wrongItem) {
		for at > start && !isBlank(s.text[at-1]) {
			at-- // only the colon shows that a key is in the wrong location
		}
	}
	return at
}

// quote returns the offset of the last quote in the line from which on the fault is there.
func (s *yamlSearch) quote(start, end int) int {
	for i := end - 1; i >= start; i-- {
		if c := s.text[i]; (c == '"' || c == '\'') && s.fails(i+1) && !s.fails(i) {
			return i
		}
	}
	return start
}
