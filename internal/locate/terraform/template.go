package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/aslcheck/aslcheck/source"
)

// A mode is how the literal parts of a template are written.
type mode struct {
	quoted  bool // with escapes
	heredoc bool
}

// template evaluates a quoted string, a heredoc or the text of a file.
func (e *evaluator) template(x *hclsyntax.TemplateExpr, s *scope) *value {
	raw := s.origin.raw(x.SrcRange)
	m := mode{quoted: strings.HasPrefix(raw, `"`), heredoc: strings.HasPrefix(raw, "<<")}
	parts := e.templateParts(x, s, m)
	if !e.take(nil) {
		return e.unknown(x, s)
	}
	return &value{kind: source.String, span: s.origin.span(x.SrcRange), parts: parts}
}

// templateParts returns the parts of a template.
func (e *evaluator) templateParts(x hclsyntax.Expression, s *scope, m mode) []part {
	template, ok := x.(*hclsyntax.TemplateExpr)
	if !ok {
		return e.templatePart(x, s, m)
	}
	var parts []part
	for _, p := range template.Parts {
		more := e.templatePart(p, s, m)
		if !e.take(more) {
			return nil
		}
		parts = append(parts, more...)
	}
	return parts
}

func (e *evaluator) templatePart(x hclsyntax.Expression, s *scope, m mode) []part {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		if x.Val.IsKnown() && !x.Val.IsNull() && x.Val.Type() == cty.String {
			return e.literalParts(x, s, m)
		}
	case *hclsyntax.ConditionalExpr:
		if strings.HasPrefix(s.origin.raw(x.SrcRange), "%{") {
			return e.ifParts(x, s, m)
		}
	case *hclsyntax.TemplateJoinExpr:
		return e.joinParts(x, s, m)
	}
	return e.parts(e.eval(x, s))
}

// ifParts returns the parts of an if directive.
func (e *evaluator) ifParts(x *hclsyntax.ConditionalExpr, s *scope, m mode) []part {
	e.depth++
	defer func() { e.depth-- }()
	condition := e.eval(x.Condition, s)
	branch := x.TrueResult
	switch {
	case e.depth > maxDepth:
		return nil
	case isTrue(condition):
	case isFalse(condition):
		branch = x.FalseResult
	default:
		e.assumed = true
		if e.world.without {
			branch = x.FalseResult
		}
	}
	return e.templateParts(branch, s, m)
}

// joinParts returns the parts of a for directive.
func (e *evaluator) joinParts(x *hclsyntax.TemplateJoinExpr, s *scope, m mode) []part {
	loop, ok := x.Tuple.(*hclsyntax.ForExpr)
	if !ok {
		return e.parts(e.unknown(x, s))
	}
	e.depth++
	defer func() { e.depth-- }()
	collection := e.eval(loop.CollExpr, s)
	elements, known := elementsOf(collection)
	if !known {
		e.assumed = true
		at := s.origin.span(loop.CollExpr.Range())
		if elements = nil; !e.world.empty {
			elements = []element{{unknown(at, nameOf(loop.KeyVar)), unknown(at, nameOf(loop.ValVar))}}
		}
	}
	var parts []part
	for _, item := range elements {
		if e.steps++; e.steps > maxSteps || e.depth > maxDepth {
			break
		}
		more := e.templateParts(loop.ValExpr, s.inner(item.names(loop.KeyVar, loop.ValVar)), m)
		if !e.take(more) {
			return nil
		}
		parts = append(parts, more...)
	}
	return parts
}

