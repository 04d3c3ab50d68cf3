package jsonata

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
	"github.com/aslcheck/aslcheck/value"
)

// messages are the texts of the errors, those of the reference to the letter: the service shows the same (measured for T0410,
// T1006, T2001, D3020 and more). {token}, {value}, {value2} and {index} are filled in as JSON, with :raw as they are. S0303 is
// ours, as the reference leaves the text to ECMAScript.
var messages = map[string]string{
	"S0101": "String literal must be terminated by a matching quote",
	"S0102": "Number out of range: {token}",
	"S0103": `Unsupported escape sequence: \{token}`,
	"S0104": `The escape sequence \u must be followed by 4 hex digits`,
	"S0105": "Quoted property name must be terminated with a backquote (`)",
	"S0106": "Comment has no closing tag",
	"S0201": "Syntax error: {token}",
	"S0202": "Expected {value}, got {token}",
	"S0203": "Expected {value} before end of expression",
	"S0204": "Unknown operator: {token}",
	"S0205": "Unexpected token: {token}",
	"S0206": "Unknown expression type: {token}",
	"S0207": "Unexpected end of expression",
	"S0208": "Parameter {value} of function definition must be a variable name (start with $)",
	"S0209": "A predicate cannot follow a grouping expression in a step",
	"S0210": "Each step can only have one grouping expression",
	"S0211": "The symbol {token} cannot be used as a unary operator",
	"S0212": "The left side of := must be a variable name (start with $)",
	"S0213": "The literal value {value} cannot be used as a step within a path expression",
	"S0214": "The right side of {token} must be a variable name (start with $)",
	"S0215": "A context variable binding must precede any predicates on a step",
	"S0216": "A context variable binding must precede the 'order-by' clause on a step",
	"S0217": "The object representing the 'parent' cannot be derived from this expression",
	"S0301": "Empty regular expressions are not allowed",
	"S0302": "No terminating / in regular expression",
	"S0303": "Invalid regular expression {token}: {value:raw}",
	"S0401": "Type parameters can only be applied to functions and arrays",
	"S0402": "Choice groups containing parameterized types are not supported",
	"T0410": "Argument {index} of function {token} does not match function signature",
	"T0411": "Context value is not a compatible type with argument {index} of function {token}",
	"T0412": "Argument {index} of function {token} must be an array of {value2}",
	"T1003": "Key in object structure must evaluate to a string; got: {value}",
	"T1005": "Attempted to invoke a non-function. Did you mean ${token:raw}?",
	"T1006": "Attempted to invoke a non-function",
	"T1007": "Attempted to partially apply a non-function. Did you mean ${token:raw}?",
	"T1008": "Attempted to partially apply a non-function",
	"T1010": "The matcher function argument passed to function {token} does not return the correct object structure",
	"T2001": "The left side of the {token} operator must evaluate to a number",
	"T2002": "The right side of the {token} operator must evaluate to a number",
	"T2003": "The left side of the range operator (..) must evaluate to an integer",
	"T2004": "The right side of the range operator (..) must evaluate to an integer",
	"T2006": "The right side of the function application operator ~> must be a function",
	"T2007": "Type mismatch when comparing values {value} and {value2} in order-by clause",
	"T2008": "The expressions within an order-by clause must evaluate to numeric or string values",
	"T2009": "The values {value} and {value2} either side of operator {token} must be of the same data type",
	"T2010": "The expressions either side of operator {token} must evaluate to numeric or string values",
	"T2011": "The insert/update clause of the transform expression must evaluate to an object: {value}",
	"T2012": "The delete clause of the transform expression must evaluate to a string or array of strings: {value}",
	"T2013": "The transform expression clones the input object using the $clone() function.  This has been overridden in the current scope by a non-function.",
	"D1001": "Number out of range: {value}",
	"D1002": "Cannot negate a non-numeric value: {value}",
	"D1004": "Regular expression matches zero length string",
	"D1009": "Multiple key definitions evaluate to same key: {value}",
	"D2014": "The size of the sequence allocated by the range operator (..) must not exceed 1e6.  Attempted to allocate {value}.",
	"D3001": "Attempting to invoke string function on Infinity or NaN",
	"D3010": "Second argument of replace function cannot be an empty string",
	"D3011": "Fourth argument of replace function must evaluate to a positive number",
	"D3012": "Attempted to replace a matched string with a non-string value",
	"D3020": "Third argument of split function must evaluate to a positive number",
	"D3030": "Unable to cast value to a number: {value}",
	"D3040": "Third argument of match function must evaluate to a positive number",
	"D3050": "The second argument of reduce function must be a function with at least two arguments",
	"D3060": "The sqrt function cannot be applied to a negative number: {value}",
	"D3061": "The power function has resulted in a value that cannot be represented as a JSON number: base={value}, exponent={value2}",
	"D3070": "The single argument form of the sort function can only be applied to an array of strings or an array of numbers.  Use the second argument to specify a comparison function",
	"D3080": "The picture string must only contain a maximum of two sub-pictures",
	"D3081": "The sub-picture must not contain more than one instance of the 'decimal-separator' character",
	"D3082": "The sub-picture must not contain more than one instance of the 'percent' character",
	"D3083": "The sub-picture must not contain more than one instance of the 'per-mille' character",
	"D3084": "The sub-picture must not contain both a 'percent' and a 'per-mille' character",
	"D3085": "The mantissa part of a sub-picture must contain at least one character that is either an 'optional digit character' or a member of the 'decimal digit family'",
	"D3086": "The sub-picture must not contain a passive character that is preceded by an active character and that is followed by another active character",
	"D3087": "The sub-picture must not contain a 'grouping-separator' character that appears adjacent to a 'decimal-separator' character",
	"D3088": "The sub-picture must not contain a 'grouping-separator' at the end of the integer part",
	"D3089": "The sub-picture must not contain two adjacent instances of the 'grouping-separator' character",
	"D3090": "The integer part of the sub-picture must not contain a member of the 'decimal digit family' that is followed by an instance of the 'optional digit character'",
	"D3091": "The fractional part of the sub-picture must not contain an instance of the 'optional digit character' that is followed by a member of the 'decimal digit family'",
	"D3092": "A sub-picture that contains a 'percent' or 'per-mille' character must not contain a character treated as an 'exponent-separator'",
	"D3093": "The exponent part of the sub-picture must comprise only of one or more characters that are members of the 'decimal digit family'",
	"D3100": "The radix of the formatBase function must be between 2 and 36.  It was given {value}",
	"D3110": "The argument of the toMillis function must be an ISO 8601 formatted timestamp. Given {value}",
	"D3130": "Formatting or parsing an integer as a sequence starting with {value} is not supported by this implementation",
	"D3131": "In a decimal digit pattern, all digits must be from the same decimal group",
	"D3132": "Unknown component specifier {value} in date/time picture string",
	"D3133": "The 'name' modifier can only be applied to months and days in the date/time picture string, not {value}",
	"D3134": "The timezone integer format specifier cannot have more than four digits",
	"D3135": "No matching closing bracket ']' in date/time picture string",
	"D3136": "The date/time picture string is missing specifiers required to parse the timestamp",
	"D3137": "{message}",
	"D3138": "The $single() function expected exactly 1 matching result.  Instead it matched more.",
	"D3139": "The $single() function expected exactly 1 matching result.  Instead it matched 0.",
	"D3140": "Malformed URL passed to ${value2:raw}(): {value}",
	"D3141": "{message}",
}

