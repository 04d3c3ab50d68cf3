package suite

import (
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// maxFlow is the length up to which an object or an array is written on one line.
const maxFlow = 76

// Write writes a test file as YAML, or as JSON, without the comments, where its name says so. Comments come first, a line
// each.
func Write(w io.Writer, name string, file value.Value, comments ...string) error {
	if isJSONName(name) {
		_, err := w.Write(append(file.AppendCompact(nil), '\n'))
		return err
	}
	return WriteYAML(w, file, comments...)
}

func isJSONName(name string) bool { return strings.EqualFold(filepath.Ext(name), ".json") }

// WriteYAML writes a value as YAML that reads back as the same value: objects and arrays in blocks where they are long, in
// one line where they are short. Comments come first, a line each.
func WriteYAML(w io.Writer, v value.Value, comments ...string) error {
	var b strings.Builder
	for _, line := range comments {
		fmt.Fprintf(&b, "# %s\n", source.OneLine(line))
	}
	if isBlock(v, 0) {
		writeBlock(&b, v, 0, false)
	} else {
		b.WriteString(flowText(v) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// isBlock reports whether a value needs several lines at an indentation.
func isBlock(v value.Value, indent int) bool {
	switch v.Kind() {
	case value.ArrayKind, value.ObjectKind:
		return v.Len() > 0 && (indent == 0 || len(flowText(v))+indent > maxFlow)
	default:
		return false
	}
}

// writeBlock writes an object or an array in lines. With open, the first line was begun already, by "- ".
func writeBlock(b *strings.Builder, v value.Value, indent int, open bool) {
	margin := strings.Repeat(" ", indent)
	for i, elem := range v.Elems() {
		if !open || i > 0 {
			b.WriteString(margin)
		}
		b.WriteString("- ")
		if isBlock(elem, indent+yamlIndent) {
			writeBlock(b, elem, indent+yamlIndent, true)
		} else {
			b.WriteString(flowText(elem) + "\n")
		}
	}
	for i, m := range v.Members() {
		if !open || i > 0 {
			b.WriteString(margin)
		}
		b.WriteString(plainText(m.Key) + ":")
		if isBlock(m.Value, indent+yamlIndent) {
			b.WriteString("\n")
			writeBlock(b, m.Value, indent+yamlIndent, false)
		} else {
			b.WriteString(" " + flowText(m.Value) + "\n")
		}
	}
}

const yamlIndent = 2

// flowText writes a value on one line.
func flowText(v value.Value) string {
	switch v.Kind() {
	case value.ArrayKind:
		parts := make([]string, v.Len())
		for i, elem := range v.Elems() {
			parts[i] = flowText(elem)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case value.ObjectKind:
		parts := make([]string, v.Len())
		for i, m := range v.Members() {
			parts[i] = plainText(m.Key) + ": " + flowText(m.Value)
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case value.StringKind:
		return plainText(v.Text())
	default:
		return v.JSON()
	}
}

var (
	// plainWord is a text that no reader of YAML takes for anything else.
	plainWord = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$`)
	// yamlWords are words that readers of YAML take for something else.
	yamlWords = []string{"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"}
)

// maxPlain limits the length of a key without quotes.
const maxPlain = 120

// plainText writes a text without quotes if possible.
func plainText(s string) string {
	if len(s) <= maxPlain && plainWord.MatchString(s) && !slices.Contains(yamlWords, strings.ToLower(s)) {
		return s
	}
	return yamlQuoted(s)
}

// yamlQuoted writes a text in double quotes.
func yamlQuoted(s string) string { return yamlJSON(value.String(s)) }

// yamlJSON writes a value as JSON on one line. What JSON leaves as it is but YAML does not accept is escaped.
func yamlJSON(v value.Value) string {
	var b strings.Builder
	for _, r := range v.JSON() {
		if r == 0x7F || r >= 0x80 && r < 0xA0 || r == 0x2028 || r == 0x2029 || r == 0xFEFF || r == 0xFFFE || r == 0xFFFF {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
