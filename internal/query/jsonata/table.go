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
	{"string", "<x-b?:s>", "casts a value to a string, with indents if the second argument is true", 1, nil, fnString},
	{"length", "<s-:n>", "counts the characters of a string", 1, nil, fnLength},
	{"substring", "<s-nn?:s>", "cuts characters out of a string, from a start and for a length", 3, nil, fnSubstring},
	{"substringBefore", "<s-s:s>", "returns what stands before the first occurrence of a string", 2, nil, fnSubstringBefore},
	{"substringAfter", "<s-s:s>", "returns what stands after the first occurrence of a string", 2, nil, fnSubstringAfter},
	{"uppercase", "<s-:s>", "turns all letters into capitals", 1, nil, fnUppercase},
	{"lowercase", "<s-:s>", "turns all letters into small ones", 1, nil, fnLowercase},
	{"trim", "<s-:s>", "joins runs of white space and drops it at both ends", 1, nil, fnTrim},
	{"pad", "<s-ns?:s>", "fills a string up to a width, on the left if that is negative", 3, nil, fnPad},
	{"contains", "<s-(sf):b>", "tells whether a string holds another or matches a pattern", 2, nil, fnContains},
	{"split", "<s-(sf)n?:a<s>>", "cuts a string at a separator or pattern", 3, nil, fnSplit},
	{"join", "<a<s>s?:s>", "joins strings with a separator", 2, nil, fnJoin},
	{"match", "<s-f<s:o>n?:a<o>>", "lists the matches of a pattern", 3, nil, fnMatch},
	{"replace", "<s-(sf)(sf)n?:s>", "replaces the occurrences of a string or pattern", 4, nil, fnReplace},
	{"base64encode", "<s-:s>", "encodes a string in base 64", 1, nil, fnBase64Encode},
	{"base64decode", "<s-:s>", "decodes base 64", 1, nil, fnBase64Decode},
	{"encodeUrlComponent", "<s-:s>", "escapes a string for use in a part of a URL", 1, nil, fnEncodeURLComponent},
	{"encodeUrl", "<s-:s>", "escapes a URL", 1, nil, fnEncodeURL},
	{"decodeUrlComponent", "<s-:s>", "undoes $encodeUrlComponent", 1, nil, fnDecodeURLComponent},
	{"decodeUrl", "<s-:s>", "undoes $encodeUrl", 1, nil, fnDecodeURL},
	// Numbers.
	{"number", "<(nsb)-:n>", "casts a value to a number", 1, nil, fnNumber},
	{"abs", "<n-:n>", "drops the sign", 1, nil, fnAbs},
	{"floor", "<n-:n>", "rounds down", 1, nil, fnFloor},
	{"ceil", "<n-:n>", "rounds up", 1, nil, fnCeil},
	{"round", "<n-n?:n>", "rounds to a number of decimals, halves to the even neighbour", 2, nil, fnRound},
	{"power", "<n-n:n>", "raises a number to a power", 2, nil, fnPower},
	{"sqrt", "<n-:n>", "takes the square root", 1, nil, fnSqrt},
	{"random", "<n?:n>", "returns a random number from 0 up to 1, that of java.util.Random for a seed", 0, nil, fnRandom},
	{"formatNumber", "<n-so?:s>", "formats a number by a picture such as #,##0.00", 3, nil, fnFormatNumber},
	{"formatBase", "<n-n?:s>", "formats a number in a base from 2 to 36", 2, nil, fnFormatBase},
	{"formatInteger", "<n-s:s>", "formats an integer by a picture: digits, letters, Roman or words", 2, nil, fnFormatInteger},
	{"parseInteger", "<s-s:n>", "undoes $formatInteger", 2, nil, fnParseInteger},
	// Aggregates.
	{"sum", "<a<n>:n>", "adds numbers up", 1, nil, fnSum},
	{"max", "<a<n>:n>", "returns the largest number", 1, nil, fnMax},
	{"min", "<a<n>:n>", "returns the smallest number", 1, nil, fnMin},
	{"average", "<a<n>:n>", "returns the mean of numbers", 1, nil, fnAverage},
	// Booleans.
	{"boolean", "<x-:b>", "casts a value to a boolean", 1, nil, fnBoolean},
	{"not", "<x-:b>", "negates a value cast to a boolean", 1, nil, fnNot},
	{"exists", "<x:b>", "tells whether there is a value at all", 1, nil, fnExists},
	// Arrays.
	{"count", "<a:n>", "counts the elements of an array", 1, nil, fnCount},
	{"append", "<xx:a>", "joins two arrays", 2, nil, fnAppend},
	{"sort", "<af?:a>", "sorts an array, by a function that says what comes after what", 2, nil, fnSort},
	{"reverse", "<a:a>", "turns an array round", 1, nil, fnReverse},
	{"shuffle", "<a:a>", "puts an array into random order", 1, nil, fnShuffle},
	{"distinct", "<x:x>", "drops equal elements", 1, nil, fnDistinct},
	{"zip", "<a+>", "makes arrays of the first, second and further elements of arrays", 0, nil, fnZip},
	{"partition", "<a<x>n?:a>", "cuts an array into arrays of a size", 2, nil, fnPartition},
	{"range", "<n?n?n?:a>", "lists the integers from a start to an end by a step", 3, nil, fnRange},
	// Objects.
	{"keys", "<x-:a<s>>", "lists the keys of an object, or of all objects in an array", 1, nil, fnKeys},
	{"lookup", "<x-s:x>", "returns the value under a key", 2, nil, fnLookup},
	{"spread", "<x-:a<o>>", "cuts objects into objects of one key each", 1, nil, fnSpread},
	{"merge", "<a<o>:o>", "merges objects, later ones first", 1, nil, fnMerge},
	{"sift", "<o-f?:o>", "keeps the members for which a function holds", 2, nil, fnSift},
	{"each", "<o-f:a>", "applies a function to each member", 2, nil, fnEach},
	{"error", "<s?:x>", "fails with a message", 1, nil, fnError},
	{"assert", "<bs?:x>", "fails with a message unless a condition holds", 2, nil, fnAssert},
	{"type", "<x:s>", "names the type of a value", 1, nil, fnType},
	{"clone", "<(oa)-:o>", "copies a value", 1, nil, fnClone},
	{"parse", "<s-:x>", "reads JSON", 1, nil, fnParse},
	{"hash", "<s-s:s>", "hashes a string with MD5, SHA-1, SHA-256, SHA-384 or SHA-512", 2, nil, fnHash},
	{"uuid", "<:s>", "returns a random UUID", 0, nil, fnUUID},
	// Dates and times.
	{"now", "<s?s?:s>", "returns the time of the evaluation as text", 2, nil, fnNow},
	{"millis", "<:n>", "returns the time of the evaluation in milliseconds", 0, nil, fnMillis},
	{"fromMillis", "<n-s?s?:s>", "formats milliseconds by a picture and a time zone", 3, nil, fnFromMillis},
	{"toMillis", "<s-s?:n>", "reads a time, by a picture if given", 2, nil, fnToMillis},
	// Functions of functions.
	{"map", "<af>", "applies a function to each element", 2, nil, fnMap},
	{"filter", "<af>", "keeps the elements for which a function holds", 2, nil, fnFilter},
	{"single", "<af?>", "returns the one element for which a function holds", 2, nil, fnSingle},
	{"reduce", "<afj?:j>", "joins elements two by two with a function", 3, nil, fnReduce},
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
