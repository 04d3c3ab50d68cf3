// Package ecma has the parts of ECMAScript that JSONata takes for granted: strings of UTF-16 units, the case of letters,
// the order of strings, and the text and rounding of numbers.
//
// Strings are Go strings in UTF-8. A lone surrogate, which UTF-8 cannot encode, keeps the three bytes that it would take:
//
//	ecma.Units("\U0001F600")           // 0xD83D, 0xDE00
//	ecma.UnitText([]rune{0xD83D})      // "\xED\xA0\xBD"
//	ecma.NumberText(1e21)              // "1e+21"
package ecma
