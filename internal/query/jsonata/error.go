package jsonata

import (
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// An Error is a fault in an expression, found while compiling or evaluating it.
type Error struct {
	Code     string      // S0201, T2001, D3030, U1001 and so on; "" for an internal error of the service
	Message  string      // the text of the reference implementation
	Offset   int         // bytes from the start of the text to the end of the token at fault; -1 when unknown
	Position int         // the same in UTF-16 units, as the reference implementation counts; -1 when unknown
	Token    string      // the token or function at fault; "" when there is none
	Value    value.Value // the value at fault; undefined when there is none
	Value2   value.Value // the second value at fault, or what was expected in place of the token
	Index    int         // the argument or element at fault, from 1; 0 when there is none

	tokenJSON string // the token in the message where it is not a text
}

// CodeLimit is the code of an evaluation that exceeds a limit.
const CodeLimit = "U1001"

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// utf16Position converts a byte offset into text to UTF-16 units.
func utf16Position(text string, offset int) int {
	if offset < 0 {
		return -1
	}
	n := 0
	for i := 0; i < len(text) && i < offset; {
		if text[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := ecma.DecodeRune(text[i:])
		i += size
		n++
		if r > ecma.MaxUnit {
			n++
		}
	}
	return n
}
