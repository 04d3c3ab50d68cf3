package intrinsic

import "slices"

// A Function describes an intrinsic function.
type Function struct {
	Name    string
	Params  []Param
	Returns Type
	Doc     string // one line
	eval    func(input) (output, string)
}

// A Param is a parameter of a function. An optional one may be left out, a variadic one, always the last, may occur any
// number of times.
type Param struct {
	Name     string
	Type     Type
	Optional bool
	Variadic bool
}

// Functions returns all functions, sorted by name. The slice is the caller's, the functions are shared.
func Functions() []*Function { return slices.Clone(table[:]) }

// Names returns the names of all functions, sorted.
func Names() []string {
	names := make([]string, len(table))
	for i, f := range table {
		names[i] = f.Name
	}
	return names
}

// Lookup returns the function of the given name, such as "States.Format", and whether there is one.
func Lookup(name string) (*Function, bool) {
	for _, f := range table {
		if f.Name == name {
			return f, true
		}
	}
	return nil, false
}

func param(name string, t Type) Param { return Param{Name: name, Type: t} }

// table lists the functions of the developer guide
// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). It is never changed.
var table = [...]*Function{
	{
		"States.Array",
		[]Param{{"values", Any, false, true}},
		ArrayType,
		"Returns the array of its arguments.", array,
	},
	{
		"States.ArrayContains",
		[]Param{param("array", ArrayType), param("value", Any)},
		BoolType,
		"Reports whether an array has an element that equals the value.", arrayContains,
	},
	{
		"States.ArrayGetItem",
		[]Param{param("array", ArrayType), param("index", NumberType)},
		Any,
		"Returns the element of an array at an index, which counts from 0.", arrayGetItem,
	},
	{
		"States.ArrayLength",
		[]Param{param("array", ArrayType)},
		NumberType,
		"Returns the number of elements of an array.", arrayLength,
	},
	{
		"States.ArrayPartition",
		[]Param{param("array", ArrayType), param("size", NumberType)},
		ArrayType,
		"Cuts an array into arrays of the given size; the last one has the rest.", arrayPartition,
	},
	{
		"States.ArrayRange",
		[]Param{param("first", NumberType), param("last", NumberType), param("step", NumberType)},
		ArrayType,
		"Returns the numbers from first to last, both included, in steps; 1,000 at most.", arrayRange,
	},
	{
		"States.ArrayUnique",
		[]Param{param("array", ArrayType)},
		ArrayType,
		"Returns an array without the elements that equal an earlier one.", arrayUnique,
	},
	{
		"States.Base64Decode",
		[]Param{param("text", StringType)},
		StringType,
		"Decodes Base64 of 10,000 characters at most.", base64Decode,
	},
	{
		"States.Base64Encode",
		[]Param{param("text", StringType)},
		StringType,
		"Encodes a text of 10,000 characters at most as Base64.", base64Encode,
	},
	{
		"States.Format",
		[]Param{param("template", StringType), {"values", Any, false, true}},
		StringType,
		"Returns the template with each {} replaced by the next value.", format,
	},
	{
		"States.Hash",
		[]Param{param("data", Any), param("algorithm", StringType)},
		StringType,
		"Returns the hash of data of 10,000 characters at most: MD5, SHA-1, SHA-256, SHA-384 or SHA-512.", hash,
	},
	{
		"States.JsonMerge",
		[]Param{param("first", ObjectType), param("second", ObjectType), param("deep", BoolType)},
		ObjectType,
		"Returns an object with the members of both; the second wins. The third argument must be false.", jsonMerge,
	},
	{
		"States.JsonToString",
		[]Param{param("value", Any)},
		StringType,
		"Returns the JSON text of a value.", jsonToString,
	},
	{
		"States.MathAdd",
		[]Param{param("first", NumberType), param("second", NumberType)},
		NumberType,
		"Returns the sum of two numbers, each rounded to an integer first.", mathAdd,
	},
	{
		"States.MathRandom",
		[]Param{param("start", NumberType), param("end", NumberType), {"seed", NumberType, true, false}},
		NumberType,
		"Returns a random integer from start, included, to end, excluded.", mathRandom,
	},
	{
		"States.StringSplit",
		[]Param{param("text", StringType), param("delimiters", StringType)},
		ArrayType,
		"Cuts a text at each character of delimiters and drops empty parts.", stringSplit,
	},
	{
		"States.StringToJson",
		[]Param{param("text", StringType)},
		Any,
		"Returns the value that a JSON text denotes.", stringToJSON,
	},
	{
		"States.UUID", nil, StringType,
		"Returns a random UUID, version 4.", uuid,
	},
}
