package jsonata

import (
	"slices"

	"github.com/aslcheck/aslcheck/value"
)

// A Function is a built-in function.
type Function struct {
	Name      string // without the dollar
	Signature string // types of parameters and result, such as <s-nn?:s>
	Doc       string // what it does, in one line

	arity int // parameters that a higher-order function sees
	sig   *signature
	impl  func(c *call, args []value.Value) (value.Value, *Error)
}

// Functions lists the built-in functions in the order of the language's documentation.
func Functions() []Function { return append([]Function(nil), functionTable...) }

// functionTable is what evaluator, checker and documentation read.
var functionTable = withSignatures([]Function{
	// Strings.
	{"string", "<x-b?:s>", "converts a value to a string, indented if the second argument is true", 1, nil, fnString},
	{"length", "<s-:n>", "returns the number of characters of a string", 1, nil, fnLength},
	{"substring", "<s-nn?:s>", "returns the part of a string from a start, of a length if given", 3, nil, fnSubstring},
	{"substringBefore", "<s-s:s>", "returns the part before the first occurrence of a substring", 2, nil, fnSubstringBefore},
	{"substringAfter", "<s-s:s>", "returns the part after the first occurrence of a substring", 2, nil, fnSubstringAfter},
	{"uppercase", "<s-:s>", "converts letters to uppercase", 1, nil, fnUppercase},
	{"lowercase", "<s-:s>", "converts letters to lowercase", 1, nil, fnLowercase},
	{"trim", "<s-:s>", "collapses runs of whitespace and removes it at both ends", 1, nil, fnTrim},
	{"pad", "<s-ns?:s>", "pads a string to a width, on the left if the width is negative", 3, nil, fnPad},
	{"contains", "<s-(sf):b>", "reports whether a string contains a substring or matches a pattern", 2, nil, fnContains},
	{"split", "<s-(sf)n?:a<s>>", "splits a string at a separator or pattern", 3, nil, fnSplit},
	{"join", "<a<s>s?:s>", "joins strings with a separator", 2, nil, fnJoin},
	{"match", "<s-f<s:o>n?:a<o>>", "lists the matches of a pattern", 3, nil, fnMatch},
	{"replace", "<s-(sf)(sf)n?:s>", "replaces the occurrences of a string or pattern", 4, nil, fnReplace},
	{"base64encode", "<s-:s>", "encodes a string as Base64", 1, nil, fnBase64Encode},
	{"base64decode", "<s-:s>", "decodes Base64", 1, nil, fnBase64Decode},
	{"encodeUrlComponent", "<s-:s>", "escapes a string for use in one component of a URL", 1, nil, fnEncodeURLComponent},
	{"encodeUrl", "<s-:s>", "escapes a URL", 1, nil, fnEncodeURL},
	{"decodeUrlComponent", "<s-:s>", "reverses $encodeUrlComponent", 1, nil, fnDecodeURLComponent},
	{"decodeUrl", "<s-:s>", "reverses $encodeUrl", 1, nil, fnDecodeURL},
	// Numbers.
	{"number", "<(nsb)-:n>", "converts a value to a number", 1, nil, fnNumber},
	{"abs", "<n-:n>", "returns the absolute value", 1, nil, fnAbs},
	{"floor", "<n-:n>", "rounds down", 1, nil, fnFloor},
	{"ceil", "<n-:n>", "rounds up", 1, nil, fnCeil},
	{"round", "<n-n?:n>", "rounds to a number of decimal places, halves to the even neighbor", 2, nil, fnRound},
	{"power", "<n-n:n>", "raises a number to a power", 2, nil, fnPower},
	{"sqrt", "<n-:n>", "returns the square root", 1, nil, fnSqrt},
	{"random", "<n?:n>", "returns a random number from 0 to below 1; with a seed, that of java.util.Random", 0, nil, fnRandom},
	{"formatNumber", "<n-so?:s>", "formats a number according to a picture such as #,##0.00", 3, nil, fnFormatNumber},
	{"formatBase", "<n-n?:s>", "formats a number in a base from 2 to 36", 2, nil, fnFormatBase},
	{"formatInteger", "<n-s:s>", "formats an integer according to a picture: digits, letters, Roman numerals or words", 2, nil, fnFormatInteger},
	{"parseInteger", "<s-s:n>", "reverses $formatInteger", 2, nil, fnParseInteger},
	// Aggregates.
	{"sum", "<a<n>:n>", "returns the sum of numbers", 1, nil, fnSum},
	{"max", "<a<n>:n>", "returns the largest number", 1, nil, fnMax},
	{"min", "<a<n>:n>", "returns the smallest number", 1, nil, fnMin},
	{"average", "<a<n>:n>", "returns the mean of numbers", 1, nil, fnAverage},
	// Booleans.
	{"boolean", "<x-:b>", "converts a value to a boolean", 1, nil, fnBoolean},
	{"not", "<x-:b>", "converts a value to a boolean and negates it", 1, nil, fnNot},
	{"exists", "<x:b>", "reports whether there is a value at all", 1, nil, fnExists},
	// Arrays.
	{"count", "<a:n>", "counts the elements of an array", 1, nil, fnCount},
	{"append", "<xx:a>", "concatenates two arrays", 2, nil, fnAppend},
	{"sort", "<af?:a>", "sorts an array; a function can decide whether its first argument comes after its second", 2, nil, fnSort},
	{"reverse", "<a:a>", "reverses the order of an array", 1, nil, fnReverse},
	{"shuffle", "<a:a>", "shuffles an array", 1, nil, fnShuffle},
	{"distinct", "<x:x>", "removes duplicate elements", 1, nil, fnDistinct},
	{"zip", "<a+>", "returns an array of the first elements of the given arrays, one of the second elements, and so on", 0, nil, fnZip},
	{"partition", "<a<x>n?:a>", "splits an array into arrays of at most a size", 2, nil, fnPartition},
	{"range", "<n?n?n?:a>", "returns the integers from a start to an end, in steps", 3, nil, fnRange},
	// Objects.
	{"keys", "<x-:a<s>>", "lists the keys of an object, or of all objects in an array", 1, nil, fnKeys},
	{"lookup", "<x-s:x>", "returns the value under a key", 2, nil, fnLookup},
	{"spread", "<x-:a<o>>", "splits objects into objects with one key each", 1, nil, fnSpread},
	{"merge", "<a<o>:o>", "merges objects; later ones override earlier ones", 1, nil, fnMerge},
	{"sift", "<o-f?:o>", "keeps the members for which a function holds", 2, nil, fnSift},
	{"each", "<o-f:a>", "applies a function to each member", 2, nil, fnEach},
	{"error", "<s?:x>", "fails with a message", 1, nil, fnError},
	{"assert", "<bs?:x>", "fails with a message unless a condition holds", 2, nil, fnAssert},
	{"type", "<x:s>", "returns the name of the type of a value", 1, nil, fnType},
	{"clone", "<(oa)-:o>", "copies a value", 1, nil, fnClone},
	{"parse", "<s-:x>", "parses JSON text", 1, nil, fnParse},
	{"hash", "<s-s:s>", "hashes a string with MD5, SHA-1, SHA-256, SHA-384 or SHA-512", 2, nil, fnHash},
	{"uuid", "<:s>", "returns a random UUID", 0, nil, fnUUID},
	// Dates and times.
	{"now", "<s?s?:s>", "returns the time of the evaluation as text", 2, nil, fnNow},
	{"millis", "<:n>", "returns the time of the evaluation in milliseconds", 0, nil, fnMillis},
	{"fromMillis", "<n-s?s?:s>", "formats milliseconds since 1970, with a picture and a time zone if given", 3, nil, fnFromMillis},
	{"toMillis", "<s-s?:n>", "parses a time to milliseconds since 1970, with a picture if given", 2, nil, fnToMillis},
	// Functions of functions.
	{"map", "<af>", "applies a function to each element", 2, nil, fnMap},
	{"filter", "<af>", "keeps the elements for which a function holds", 2, nil, fnFilter},
	{"single", "<af?>", "returns the one element for which a function holds", 2, nil, fnSingle},
	{"reduce", "<afj?:j>", "combines the elements with a function, from the first to the last", 3, nil, fnReduce},
})

// builtins holds the functions by name, each as one value, so that a function equals itself.
var builtins = valuesByName(functionTable)

func withSignatures(table []Function) []Function {
	for i := range table {
		table[i].sig, _ = parseSignature(table[i].Signature)
	}
	return table
}

func valuesByName(table []Function) map[string]*value.Value {
	byName := make(map[string]*value.Value, len(table))
	for i := range table {
		v := value.Opaque(&function{entry: &table[i]})
		byName[table[i].Name] = &v
	}
	return byName
}

// builtin returns the built-in function of a name; nil when there is none. It must not be changed.
func builtin(name string) *value.Value { return builtins[name] }

// builtinFunction returns the entry of a built-in function; nil when there is none of the name.
func builtinFunction(name string) *Function {
	i := slices.IndexFunc(functionTable, func(f Function) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return &functionTable[i]
}
