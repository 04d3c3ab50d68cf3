package source

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// An unquoter decodes the text of a string once more, and notes which part of it came from where.
type unquoter struct {
	src  string
	want string // what is expected to come out
	pos  int
	text []byte

	pieces []piece
}

// keep takes over n bytes as they are.
func (u *unquoter) keep(n int) {
	n = min(n, len(u.src)-u.pos)
	if last := len(u.pieces) - 1; last >= 0 && u.pieces[last].size == u.pieces[last].raw {
		u.pieces[last].size += int32(n)
		u.pieces[last].raw += int32(n)
	} else {
		u.piece(n, n)
	}
	u.text = append(u.text, u.src[u.pos:u.pos+n]...)
	u.pos += n
}

// put decodes raw bytes to text. A piece of equal lengths would count as kept, byte by byte, which does no harm.
func (u *unquoter) put(text string, raw int) {
	raw = min(raw, len(u.src)-u.pos)
	u.piece(len(text), raw)
	u.text = append(u.text, text...)
	u.pos += raw
}

func (u *unquoter) piece(size, raw int) {
	u.pieces = append(u.pieces, piece{at: int32(len(u.text)), size: int32(size), from: int32(u.pos), raw: int32(raw)})
}

func (u *unquoter) more() bool { return u.pos < len(u.src) }

// char takes over a character; a byte that is not UTF-8 was replaced.
func (u *unquoter) char() {
	r, size := utf8.DecodeRuneInString(u.src[u.pos:])
	if r == utf8.RuneError && size == 1 {
		u.put(string(utf8.RuneError), 1)
		return
	}
	u.keep(size)
}

// jsonString reads a string as ParseJSON does.
func (u *unquoter) jsonString() {
	quote := u.src[0]
	u.put("", 1)
	for {
		u.keepPlain()
		if !u.more() || u.src[u.pos] == quote {
			return
		}
		if u.src[u.pos] != '\\' || u.pos+1 == len(u.src) {
			u.char()
			continue
		}
		next := u.src[u.pos+1]
		text, size := appendEscaped(nil, u.src[u.pos:])
		switch {
		case size > 0:
			u.put(string(text), size)
		case escapes[next] != 0:
			u.put(string(rune(escapes[next])), 2)
		case next == quote:
			u.put(string(rune(quote)), 2)
		default:
			u.keep(1)
		}
	}
}

// keepPlain takes over the bytes up to the next one that may not represent itself.
func (u *unquoter) keepPlain() {
	end := u.pos
	for end < len(u.src) && plain[u.src[end]] && u.src[end] != '\'' {
		end++
	}
	if end > u.pos {
		u.keep(end - u.pos)
	}
}

// fold reads a line break and the blanks around it, if one is here: it is folded to a space, further ones are kept
// as they are.
func (u *unquoter) fold() bool {
	end, breaks := foldedBreak(u.src, u.pos)
	if breaks == 0 {
		return false
	}
	u.put(folded(breaks), end-u.pos)
	return true
}

func folded(breaks int) string {
	if breaks == 1 {
		return " "
	}
	return strings.Repeat("\n", breaks-1)
}

// plain reads a scalar of YAML without quotes.
func (u *unquoter) plain() {
	for u.more() {
		if c := u.src[u.pos]; (c > ' ' && c < utf8.RuneSelf) || !u.fold() {
			u.char()
		}
	}
}

// singleQuoted reads a scalar of YAML in single quotes.
func (u *unquoter) singleQuoted() {
	u.put("", 1)
	for u.more() {
		switch c := u.src[u.pos]; {
		case c == '\'' && strings.HasPrefix(u.src[u.pos:], "''"):
			u.put("'", 2)
		case c == '\'':
			return
		case u.fold():
		default:
			u.char()
		}
	}
}

// yamlEscapes are the escapes of double-quoted YAML strings that give one character.
var yamlEscapes = map[byte]string{
	'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", '\t': "\t", 'n': "\n", 'v': "\v", 'f': "\f", 'r': "\r", 'e': "\x1B",
	' ': " ", '"': `"`, '/': "/", '\\': `\`, 'N': "\u0085", '_': "\u00A0", 'L': "\u2028", 'P': "\u2029",
}

// doubleQuoted reads a scalar of YAML in double quotes.
func (u *unquoter) doubleQuoted() {
	u.put("", 1)
	for u.more() && u.src[u.pos] != '"' {
		switch {
		case u.src[u.pos] == '\\' && u.pos+1 < len(u.src):
			u.yamlEscape()
		case u.fold():
		default:
			u.char()
		}
	}
}

func (u *unquoter) yamlEscape() {
	next := u.src[u.pos+1]
	if text, ok := yamlEscapes[next]; ok {
		u.put(text, 2)
		return
	}
	if end, breaks := foldedBreak(u.src, u.pos+1); breaks > 0 {
		u.put(strings.Repeat("\n", breaks-1), end-u.pos)
		return
	}
	size := map[byte]int{'x': 2, 'u': 4, 'U': 8}[next]
	end := min(u.pos+2+size, len(u.src))
	code, err := strconv.ParseUint(u.src[u.pos+2:end], 16, 32)
	if size == 0 || err != nil {
		u.keep(1)
		return
	}
	u.put(string(rune(code)), 2+size)
}

// block reads a literal or folded scalar of YAML.
func (u *unquoter) block() {
	literal := u.src[0] == '|'
	body := nextLine(u.src, lineEnd(u.src, 0))
	indent := blockIndent(u.src, body, u.want)
	u.put("", body)
	breaks, deeper := 0, true // whether the last line is indented further, so that the break behind it stays
	for u.more() {
		end := lineEnd(u.src, u.pos)
		if strings.Trim(u.src[u.pos:end], " ") == "" && end-u.pos <= indent {
			breaks++
			u.put("\n", nextLine(u.src, end)-u.pos)
			continue
		}
		skip := min(indent, end-u.pos)
		first := u.src[u.pos+skip : end]
		nowDeeper := first != "" && (first[0] == ' ' || first[0] == '\t')
		if !literal && !deeper && !nowDeeper {
			u.refold(breaks)
		}
		u.put("", skip)
		u.keep(end - u.pos)
		breaks, deeper = 0, nowDeeper
		if end < len(u.src) {
			breaks = 1
			u.put("\n", nextLine(u.src, end)-end)
		}
	}
}

// refold makes a space of the line break before this line, or drops it where further ones follow.
func (u *unquoter) refold(breaks int) {
	if breaks == 0 {
		return
	}
	p := &u.pieces[len(u.pieces)-breaks]
	if breaks == 1 {
		u.text[p.at] = ' '
		return
	}
	p.size = 0
	u.text = append(u.text[:p.at], u.text[p.at+1:]...)
	for i := len(u.pieces) - breaks + 1; i < len(u.pieces); i++ {
		u.pieces[i].at--
	}
}
