package source

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// SpanWithin returns the span in the file of the bytes from start to end of n.Text, as Within and Span do. It accepts a
// nil node.
func (n *Node) SpanWithin(start, end int) Span { return n.Within().Span(start, end) }

// A Within maps offsets in the text of a node to locations in its file, for many questions about one text.
type Within struct {
	node     *Node
	verbatim bool
	pieces   []piece // none where the text does not follow from the file
}

// Within relates n.Text to the file, where n is a String: escapes of JSON and YAML, folded lines and the indentation of
// block scalars are taken into account. It accepts a nil node.
func (n *Node) Within() Within {
	w := Within{node: n}
	if n == nil || n.Kind != String || !n.Span.IsValid() {
		return w
	}
	if w.verbatim = n.isVerbatim(); !w.verbatim {
		w.pieces, _ = n.pieces()
	}
	return w
}

// Span returns the span in the file of the bytes from start to end of the text. Offsets beyond the text are cut. Where
// the text does not follow from the file, after a substitution or for an alias, and for other kinds than String, it is the
// span of the whole node.
func (w Within) Span(start, end int) Span {
	n := w.node
	switch {
	case n == nil:
		return Span{}
	case !w.verbatim && w.pieces == nil:
		return n.Span
	}
	start = min(max(start, 0), len(n.Text))
	end = min(max(end, start), len(n.Text))
	if w.verbatim && end > longLine { // the file knows where long lines are
		from := int(n.Span.Start.Offset) + 1
		return n.Span.File.Span(from+start, from+end)
	}
	if w.verbatim {
		from := n.Span.Start.after(`"`).after(n.Text[:start])
		return Span{File: n.Span.File, Start: from, End: from.after(n.Text[start:end])}
	}
	base := int(n.Span.Start.Offset)
	from := base + sourceStart(w.pieces, start)
	to := from
	if end > start {
		to = max(base+sourceEnd(w.pieces, end), from)
	}
	return n.Span.File.Span(from, to)
}

// after returns the position after a text without line breaks that starts at p. It does not look at the rest of the line,
// which may be a megabyte long.
func (p Position) after(text string) Position {
	p.Offset += int32(len(text))
	p.Column += int32(utf8.RuneCountInString(text))
	return p
}

// isVerbatim reports whether n.Text is in the file between quotes, byte for byte and on one line.
func (n *Node) isVerbatim() bool {
	text := n.Span.Text()
	return len(text) == len(n.Text)+2 && (text[0] == '"' || text[0] == '\'') && text[1:len(text)-1] == n.Text &&
		strings.IndexByte(text, '\n') < 0
}

// pieces relates n.Text to the text of n's span, and reports whether that could be done.
func (n *Node) pieces() ([]piece, bool) {
	text := n.Span.Text()
	if text == "" {
		return nil, false
	}
	var readers []func(*unquoter)
	switch text[0] {
	case '"':
		readers = []func(*unquoter){(*unquoter).jsonString, (*unquoter).doubleQuoted}
	case '\'':
		readers = []func(*unquoter){(*unquoter).singleQuoted, (*unquoter).jsonString}
	case '|', '>':
		readers = []func(*unquoter){(*unquoter).block, (*unquoter).plain}
	default:
		readers = []func(*unquoter){(*unquoter).plain}
	}
	for _, read := range readers {
		u := unquoter{src: text, want: n.Text, text: make([]byte, 0, len(n.Text))}
		if text[0] == '"' { // both quotes, and a piece for and after each escape
			u.pieces = make([]piece, 0, 3+2*strings.Count(text, `\`))
		}
		read(&u)
		// The line breaks that end a block scalar are not part of its span.
		size := min(len(u.text), len(n.Text))
		if n.Text[:size] == string(u.text) && strings.Trim(n.Text[size:], "\n") == "" {
			u.put("", 0)
			return u.pieces, true
		}
	}
	return nil, false
}

// A piece relates size bytes of a decoded text to raw bytes of its source. If both are equal, it maps byte to byte.
type piece struct {
	at, size  int32
	from, raw int32
}

// sourceStart returns where in the source the byte of the decoded text at offset at starts.
func sourceStart(pieces []piece, at int) int {
	i := sort.Search(len(pieces), func(i int) bool { return at < int(pieces[i].at+pieces[i].size) })
	switch {
	case i == len(pieces):
		return int(pieces[i-1].from + pieces[i-1].raw)
	case pieces[i].size == pieces[i].raw:
		return int(pieces[i].from-pieces[i].at) + at
	default:
		return int(pieces[i].from)
	}
}

// sourceEnd returns where in the source the byte of the decoded text before offset at ends.
func sourceEnd(pieces []piece, at int) int {
	i := sort.Search(len(pieces), func(i int) bool { return at <= int(pieces[i].at+pieces[i].size) })
	switch {
	case i < len(pieces) && pieces[i].size == pieces[i].raw:
		return int(pieces[i].from-pieces[i].at) + at
	default:
		i = min(i, len(pieces)-1)
		return int(pieces[i].from + pieces[i].raw)
	}
}
