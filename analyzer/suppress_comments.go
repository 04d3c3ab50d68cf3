package analyzer

import (
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var (
	// commentMark matches a comment of YAML or HCL with the name of the command.
	commentMark = regexp.MustCompile(`(?m)(?:^|[ \t])#[ \t]*(aslcheck\b[^\n]*)`)
	// onlyComments matches what has nothing but comments.
	onlyComments = regexp.MustCompile(`^\s*(?:#[^\n]*\s*)*$`)
	// wrongMark matches what people write instead of suppressMark.
	wrongMark = regexp.MustCompile(`(?i)\baslcheck ?[:-] ?(?:ignore|disable|suppress|skip|allow|off|noqa|nolint)\b|\b(?:nolint|noqa) ?: ?aslcheck\b`)
)

// wrong reports a suppression in a form that suppresses nothing.
func (s *suppressor) wrong(text string, at func(from, to int) source.Span) {
	for _, m := range wrongMark.FindAllStringIndex(text, -1) {
		if form := text[m[0]:m[1]]; form != suppressMark {
			s.report(RuleInvalidSuppression, at(m[0], m[1]), "%q suppresses nothing: write %q with a rule name and a reason", form, suppressMark)
		}
	}
}

// commented returns the part of a file in which comments are about a definition, the line above and the rest of its last line
// included, and where it begins. It is empty for JSON, which has no comments.
func commented(def *asl.Definition) (text string, from int) {
	if def.Root == nil || def.File == nil || def.Root.Span.File != def.File {
		return "", 0
	}
	switch strings.ToLower(filepath.Ext(def.File.Name)) {
	case ".json", ".asl":
		return "", 0
	}
	all := def.File.Text
	first := strings.LastIndexByte(all[:def.Root.Span.Start.Offset], '\n') + 1
	from = strings.LastIndexByte(all[:max(first-1, 0)], '\n') + 1
	to := int(def.Root.Span.End.Offset)
	if end := strings.IndexByte(all[to:], '\n'); end >= 0 && !onlyComments.MatchString(all[to:]) {
		to += end
	} else {
		to = len(all)
	}
	return all[from:to], from
}

// comments reads the comments of YAML and HCL. A comment at the end of a line holds for the key or the item that begins on this
// line, and one on a line of its own for that on the next line.
func (s *suppressor) comments(def *asl.Definition) {
	text, from := commented(def)
	marks := commentMark.FindAllStringSubmatchIndex(text, -1)
	if len(marks) == 0 {
		return
	}
	l := newLayout(def.Root)
	for _, m := range marks {
		start, end := m[2], m[3]
		at := func(i, k int) source.Span { return def.File.Span(from+start+i, from+start+k) }
		whole := at(0, len(strings.TrimRight(text[start:end], " \t\r")))
		if l.inString(whole.Start.Offset) {
			continue
		}
		mark, ok := strings.CutPrefix(text[start:end], suppressMark)
		if !ok {
			s.wrong(text[start:end], at)
			continue
		}
		line := whole.Start.Line
		if before := text[strings.LastIndexByte(text[:start], '\n')+1 : start]; strings.TrimSpace(before) == "#" {
			line += linesOfComments(text[end:])
		}
		target, ok := l.first[line]
		if !ok {
			s.report(RuleInvalidSuppression, whole, "this suppression is not next to a key or an item of the definition")
			continue
		}
		s.mark(&source.Node{Kind: source.String, Span: whole}, suppressMark, mark, target.Start.Offset, target.End.Offset)
	}
}

// linesOfComments returns how many lines below the end of a line the next one is that has more than a comment.
func linesOfComments(text string) int32 {
	n := int32(0)
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); n > 0 && line != "" && !strings.HasPrefix(line, "#") {
			break
		}
		n++
	}
	return n
}

// A layout says where the parts of a tree are in their file.
type layout struct {
	// first are the outermost members and items by the line on which they begin.
	first map[int32]source.Span
	// strings are the spans of strings and keys, sorted.
	strings []source.Span
	done    map[*source.Node]bool
}

func newLayout(root *source.Node) *layout {
	l := &layout{first: map[int32]source.Span{}, done: map[*source.Node]bool{}}
	l.add(root)
	slices.SortFunc(l.strings, func(a, b source.Span) int { return int(a.Start.Offset - b.Start.Offset) })
	return l
}

func (l *layout) add(n *source.Node) {
	if l.done[n] {
		return
	}
	l.done[n] = true
	if n.Kind == source.String || n.Kind == source.Placeholder {
		l.strings = append(l.strings, n.Span)
	}
	for _, item := range n.Items {
		l.begins(item.Span)
		l.add(item)
	}
	for i := range n.Members {
		m := &n.Members[i]
		l.strings = append(l.strings, m.KeySpan)
		span := m.KeySpan
		if m.Value.Span.End.Offset > span.End.Offset { // an alias may be of an earlier part
			span.End = m.Value.Span.End
		}
		l.begins(span)
		l.add(m.Value)
	}
}

func (l *layout) begins(span source.Span) {
	if _, ok := l.first[span.Start.Line]; !ok {
		l.first[span.Start.Line] = span
	}
}

// inString reports whether an offset is in a string or a key.
func (l *layout) inString(offset int32) bool {
	i := sort.Search(len(l.strings), func(i int) bool { return l.strings[i].Start.Offset > offset })
	return i > 0 && offset < l.strings[i-1].End.Offset
}
