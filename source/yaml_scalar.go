package source

import (
	"fmt"
	"math/big"
	"strings"

	"go.yaml.in/yaml/v3"
)

// scalar sets kind and text of n. Its span is set already.
func (b *yamlBuilder) scalar(n *Node, y *yaml.Node) {
	n.Kind, n.Text = String, y.Value
	if n.Tag != "" {
		return
	}
	switch y.Tag {
	case "!!null":
		if isNullWord(y.Value) {
			n.Kind, n.Text = Null, ""
		}
	case "!!bool":
		if text := strings.ToLower(y.Value); text == "true" || text == "false" {
			n.Kind, n.Text = Bool, text
		}
	case "!!int", "!!float":
		b.number(n, y)
	case "!!str":
		if y.Style == 0 {
			b.plainString(n)
		}
	}
}

func isNullWord(s string) bool { return s == "" || s == "~" || strings.EqualFold(s, "null") }

// booleanWords are booleans in YAML 1.1, which many parsers still follow, and strings in YAML 1.2.
var booleanWords = map[string]bool{"yes": true, "no": true, "on": true, "off": true, "y": true, "n": true}

// isBooleanWord reports whether s may be read as a boolean. The keys y and n are left alone: almost no parser reads them
// as booleans, and y is a common name in data.
func (b *yamlBuilder) isBooleanWord(s string) bool {
	if b.inKey && len(s) == 1 {
		return false
	}
	return len(s) <= len("off") && booleanWords[strings.ToLower(s)]
}

// plainString checks an unquoted string, which other parsers may not read as a string.
func (b *yamlBuilder) plainString(n *Node) {
	switch {
	case isNumber(n.Text):
		n.Kind = Number // the library takes a number beyond float64 for a string
	case strings.HasPrefix(n.Text, "${") && isPlaceholder(n.Text):
		n.Kind = Placeholder
	case b.isBooleanWord(n.Text):
		b.warn(n, RuleYAMLBoolean, quoteJSON(n.Text),
			fmt.Sprintf("unquoted %q is a boolean in some YAML parsers and a string in others, including this one", n.Text))
	}
}

// isPlaceholder reports whether s is nothing but substitutions.
func isPlaceholder(s string) bool {
	for s != "" {
		if !strings.HasPrefix(s, "${") {
			return false
		}
		end := closingBrace(s, 1)
		if end < 0 {
			return false
		}
		s = s[end+1:]
	}
	return true
}

func (b *yamlBuilder) warn(n *Node, rule, newText, message string) {
	b.add(Diagnostic{
		Span:     n.Span,
		Severity: Warning,
		Rule:     rule,
		Message:  message,
		Pointer:  joinPath(b.path),
		Fixes:    []Fix{{Message: "write " + newText, Edits: []Edit{{Span: n.Span, NewText: newText}}}},
	})
}

// number makes a JSON number of one of YAML's.
func (b *yamlBuilder) number(n *Node, y *yaml.Node) {
	text := y.Value
	literal := jsonNumber(text)
	if literal == "" {
		if y.Style&yaml.TaggedStyle == 0 {
			n.Kind = Invalid
			b.fail(n.Span, "number %q cannot be represented in JSON", Clip(text, MaxShown))
		}
		return
	}
	n.Kind, n.Text = Number, literal
	if digits := strings.TrimLeft(text, "+-"); len(digits) > 1 && digits[0] == '0' && isDigits(digits) && y.Style == 0 {
		b.warn(n, RuleYAMLNumber, literal,
			fmt.Sprintf("number %q is octal in some YAML parsers and decimal in others; here it is %s", Clip(text, MaxShown), literal))
	}
}

// jsonNumber returns the JSON literal of a YAML number, "" if there is none.
func jsonNumber(text string) string {
	if isNumber(text) {
		return text
	}
	plain := strings.ReplaceAll(text, "_", "")
	if !strings.ContainsAny(plain, ".eE") || strings.ContainsAny(plain, "xX") {
		// Base 0 reads 0x1F, 0o17, 0b11 and, as YAML 1.1 does, 017.
		if i, ok := new(big.Int).SetString(strings.TrimPrefix(plain, "+"), 0); ok {
			return i.String()
		}
	}
	return repairedNumber(text)
}
