package jsonata

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// messages are the texts of the errors. {token}, {value}, {value2} and {index} are filled in.
var messages = map[string]string{
	"S0101": "string has no closing quote",
	"S0102": "number {token} is out of range",
	"S0103": `unknown escape sequence \{token}`,
	"S0104": `escape sequence \u needs four hexadecimal digits`,
	"S0105": "quoted name has no closing backquote",
	"S0106": "comment has no end",
	"S0201": "syntax error at {token}",
	"S0202": "expected {value} but found {token}",
	"S0203": "expected {value} but the expression ends",
	"S0204": "unknown operator {token}",
	"S0205": "unexpected token {token}",
	"S0206": "unknown kind of expression {token}",
	"S0207": "expression ends too early",
	"S0208": "parameter {value} of a function must be a variable such as $x",
	"S0209": "a predicate cannot follow a grouping",
	"S0210": "a step can be grouped only once",
	"S0211": "{token} cannot stand before an operand",
	"S0212": "left of := there must be a variable such as $x",
	"S0213": "literal {value} cannot be a step of a path",
	"S0214": "right of {token} there must be a variable such as $x",
	"S0215": "@ must come before the predicates of its step",
	"S0216": "@ must come before the order-by of its step",
	"S0217": "% has no parent here",
	"S0301": "empty regular expression",
	"S0302": "regular expression has no closing /",
	"S0303": "invalid regular expression {token}: {value}",
	"S0401": "only arrays and functions take a type in < >",
	"S0402": "a choice of types cannot have types in < >",
	"T0410": "argument {index} of function {token} does not fit its signature",
	"T0411": "the context does not fit argument {index} of function {token}",
	"T0412": "argument {index} of function {token} must be an array of {value2}",
	"T1003": "key of an object must be a string, not {value}",
	"T1005": "{token} is no function (did you mean ${token}?)",
	"T1006": "what is called is no function",
	"T1007": "{token} is no function to apply in part (did you mean ${token}?)",
	"T1008": "what is applied in part is no function",
	"T1010": "the matcher given to {token} does not return a match",
	"T2001": "left of {token} there must be a number",
	"T2002": "right of {token} there must be a number",
	"T2003": "a range must start with an integer",
	"T2004": "a range must end with an integer",
	"T2006": "right of ~> there must be a function",
	"T2007": "order-by cannot compare {value} with {value2}",
	"T2008": "order-by takes numbers and strings only",
	"T2009": "{token} cannot compare {value} with {value2}, which is of another type",
	"T2010": "{token} compares numbers and strings only",
	"T2011": "the update of a transform must be an object, not {value}",
	"T2012": "the deletion of a transform must be a string or an array of strings, not {value}",
	"T2013": "a transform needs $clone, which is no function here",
	"D1001": "number {value} is out of range",
	"D1002": "cannot negate {value}, which is no number",
	"D1004": "regular expression matches the empty string",
	"D1009": "several keys of an object are {value}",
	"D2014": "an array of {value} numbers is too large",
	"D3001": "infinity and NaN have no string form",
	"D3010": "$replace cannot search for the empty string",
	"D3011": "the limit of $replace must not be negative",
	"D3012": "a match must be replaced by a string",
	"D3020": "the limit of $split must not be negative",
	"D3030": "cannot cast {value} to a number",
	"D3040": "the limit of $match must not be negative",
	"D3050": "the function of $reduce must take at least two arguments",
	"D3060": "cannot take the square root of {value}",
	"D3061": "{value} to the power of {value2} is no number that JSON can hold",
	"D3070": "$sort without a function takes numbers only or strings only",
	"D3080": "a number picture has at most two parts",
	"D3081": "a number picture has at most one decimal separator",
	"D3082": "a number picture has at most one percent sign",
	"D3083": "a number picture has at most one per-mille sign",
	"D3084": "a number picture cannot have both percent and per-mille signs",
	"D3085": "a number picture needs a digit in its mantissa",
	"D3086": "a number picture cannot have other characters among its digits",
	"D3087": "a number picture cannot have a grouping separator beside the decimal separator",
	"D3088": "the integer part of a number picture cannot end with a grouping separator",
	"D3089": "a number picture cannot have two grouping separators in a row",
	"D3090": "in the integer part of a number picture optional digits come first",
	"D3091": "in the fraction of a number picture optional digits come last",
	"D3092": "a number picture cannot have both an exponent and a percent or per-mille sign",
	"D3093": "the exponent of a number picture must be digits",
	"D3100": "the base must be from 2 to 36, not {value}",
	"D3110": "{value} is no ISO 8601 time",
	"D3130": "integers cannot be written as a sequence that starts with {value}",
	"D3131": "all digits of a picture must be of one family",
	"D3132": "unknown component {value} in a date picture",
	"D3133": "only months and days have names in a date picture, not {value}",
	"D3134": "a time zone in a date picture has at most four digits",
	"D3135": "a marker in a date picture has no closing ]",
	"D3136": "the date picture lacks components to tell the time",
	"D3138": "$single matched more than one element",
	"D3139": "$single matched no element",
	"D3140": "malformed URL {value} given to ${value2}",
	"D3200": "the size of the parts must be a positive integer, not {value}",
	"D3201": "the step of a range must be a number other than zero",
	"D3202": "unknown hash algorithm {value} (MD5, SHA-1, SHA-256, SHA-384 and SHA-512 are known)",
	"D3203": "{value} is not JSON",
}

// exhaustion are the texts of U1001.
var exhaustion = map[string]string{
	tokenDepth: "evaluation nests too deeply; look for a function that calls itself without end",
	tokenSteps: "evaluation takes too many steps; look for an endless loop",
	tokenTime:  "evaluation takes too long; look for an endless loop",
	tokenSize:  "evaluation builds values that are too large",
	"":         "expression nests too deeply",
}

// complete fills in the message and the position of an error in text.
func (e *Error) complete(text string) *Error {
	if e.Offset > len(text) {
		e.Offset = len(text)
	}
	e.Position = utf16Position(text, e.Offset)
	if e.Code == "U1001" {
		e.Message, e.Token = exhaustion[e.Token], ""
		return e
	}
	if e.Message == "" {
		e.Message = e.fill(messages[e.Code])
	}
	return e
}

func (e *Error) fill(template string) string {
	return strings.NewReplacer(
		"${token}", "$"+e.Token,
		"${value2}", "$"+e.Value2.Text(),
		"{token}", quoted(value.String(e.Token)),
		"{value}", quoted(e.Value),
		"{value2}", quoted(e.Value2),
		"{index}", ecma.NumberText(float64(e.Index)),
	).Replace(template)
}

// maxQuoted bounds the values in messages.
const maxQuoted = 200

func quoted(v value.Value) string {
	if isFunction(v) {
		return "a function"
	}
	text := v.String()
	if len(text) > maxQuoted {
		return text[:cutAt(text, maxQuoted)] + "…"
	}
	return text
}

// cutAt returns the largest offset up to n that splits no character.
func cutAt(s string, n int) int {
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return n
}
