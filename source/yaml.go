package source

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// The further limits of ParseYAML.
const (
	// MaxYAMLSize is the largest YAML text in bytes.
	MaxYAMLSize = 16 << 20
	// MaxAliasValues is the number of values that aliases and merge keys may add to a file.
	MaxAliasValues = 200_000
)

// The names under which ParseYAML reports, besides RuleDuplicateKey and RuleTooDeeplyNested.
const (
	RuleYAMLSyntax  = "yaml-syntax"
	RuleYAMLBoolean = "yaml-boolean"
	RuleYAMLNumber  = "yaml-number"
)

// ParseYAML returns the tree of a YAML text of one document, and what is wrong with it. The tree is never nil; its root
// has the kind Invalid where nothing could be read. After a syntax error nothing is: the YAML library stops at the first.
//
// Aliases become the value of their anchor and share its Nodes; merge keys are applied. Tags that are not YAML's
// own are kept in Node.Tag. A scalar without quotes that consists of placeholders alone is a Placeholder. Dates are
// strings; whole numbers in other notations become decimal.
func ParseYAML(f *File) (*Node, Diagnostics) {
	b := yamlBuilder{file: f, made: map[*yaml.Node]made{}, count: map[string]int{}}
	root := b.document()
	return root, b.diagnostics.Sorted()
}

// yamlBuilder turns the library's nodes into ours.
type yamlBuilder struct {
	file        *File
	places      yamlPlaces
	made        map[*yaml.Node]made
	path        []pathToken
	depth       int
	values      int // values so far, those of aliases counted as often as they are used
	added       int // how many of them aliases added
	inKey       bool
	keyRoom     Node // of the last key
	stopped     bool
	duplicates  duplicates
	diagnostics Diagnostics
	count       map[string]int // findings by rule
}

// made is the result of converting a node with an anchor. Its node is nil while it is being built.
type made struct {
	node   *Node
	values int
}

func (b *yamlBuilder) document() *Node {
	nothing := &Node{Span: b.file.Span(0, 0)}
	if d, ok := unreadable(b.file, RuleYAMLSyntax); ok {
		b.diagnostics.Add(d)
		return nothing
	}
	if len(b.file.Text) > MaxYAMLSize {
		b.fail(nothing.Span, "file has %d bytes, more than the limit of %d for YAML", len(b.file.Text), MaxYAMLSize)
		return nothing
	}
	b.places = newYAMLPlaces(b.file)
	text := b.readable()
	first, second, err := decodeYAML(text)
	if err != nil {
		b.diagnostics.Add(explainYAML(b.file, text, err))
		return nothing
	}
	if first == nil || len(first.Content) == 0 || isEmptyDocument(first) {
		b.fail(nothing.Span, "file is empty")
		return nothing
	}
	if second != nil {
		at := b.places.offset(second.Line, second.Column)
		b.fail(b.file.Span(at, b.file.wordEnd(at)), "file has more than one YAML document")
		b.places = newYAMLPlaces(b.file)
	}
	return b.node(first.Content[0])
}

func isEmptyDocument(doc *yaml.Node) bool {
	n := doc.Content[0]
	return n.Kind == yaml.ScalarNode && n.Tag == "!!null" && n.Value == "" && n.Anchor == ""
}

// readable returns the file's text with what the library would reject needlessly replaced by
// something with as many code points; we have reported or interpreted it already.
func (b *yamlBuilder) readable() string {
	text := b.file.Text
	if !utf8.ValidString(text) {
		b.reportUTF8(text)
		text = strings.Map(func(r rune) rune { return r }, text) // makes U+FFFD of every wrong byte
	}
	if directive := strings.TrimPrefix(text, byteOrderMark); strings.HasPrefix(directive, "%YAML 1.") {
		text = strings.Replace(text, "%YAML", "#YAML", 1) // the library knows 1.1 alone, though it reads 1.2
	}
	return text
}

// maxUTF8Errors is the number of locations with invalid UTF-8 that are reported: a file in another encoding has many.
const maxUTF8Errors = 3

func (b *yamlBuilder) reportUTF8(text string) {
	count := 0
	for i, r := range text {
		if r != utf8.RuneError || strings.HasPrefix(text[i:], "\uFFFD") {
			continue
		}
		b.diagnostics.Add(Diagnostic{
			Span:     b.file.Span(i, i+1),
			Severity: Error,
			Rule:     RuleYAMLSyntax,
			Message:  fmt.Sprintf("invalid UTF-8: byte %q", text[i:i+1]),
			Hint:     "save the file as UTF-8",
		})
		if count++; count == maxUTF8Errors {
			return
		}
	}
}

// errYAMLPanic means that the library panicked.
var errYAMLPanic = errors.New("the YAML library failed")

// decodeYAML returns the first document, and the second where there is one. The library bounds the depth of nesting by
// itself; if it panics nevertheless, that is an error like any other.
func decodeYAML(text string) (first, second *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			first, second, err = nil, nil, fmt.Errorf("%w: %v", errYAMLPanic, r)
		}
	}()
	decoder := yaml.NewDecoder(strings.NewReader(text))
	first, second = new(yaml.Node), new(yaml.Node)
	if err := decoder.Decode(first); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, nil, nil
		}
		return nil, nil, err
	}
	if err := decoder.Decode(second); err != nil {
		if errors.Is(err, io.EOF) {
			return first, nil, nil
		}
		return nil, nil, err
	}
	return first, second, nil
}

// add adds a finding, until there are too many of its rule.
func (b *yamlBuilder) add(d Diagnostic) {
	b.count[d.Rule]++
	switch most := MaxSyntaxErrors; {
	case b.count[d.Rule] == most+1:
		d.Message, d.Fixes = "too many findings like this; the rest are not shown", nil
		fallthrough
	case b.count[d.Rule] <= most:
		b.diagnostics.Add(d)
	}
}

func (b *yamlBuilder) fail(span Span, format string, args ...any) {
	b.failAs(RuleYAMLSyntax, span, format, args...)
}

func (b *yamlBuilder) failAs(rule string, span Span, format string, args ...any) {
	b.add(Diagnostic{
		Span:     span,
		Severity: Error,
		Rule:     rule,
		Message:  fmt.Sprintf(format, args...),
		Pointer:  joinPath(b.path),
	})
}

// stop reports a limit, once. From then on all values are Invalid.
func (b *yamlBuilder) stop(rule string, span Span, format string, args ...any) {
	if !b.stopped {
		b.stopped = true
		b.count[rule] = 0
		b.failAs(rule, span, format, args...)
	}
}
