package terraform

import (
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
	if found := unreadable(o, false); found != nil {
		return nil, found
	}
	file, diagnostics := hclsyntax.ParseConfig([]byte(o.text), o.file.Name, start(o))
	body, _ := file.Body.(*hclsyntax.Body)
	return body, syntaxError(o, diagnostics)
}

// parseTemplate parses a template: the text of a file or a string.
func parseTemplate(o *origin) (hclsyntax.Expression, source.Diagnostics) {
	if found := unreadable(o, true); found != nil {
		return nil, found
	}
	x, diagnostics := hclsyntax.ParseTemplate([]byte(o.text), o.file.Name, start(o))
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

// unreadable returns a finding about a text that is too large or too deeply nested to be parsed.
func unreadable(o *origin, template bool) source.Diagnostics {
	at, message := 0, ""
	if len(o.text) > maxFile {
		message = fmt.Sprintf("file is larger than %d MiB", maxFile>>20)
	} else if at = tooDeep(o, template); at >= 0 {
		message = fmt.Sprintf("nesting is deeper than %d levels", maxNesting)
	}
	if message == "" {
		return nil
	}
	return source.Diagnostics{{Span: o.at(at+o.base, at+o.base), Severity: source.Error, Rule: RuleSyntax, Message: message}}
}

// tooDeep returns the offset at which a text is nested too deeply, -1 if it isn't.
func tooDeep(o *origin, template bool) int {
	if len(o.text) < maxNesting {
		return -1
	}
	lex := hclsyntax.LexConfig
	if template {
		lex = hclsyntax.LexTemplate
	}
	tokens, _ := lex([]byte(o.text), "", hcl.Pos{Line: 1, Column: 1})
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
