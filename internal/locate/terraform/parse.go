package terraform

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/aslcheck/aslcheck/source"
)

// RuleSyntax is the rule for text that is not HCL.
const RuleSyntax = "hcl-syntax"

// Limits of what is parsed: the parser of HCL calls itself for each level of nesting.
const (
	maxFile    = 8 << 20
	maxNesting = 500
)

// parseBody parses a file of HCL. With a finding, the body is incomplete or nil.
func parseBody(o *origin) (*hclsyntax.Body, source.Diagnostics) {
	text, found := prepare(o, hclsyntax.LexConfig)
	if found != nil {
		return nil, found
	}
	file, diagnostics := hclsyntax.ParseConfig(text, o.file.Name, start(o))
	body, _ := file.Body.(*hclsyntax.Body)
	return body, syntaxError(o, diagnostics)
}

// parseTemplate parses a template: the text of a file or a string.
func parseTemplate(o *origin) (hclsyntax.Expression, source.Diagnostics) {
	text, found := prepare(o, hclsyntax.LexTemplate)
	if found != nil {
		return nil, found
	}
	x, diagnostics := hclsyntax.ParseTemplate(text, o.file.Name, start(o))
	return x, syntaxError(o, diagnostics)
}

func start(o *origin) hcl.Pos { return hcl.Pos{Byte: o.base, Line: 1, Column: 1} }

// fileOrigin returns a file as an origin, without its byte order mark.
func fileOrigin(file *source.File) *origin {
	const mark = "\uFEFF"
	o := &origin{file: file, text: file.Text}
	if text, ok := strings.CutPrefix(file.Text, mark); ok {
		o.text, o.base = text, len(mark)
	}
	return o
}

// syntaxError returns the first error of the parser, which is often the cause of the others.
func syntaxError(o *origin, diagnostics hcl.Diagnostics) source.Diagnostics {
	for _, d := range diagnostics {
		if d.Severity != hcl.DiagError {
			continue
		}
		at := o.at(o.base, o.base)
		if d.Subject != nil {
			at = o.span(*d.Subject)
		}
		message := strings.ToLower(d.Summary[:1]) + d.Summary[1:]
		return source.Diagnostics{{Span: at, Severity: source.Error, Rule: RuleSyntax, Message: "invalid HCL: " + message}}
	}
	return nil
}

// prepare returns the text as the parser of HCL gets it, or a finding about one that is too large or too deeply nested.
func prepare(o *origin, lex func([]byte, string, hcl.Pos) (hclsyntax.Tokens, hcl.Diagnostics)) ([]byte, source.Diagnostics) {
	reject := func(at int, format string, limit int) ([]byte, source.Diagnostics) {
		return nil, source.Diagnostics{{
			Span: o.at(at+o.base, at+o.base), Severity: source.Error, Rule: RuleSyntax, Message: fmt.Sprintf(format, limit),
		}}
	}
	if len(o.text) > maxFile {
		return reject(0, "file is larger than %d MiB", maxFile>>20)
	}
	text := []byte(o.text)
	if len(text) < maxNesting {
		return text, nil
	}
	tokens, _ := lex(text, "", hcl.Pos{Line: 1, Column: 1})
	if at := tooDeep(tokens); at >= 0 {
		return reject(at, "nesting is deeper than %d levels", maxNesting)
	}
	joinLines(text, tokens)
	return text, nil
}

// joinedLine is what joinLines puts in place of a line break.
const joinedLine = '\v'

// maxLines is the number of lines of literal text from which they are joined.
const maxLines = 1000

// joinLines replaces line breaks in the literal text of a long file: the parser takes time in proportion to the square of the
// number of lines. literalParts puts them back. That <<- no longer finds the indentation of each line doesn't matter to JSON.
func joinLines(text []byte, tokens hclsyntax.Tokens) {
	if len(tokens) < maxLines || bytes.IndexByte(text, joinedLine) >= 0 {
		return
	}
	lines := 0
	for _, t := range tokens {
		if t.Type == hclsyntax.TokenStringLit {
			lines++
		}
	}
	for i := 0; i+1 < len(tokens) && lines > maxLines; i++ {
		end := tokens[i].Range.End.Byte
		if tokens[i].Type == hclsyntax.TokenStringLit && tokens[i+1].Type == hclsyntax.TokenStringLit && end > 0 && text[end-1] == '\n' {
			text[end-1] = joinedLine
		}
	}
}

// tooDeep returns the offset at which a text is nested too deeply, -1 if it isn't.
func tooDeep(tokens hclsyntax.Tokens) int {
	n := nesting{levels: []level{{lines: true}}}
	for i := range tokens {
		next := ""
		if i+1 < len(tokens) {
			next = string(tokens[i+1].Bytes)
		}
		if n.token(tokens[i].Type, next); n.depth > maxNesting {
			return tokens[i].Range.Start.Byte
		}
	}
	return -1
}

// A nesting counts how deeply the parser nests: brackets, and operators to the left of what they apply to.
type nesting struct {
	levels []level
	depth  int
}

// A level is the inside of a bracket.
type level struct {
	lines     bool // lines end expressions
	operators int  // those that nest in each other
}

func (n *nesting) token(kind hclsyntax.TokenType, next string) {
	top := &n.levels[len(n.levels)-1]
	switch kind {
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenTemplateInterp,
		hclsyntax.TokenTemplateControl, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
		if kind == hclsyntax.TokenTemplateControl {
			n.depth = max(n.depth+directiveDepth(next), 0)
		}
		n.levels = append(n.levels, level{lines: kind == hclsyntax.TokenOBrace})
		n.depth++
	case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenTemplateSeqEnd,
		hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
		if len(n.levels) > 1 {
			n.depth -= top.operators + 1
			n.levels = n.levels[:len(n.levels)-1]
		}
	case hclsyntax.TokenMinus, hclsyntax.TokenBang, hclsyntax.TokenQuestion:
		top.operators++
		n.depth++
	case hclsyntax.TokenComma, hclsyntax.TokenNewline:
		if kind == hclsyntax.TokenComma || top.lines {
			n.depth -= top.operators
			top.operators = 0
		}
	default: // it doesn't nest
	}
}

// directiveDepth returns by how much a directive nests what follows.
func directiveDepth(keyword string) int {
	switch keyword {
	case "if", "for":
		return 1
	case "endif", "endfor":
		return -1
	default:
		return 0
	}
}
