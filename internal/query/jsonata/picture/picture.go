// Package picture writes and reads numbers and times by pictures, as $formatNumber, $formatInteger, $fromMillis and their
// kin do. It has pure functions alone: what they need of the time comes as an argument.
//
// A picture of a number shows how its digits are laid out, one of an integer may also ask for letters, Roman numerals or
// words, and one of a time has markers in brackets:
//
//	picture.FormatNumber(1234.5, "#,##0.00", value.Undefined)                 // 1,234.50
//	picture.FormatInteger(42, "w")                                            // forty-two
//	picture.FormatTime(0, "[D1o] [MNn] [Y0001]", picture.UTC)                 // 1st January 1970
//	picture.ParseTime("1/2/2026", "[D]/[M]/[Y]", 0)                           // 1769904000000
//
// A marker names a component by a letter, then how it is written, as a picture of an integer or as a name, then its
// widths after a comma. Each is parsed into a datePart, which serves both ways: it formats a component of a date, or it
// contributes a group to one regular expression that reads the text as a whole.
package picture

import "github.com/aslcheck/aslcheck/value"

// An Error is why a picture cannot be used, in the codes of JSONata.
type Error struct {
	Code  string      // D3080 to D3136 or CodeTooLarge
	Value value.Value // what the message of the code quotes; undefined when it quotes nothing
}

// CodeTooLarge is the code of a picture whose result would be too large.
const CodeTooLarge = "U1001"

// Error returns the code.
func (e *Error) Error() string { return e.Code }

// ISO is the picture of a time in ISO 8601 with milliseconds.
const ISO = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]"

// UTC is the time zone without an offset.
const UTC = "+0000"
