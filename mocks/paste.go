package mocks

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/value"
)

// Sample returns a result of the kind that a task may have: what 'aslcheck sample' prints for its resource, and an empty object where the
// result can be anything.
func Sample(st *asl.Task) value.Value {
	r := st.ARN
	if r.Kind != asl.IntegrationResource || r.PatternText != string(r.Pattern) {
		return value.Object()
	}
	return awsapi.Sample(r.SDK, r.Service, r.Action, string(r.Pattern), false)
}

// maxFlow is how many characters a value on one line may have, with the indent.
const maxFlow = 100

// Paste returns the lines of YAML that would answer the call; of JSON where the mocks are those of Step Functions Local.
func (e *NoAnswerError) Paste() string {
	if e.paste != nil {
		return e.paste(e)
	}
	key := e.Call.State.Name
	if e.Call.Path != key {
		key = e.Call.Path
	}
	return fmt.Sprintf("mocks:\n  %s:\n    - return:%s\n", yamlKey(key), yamlText(Sample(e.Call.State), "        "))
}

// yamlText writes a value after a colon: on the same line where it is short, otherwise on lines with an indent.
func yamlText(v value.Value, indent string) string {
	if flow := flowText(v); len(indent)+len(flow) <= maxFlow {
		return " " + flow
	}
	var b strings.Builder
	for _, m := range v.Members() {
		fmt.Fprintf(&b, "\n%s%s:%s", indent, yamlWord(m.Key), yamlText(m.Value, indent+"  "))
	}
	for _, item := range v.Elems() {
		text := yamlText(item, indent+"  ")
		fmt.Fprintf(&b, "\n%s- %s", indent, strings.TrimLeft(text, "\n "))
	}
	return b.String()
}

// flowText writes a value on one line.
func flowText(v value.Value) string {
	var parts []string
	switch v.Kind() {
	case value.ObjectKind:
		for _, m := range v.Members() {
			parts = append(parts, yamlWord(m.Key)+": "+flowText(m.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case value.ArrayKind:
		for _, item := range v.Elems() {
			parts = append(parts, flowText(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case value.StringKind:
		return yamlWord(v.Text())
	default:
		return v.JSON()
	}
}

// plainWord is a text that needs no quotes anywhere in YAML, unless it is one of the words that some parsers read as something else.
var plainWord = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

var yamlWords = []string{"true", "false", "yes", "no", "on", "off", "y", "n", "null"}

func yamlWord(text string) string {
	if plainWord.MatchString(text) && !slices.Contains(yamlWords, strings.ToLower(text)) {
		return text
	}
	return value.String(text).JSON()
}

// yamlKey quotes a key where YAML might need it: where it is more than words and what commonly joins them.
func yamlKey(key string) string {
	first, _ := utf8.DecodeRuneInString(key)
	foreign := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" _-./()", r)
	}
	if !unicode.IsLetter(first) || strings.TrimSpace(key) != key || strings.ContainsFunc(key, foreign) {
		return value.String(key).JSON()
	}
	return key
}
