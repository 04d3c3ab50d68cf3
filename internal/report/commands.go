package report

import (
	"bytes"
	"io"
	"unicode"
	"unicode/utf8"
)

// A commandGuard writes text for people so that no line of it is a command to GitHub Actions, which runs those in a log: a line
// that begins with "::" after any space, and "##[" anywhere. A backslash comes before the colon or the bracket.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
type commandGuard struct {
	w      io.Writer
	inLine bool // there was more than space since the line began
	hashes int  // how many # came last
	out    []byte
}

// Guard returns a writer for text for people that may get into a log of GitHub Actions.
func Guard(w io.Writer) io.Writer { return &commandGuard{w: w} }

// Write writes a part of the text. It returns the length of the part, however many backslashes were added.
func (g *commandGuard) Write(text []byte) (int, error) {
	out, copied := g.out[:0], 0 // how much of text is in out
	for at := 0; at < len(text); {
		if n := g.harmless(text[at:]); n > 0 {
			at += n
			continue
		}
		r, size := utf8.DecodeRune(text[at:])
		if g.begins(r) {
			out = append(append(out, text[copied:at]...), '\\')
			copied = at
		}
		g.note(r)
		at += size
	}
	if copied > 0 || len(out) > 0 {
		out = append(out, text[copied:]...)
		g.out = out
	} else {
		out = text // nearly always
	}
	if _, err := g.w.Write(out); err != nil {
		return 0, err
	}
	return len(text), nil
}

// Unwrap returns the guarded writer, which may be a terminal.
func (g *commandGuard) Unwrap() io.Writer { return g.w }

// harmless returns how much of a text can't be or begin a command, and changes nothing of what is noted.
func (g *commandGuard) harmless(text []byte) int {
	if g.hashes > 0 {
		return 0
	}
	if !g.inLine {
		return len(text) - len(bytes.TrimLeft(text, " "))
	}
	if n := bytes.IndexByte(text, '\n'); n >= 0 {
		text = text[:n]
	}
	if n := bytes.IndexByte(text, '#'); n >= 0 {
		text = text[:n]
	}
	return len(text)
}

// begins reports whether a character that comes next would begin a command.
func (g *commandGuard) begins(r rune) bool {
	return r == ':' && !g.inLine || r == '[' && g.hashes >= len("##")
}

// note notes a character.
func (g *commandGuard) note(r rune) {
	switch {
	case r == '\n':
		g.inLine = false
	case !unicode.IsSpace(r):
		g.inLine = true
	}
	if g.hashes++; r != '#' {
		g.hashes = 0
	}
}

// asText adapts a writer of text for people.
func asText[T any](write func(io.Writer, T, Style) error) func(io.Writer, T, Style) error {
	return func(w io.Writer, data T, style Style) error { return write(Guard(w), data, style) }
}

// withoutCommands escapes what would be a command in a document where it can only be inside a string.
func withoutCommands(text []byte, hash string) []byte {
	return bytes.ReplaceAll(text, []byte("##["), []byte("#"+hash+"["))
}