// exhaustion are the texts of U1001. Those of depth and memory are the service's (measured), which shows them without a code;
// that of time and steps is the one of the reference's own limiter, that of a cancellation is ours.
var exhaustion = map[string]string{
	tokenDepth:    "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive",
	tokenSteps:    "Expression evaluation timeout: Check for infinite loop",
	tokenTime:     "Expression evaluation timeout: Check for infinite loop",
	tokenSize:     "Expression evaluation memory limit exceeded: Check for excessive memory usage",
	tokenCanceled: "Expression evaluation canceled",
	"":            "expression nests too deeply",
}

// complete fills in the message and the position of an error in text.
func (e *Error) complete(text string) *Error {
	if e.Offset > len(text) {
		e.Offset = len(text)
	}
	e.Position = utf16Position(text, e.Offset)
	if e.Code == CodeLimit {
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
		"{token:raw}", e.Token,
		"{value:raw}", e.Value.Text(),
		"{value2:raw}", e.Value2.Text(),
		"{token}", e.quotedToken(),
		"{value}", quoted(e.Value),
		"{value2}", quoted(e.Value2),
		"{index}", ecma.NumberText(float64(e.Index)),
	).Replace(template)
}

func (e *Error) quotedToken() string {
	switch {
	case e.tokenJSON != "":
		return e.tokenJSON
	case e.Token == "":
		return "undefined"
	default:
		return quoted(value.String(e.Token))
	}
}

// maxQuoted limits the values in messages to what the service keeps of a cause.
const maxQuoted = 32768

// quoted writes a value as the reference does, as JSON with all digits of numbers.
func quoted(v value.Value) string {
	if v.IsUndefined() {
		return "undefined"
	}
	if isFunction(v) {
		return "a function"
	}
	w := jsonWriter{exact: true, limit: maxQuoted}
	w.value(v, 0)
	text := string(w.buf[:min(len(w.buf), maxQuoted+1)])
	if len(text) > maxQuoted {
		text = text[:cutAt(text, maxQuoted)]
	} else if w.err == nil {
		return text
	}
	return text + "…"
}

// cutAt returns the largest offset up to n that splits no character.
func cutAt(s string, n int) int {
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return n
}
