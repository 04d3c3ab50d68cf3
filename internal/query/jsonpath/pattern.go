package jsonpath

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// compilePattern compiles a Java regular expression that must match a whole text. It runs on the expressions of Go,
// whose time is linear in the text. What only Java has is written in terms of Go; look-around, back references,
// possessive quantifiers, atomic groups and operations on character classes have no such form and are refused.
func compilePattern(source string, ignoreCase bool) (func(string) bool, error) {
	translated, err := translate(source)
	if err != nil {
		return nil, err
	}
	flags := ""
	if ignoreCase {
		flags = "(?i)"
	}
	compiled, err := regexp.Compile(flags + `\A(?:` + translated + `)\z`)
	if err != nil {
		return nil, fmt.Errorf("unsupported regular expression /%s/: %w", source, err)
	}
	return compiled.MatchString, nil
}

const horizontalSpace = `\t \x{A0}\x{1680}\x{180e}\x{2000}-\x{200a}\x{202f}\x{205f}\x{3000}`

// javaEscape returns what stands in Go for an escape of Java, to be used inside a character class.
func javaEscape(b byte) (string, bool) {
	switch b {
	case 's':
		return `\t\n\x0B\f\r `, true
	case 'h':
		return horizontalSpace, true
	case 'e':
		return `\x1B`, true
	default:
		return "", false
	}
}

// posixName returns the POSIX class of Go for a class of Java such as \p{Alpha}.
func posixName(class string) (string, bool) {
	switch class {
	case "Lower", "Upper", "ASCII", "Alpha", "Digit", "Alnum", "Punct", "Graph", "Print", "Blank", "Cntrl", "Space":
		return strings.ToLower(class), true
	case "XDigit":
		return "xdigit", true
	default:
		return "", false
	}
}

type translation struct {
	source  string
	pos     int
	out     strings.Builder
	inClass bool
	dotAll  bool
}

func translate(source string) (string, error) {
	t := translation{source: source, dotAll: strings.Contains(source, "(?s")}
	for t.pos < len(source) {
		if err := t.next(); err != nil {
			return "", err
		}
	}
	return t.out.String(), nil
}

func (t *translation) next() error {
	switch b := t.source[t.pos]; {
	case b == '\\':
		return t.escape()
	case b == '.' && !t.inClass && !t.dotAll:
		// In Java five characters end a line.
		t.out.WriteString(`[^\n\r\x{85}\x{2028}\x{2029}]`)
	case t.inClass && (b == '[' || strings.HasPrefix(t.source[t.pos:], "&&")):
		return fmt.Errorf("unsupported regular expression /%s/: operation on character classes", t.source)
	case b == '[':
		t.openClass()
		return nil
	case b == ']':
		t.inClass = false
		t.out.WriteByte(b)
	default:
		t.out.WriteByte(b)
	}
	t.pos++
	return nil
}

// openClass copies the start of a character class, where a closing bracket is a character.
func (t *translation) openClass() {
	t.inClass = true
	start := t.pos
	t.pos++
	if strings.HasPrefix(t.source[t.pos:], "^") {
		t.pos++
	}
	t.out.WriteString(t.source[start:t.pos])
	if strings.HasPrefix(t.source[t.pos:], "]") {
		t.out.WriteString(`\]`)
		t.pos++
	}
}

func (t *translation) escape() error {
	rest := t.source[t.pos+1:]
	switch {
	case rest == "":
		t.emit(`\`, 1)
	case rest[0] == 'Q':
		t.quotation(rest)
	case rest[0] == 'u' && len(rest) > 4:
		t.emit(`\x{`+rest[1:5]+`}`, 6)
	case rest[0] == 'p' && strings.HasPrefix(rest, "p{") && strings.Contains(rest, "}"):
		t.property(rest)
	case rest[0] == '0':
		return t.octal(rest[1:])
	default:
		t.letter(rest[0])
	}
	return nil
}

// octal writes \0 with up to three octal digits.
func (t *translation) octal(digits string) error {
	n := 0
	for n < len(digits) && n < 3 && digits[n] >= '0' && digits[n] <= '7' {
		n++
	}
	code, err := strconv.ParseUint(digits[:n], 8, 8)
	if err != nil {
		return fmt.Errorf("unsupported regular expression /%s/: illegal octal escape", t.source)
	}
	t.emit(fmt.Sprintf(`\x{%x}`, code), 2+n)
	return nil
}

func (t *translation) emit(text string, length int) {
	t.out.WriteString(text)
	t.pos += length
}

// letter writes an escape of one character.
func (t *translation) letter(b byte) {
	class, ok := javaEscape(b)
	switch {
	case !ok:
		t.emit(t.source[t.pos:t.pos+2], 2)
	case t.inClass:
		t.emit(class, 2)
	default:
		t.emit("["+class+"]", 2)
	}
}

// quotation copies \Q…\E.
func (t *translation) quotation(rest string) {
	text, _, closed := strings.Cut(rest[1:], `\E`)
	length := 2 + len(text)
	if closed {
		length += 2
	}
	t.emit(regexp.QuoteMeta(text), length)
}

func (t *translation) property(rest string) {
	class := rest[2:strings.IndexByte(rest, '}')]
	length := len(`\p{}`) + len(class)
	name, ok := posixName(class)
	switch {
	case !ok:
		t.emit(`\p{`+strings.TrimPrefix(class, "Is")+`}`, length)
	case t.inClass:
		t.emit("[:"+name+":]", length)
	default:
		t.emit("[[:"+name+":]]", length)
	}
}
