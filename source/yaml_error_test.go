package source

import (
	"strings"
	"testing"
)

// A yamlCase is a text with a fault or a pitfall: the resulting tree, and the findings.
type yamlCase struct {
	name, text, tree string
	errors           []string
}

var brokenYAML = []yamlCase{
	{
		name: "empty file",
		text: ``,
		tree: `invalid`,
		errors: []string{
			`1:1 error: file is empty [yaml-syntax]`,
		},
	},
	{
		name: "comment only",
		text: "# x\n",
		tree: `invalid`,
		errors: []string{
			`1:1 error: file is empty [yaml-syntax]`,
		},
	},
	{
		name: "marker only",
		text: "---\n",
		tree: `invalid`,
		errors: []string{
			`1:1 error: file is empty [yaml-syntax]`,
		},
	},
	{
		name: "second document",
		text: "a: 1\n---\nb: 2\n",
		tree: `{"a":1}`,
		errors: []string{
			`2:1 error: file has more than one YAML document [yaml-syntax]`,
		},
	},
	{
		name: "empty second document",
		text: "a: 1\n---\n",
		tree: `{"a":1}`,
		errors: []string{
			`2:1 error: file has more than one YAML document [yaml-syntax]`,
		},
	},
	{
		name: "text after the document",
		text: "a: 1\n...\nb: 2\n",
		tree: `invalid`,
		errors: []string{
			`3:1 error: unexpected text after the end of the document [yaml-syntax]`,
		},
	},
	{
		name: "unclosed single quote",
		text: "a: 1\nb: 'x\nc: 1\n",
		tree: `invalid`,
		errors: []string{
			`2:4 error: string is not closed [yaml-syntax]`,
		},
	},
	{
		name: "unclosed double quote on a line of others",
		text: "a: \"b\" # \"c\"\nb: [\"d\", \"e, 1]\n",
		tree: `invalid`,
		errors: []string{
			`2:10 error: string is not closed [yaml-syntax]`,
		},
	},
	{
		name: "string until the next document",
		text: "a: \"x\n---\nb: 1\n",
		tree: `invalid`,
		errors: []string{
			`2:1 error: string is not closed before the end of the document [yaml-syntax]`,
		},
	},
	{
		name: "unclosed flow sequence",
		text: "x: 1\na: [1, 2\nb: 3\n",
		tree: `invalid`,
		errors: []string{
			`2:8 error: a comma or "]" is missing in an array in brackets [yaml-syntax]`,
		},
	},
	{
		name: "unclosed flow mapping",
		text: "a: {b: 1\nc: 2\n",
		tree: `invalid`,
		errors: []string{
			`1:8 error: a comma or "}" is missing in an object in braces [yaml-syntax]`,
		},
	},
	{
		name: "missing comma",
		text: "a: [\"b\" \"c\"]\n",
		tree: `invalid`,
		errors: []string{
			`1:11 error: a comma or "]" is missing in an array in brackets [yaml-syntax]`,
		},
	},
	{
		name: "placeholder in a flow mapping",
		text: "a: {b: ${C}}\n",
		tree: `invalid`,
		errors: []string{
			`1:8 error: a comma or "}" is missing in an object in braces [yaml-syntax]`,
		},
	},
	{
		name: "two colons",
		text: "a: b: c\n",
		tree: `invalid`,
		errors: []string{
			`1:5 error: unexpected ":" after a value [yaml-syntax] hint: quote the value if the colon belongs to it`,
		},
	},
	{
		name: "colon in a value",
		text: "é: 1\nComment: what: this\n",
		tree: `invalid`,
		errors: []string{
			`2:14 error: unexpected ":" after a value [yaml-syntax] hint: quote the value if the colon belongs to it`,
		},
	},
	{
		name: "value and mapping",
		text: "a: 1\n  b: 2\n",
		tree: `invalid`,
		errors: []string{
			`2:4 error: unexpected ":" after a value [yaml-syntax] hint: quote the value if the colon belongs to it`,
		},
	},
	{
		name: "indented less",
		text: "a:\n    b: 1\n  c: 2\n",
		tree: `invalid`,
		errors: []string{
			`3:3 error: indentation differs from that of the keys before [yaml-syntax]`,
		},
	},
	{
		name: "bracket too many",
		text: "key: [a]]\n",
		tree: `invalid`,
		errors: []string{
			`1:9 error: unexpected "]" after a value [yaml-syntax]`,
		},
	},
	{
		name: "mapping after a sequence",
		text: "- a\nbc: d\n",
		tree: `invalid`,
		errors: []string{
			`2:1 error: array item does not start with "-" below the items before [yaml-syntax]`,
		},
	},
	{
		name: "sequence after a mapping",
		text: "a: 1\n- b\n",
		tree: `invalid`,
		errors: []string{
			`2:1 error: indentation differs from that of the keys before [yaml-syntax]`,
		},
	},
	{
		name: "sequence on the line of its key",
		text: "a: - b\n",
		tree: `invalid`,
		errors: []string{
			`1:4 error: array item "-" is not allowed here [yaml-syntax] hint: start it on a new line`,
		},
	},
	{
		name: "tab indentation",
		text: "a:\n\tb: 1\n",
		tree: `invalid`,
		errors: []string{
			`2:1 error: tab in the indentation [yaml-syntax] hint: use spaces`,
		},
	},
	{
		name: "tab after spaces",
		text: "a:\n  b: 1\n \tc: 2\n",
		tree: `invalid`,
		errors: []string{
			`3:2 error: tab in the indentation [yaml-syntax] hint: use spaces`,
		},
	},
	{
		name: "at sign",
		text: "a: 1\nb: @x\n",
		tree: `invalid`,
		errors: []string{
			`2:4 error: unquoted value starts with "@" [yaml-syntax] hint: quote the value`,
		},
	},
	{
		name: "back quote",
		text: "a: `x`\n",
		tree: `invalid`,
		errors: []string{
			"1:4 error: unquoted value starts with \"`\" [yaml-syntax] hint: quote the value",
		},
	},
	{
		name: "percent sign",
		text: "a: %x\n",
		tree: `invalid`,
		errors: []string{
			`1:4 error: unquoted value starts with "%" [yaml-syntax] hint: quote the value`,
		},
	},
}

// TestLateYAMLError looks for the location of an error at the end of a text that is long for a search.
func TestLateYAMLError(t *testing.T) {
	for name, text := range map[string]string{
		"block": strings.Repeat("- 1\n", 500_000) + "{\n",
		"flow":  "[" + strings.Repeat("1, ", 500_000) + "}\n",
	} {
		_, found := ParseYAML(NewFile("late.yaml", text))
		if len(found) == 0 || found[0].Rule != RuleYAMLSyntax {
			t.Errorf("%s: found %v", name, found)
			continue
		}
		if want := strings.Count(text, "\n"); int(found[0].Span.Start.Line) != want {
			t.Errorf("%s: found in line %d, want %d", name, found[0].Span.Start.Line, want)
		}
	}
}