// literalParts returns a literal part of a template. It differs from what is written by escapes, by the indentation that <<-
// removes, and by the spaces that ~ removes.
func (e *evaluator) literalParts(x *hclsyntax.LiteralValueExpr, s *scope, m mode) []part {
	text, raw := x.Val.AsString(), s.origin.raw(x.SrcRange)
	if strings.IndexByte(raw, joinedLine) < 0 {
		text = strings.ReplaceAll(text, string(joinedLine), "\n")
	}
	if text == "" {
		return nil
	}
	l := literalReader{origin: s.origin, start: x.SrcRange.Start.Byte, heredoc: m.heredoc}
	if text == raw {
		return []part{l.verbatim(text, 0)}
	}
	l.decode(raw, m.quoted)
	decoded := string(l.decoded)
	if i := strings.Index(decoded, text); i >= 0 {
		l.add(i, i+len(text))
		return l.parts
	}
	if l.lines(decoded, text) {
		return l.parts
	}
	return []part{{text: text, span: s.origin.span(x.SrcRange), from: opaque}}
}

// A literalReader relates the text of a literal to what is written.
type literalReader struct {
	origin  *origin
	start   int // offset of what is written
	heredoc bool
	decoded []byte
	// from and to are where each byte of decoded comes from.
	from, to []int32
	parts    []part
}

// decode resolves escapes.
func (l *literalReader) decode(raw string, quoted bool) {
	for i := 0; i < len(raw); {
		text, size := raw[i:i+1], 1
		switch {
		case strings.HasPrefix(raw[i:], "$${") || strings.HasPrefix(raw[i:], "%%{"):
			text, size = raw[i+1:i+3], 3
		case quoted && raw[i] == '\\':
			text, size = escape(raw[i:])
		}
		for k := range len(text) {
			l.decoded = append(l.decoded, text[k])
			l.from, l.to = append(l.from, int32(i)), append(l.to, int32(i+size))
		}
		i += size
	}
}

// escape returns what the escape at the start of a text means, and its length.
func escape(raw string) (text string, size int) {
	if len(raw) < 2 {
		return raw, len(raw)
	}
	size = 2
	switch raw[1] {
	case 'n':
		return "\n", size
	case 'r':
		return "\r", size
	case 't':
		return "\t", size
	case 'u':
		size = 6
	case 'U':
		size = 10
	default:
		return raw[1:2], size
	}
	if len(raw) < size {
		return raw, len(raw)
	}
	r := rune(0)
	for _, c := range []byte(raw[2:size]) {
		digit := strings.IndexByte("0123456789abcdef", c|0x20)
		r = r<<4 | rune(max(digit, 0))
	}
	return string(r), size
}

// add adds the decoded bytes from start to end: what is written byte for byte as one part, and each escape as one.
func (l *literalReader) add(start, end int) {
	for start < end {
		next := start + 1
		if l.to[start]-l.from[start] == 1 {
			for next < end && l.from[next] == l.to[next-1] && l.to[next]-l.from[next] == 1 {
				next++
			}
			l.parts = append(l.parts, l.verbatim(string(l.decoded[start:next]), int(l.from[start])))
		} else {
			for next < end && l.from[next] == l.from[start] {
				next++
			}
			at := l.origin.at(l.start+int(l.from[start]), l.start+int(l.to[start]))
			l.parts = append(l.parts, part{text: string(l.decoded[start:next]), span: at, from: opaque})
		}
		start = next
	}
}

func (l *literalReader) verbatim(text string, from int) part {
	return part{text: text, from: l.start + from, origin: l.origin, heredoc: l.heredoc}
}

// lines adds the lines of a text, whose indentation was removed, and reports whether they were all found.
func (l *literalReader) lines(decoded, text string) bool {
	at := 0
	for line := range strings.Lines(text) {
		found := false
		for at < len(decoded) && !found {
			end := len(decoded)
			if i := strings.IndexByte(decoded[at:], '\n'); i >= 0 {
				end = at + i + 1
			}
			full := decoded[at:end]
			i := strings.Index(full, line)
			if strings.HasSuffix(full, line) {
				i = len(full) - len(line)
			}
			if found = i >= 0; found {
				l.add(at+i, at+i+len(line))
			}
			at = end
		}
		if !found {
			l.parts = nil
			return false
		}
	}
	return true
}
