package jsonata

import (
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// typeSet is a set of types, one bit each.
type typeSet uint16

const (
	typeArray typeSet = 1 << iota
	typeString
	typeNumber
	typeBoolean
	typeNull
	typeFunction
	typeObject
	typeMissing
)

const (
	typeJSON = typeArray | typeString | typeNumber | typeBoolean | typeNull | typeObject | typeMissing
	// typeAny leaves null out of nothing: a null is an "l", which x and a take too.
	typeAny = typeJSON | typeFunction
)

// typeOfLetter maps the letters of a signature to the types they stand for.
var typeOfLetter = [256]typeSet{
	'a': typeArray, 's': typeString, 'n': typeNumber, 'b': typeBoolean, 'l': typeNull, 'f': typeFunction,
	'o': typeObject, 'm': typeMissing,
}

// arrayNames are the words for the elements of an array in messages.
var arrayNames = map[string]string{
	"a": "arrays", "b": "booleans", "f": "functions", "n": "numbers", "o": "objects", "s": "strings",
}

// sigParam is one parameter of a signature.
type sigParam struct {
	types    typeSet
	letter   byte   // the letter it was declared with, '(' for a choice
	subtype  string // between < and > behind a or f
	hasSub   bool
	optional bool
	many     bool
	context  bool // the input of the call stands in for a missing argument
}

// signature declares the types of the parameters of a function.
type signature struct {
	text   string
	params []sigParam
}

// parseSignature reads a signature such as <a<n>s?:n>. The offset of an error counts from the start of text.
func parseSignature(text string) (*signature, *Error) {
	sig := &signature{text: text}
	for i := 1; i < len(text) && text[i] != ':'; i++ {
		switch c := text[i]; c {
		case 's', 'n', 'b', 'l', 'o':
			sig.add(c, typeOfLetter[c]|typeMissing)
		case 'a', 'x':
			sig.add(c, typeAny)
		case 'j':
			sig.add(c, typeJSON)
		case 'f':
			sig.add(c, typeFunction)
		case '-', '?', '+':
			sig.modify(c)
		case '(':
			end := closing(text, i, '(', ')')
			choice := text[min(i+1, len(text)):min(end, len(text))]
			if strings.Contains(choice, "<") {
				return nil, &Error{Code: "S0402", Offset: i, Value: value.String(choice)}
			}
			sig.add('(', choiceOf(choice))
			i = end
		case '<':
			end := closing(text, i, '<', '>')
			if err := sig.subtype(text[i+1:min(end, len(text))], i); err != nil {
				return nil, err
			}
			i = end
		}
	}
	return sig, nil
}

func (s *signature) add(letter byte, types typeSet) {
	s.params = append(s.params, sigParam{letter: letter, types: types})
}

func (s *signature) modify(mark byte) {
	if len(s.params) == 0 {
		return
	}
	param := &s.params[len(s.params)-1]
	switch mark {
	case '-':
		param.context, param.optional = true, true
	case '?':
		param.optional = true
	case '+':
		param.many = true
	}
}

func (s *signature) subtype(text string, offset int) *Error {
	if len(s.params) > 0 {
		param := &s.params[len(s.params)-1]
		if param.letter == 'a' || param.letter == 'f' {
			param.subtype, param.hasSub = text, true
			return nil
		}
		return &Error{Code: "S0401", Offset: offset, Value: value.String(string(param.letter))}
	}
	return &Error{Code: "S0401", Offset: offset}
}

// closing returns the offset of the bracket that closes the one at i, or the end of text.
func closing(text string, i int, open, end byte) int {
	depth := 1
	for i++; i < len(text); i++ {
		switch text[i] {
		case end:
			if depth--; depth == 0 {
				return i
			}
		case open:
			depth++
		}
	}
	return i
}

func choiceOf(letters string) typeSet {
	types := typeMissing
	for i := range len(letters) {
		types |= typeOfLetter[letters[i]]
	}
	return types
}

// typeOf returns the type of a value as signatures see it.
func typeOf(v value.Value) typeSet {
	switch v.Kind() {
	case value.NullKind:
		return typeNull
	case value.BoolKind:
		return typeBoolean
	case value.NumberKind:
		return typeNumber
	case value.StringKind:
		return typeString
	case value.ArrayKind:
		return typeArray
	case value.ObjectKind:
		return typeObject
	case value.OpaqueKind:
		if isFunction(v) {
			return typeFunction
		}
		return typeObject
	default:
		return typeMissing
	}
}
