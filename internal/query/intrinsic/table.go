package intrinsic

import (
	"slices"

	"github.com/aslcheck/aslcheck/value"
)

// A Function describes an intrinsic function.
type Function struct {
	Name    string
	Params  []Param
	Returns Type
	Doc     string // one line
	eval    func(input) (output, *refusal)
	// factor estimates the bytes that a call uses for each byte of its arguments: those that it goes through, and those of the
	// values that it makes. 0 is for calls that cost no more than their text.
	factor int
}

// A Param is a parameter of a function. An optional one may be left out, a variadic one, always the last, may occur any
// number of times.
type Param struct {
	Name     string
	Type     Type
	Optional bool
	Variadic bool
	// fits returns what a value of the right type must be that the function does not take, "" for one that it takes.
	fits func(value.Value) string
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

func checked(name string, t Type, fits func(value.Value) string) Param {
	return Param{Name: name, Type: t, fits: fits}
}

func numeric(name string, fits func(value.Value) string) Param {
	return checked(name, NumberType, fits)
}

// table lists the functions of the developer guide
// (https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html). It is never changed.
var table = [...]*Function{
	{
		"States.Array",
		[]Param{{Name: "values", Type: Any, Variadic: true}},
		ArrayType,
		"Returns the array of its arguments.", array, 0,
	},
	{
		"States.ArrayContains",
		[]Param{param("array", ArrayType), param("value", Any)},
		BoolType,
		"Reports whether an array has an element with the text of the value.", arrayContains, 1,
	},
	{
		"States.ArrayGetItem",
		[]Param{param("array", ArrayType), numeric("index", index)},
		Any,
		"Returns the element of an array at an index, which counts from 0.", arrayGetItem, 0,
	},
	{
		"States.ArrayLength",
		[]Param{param("array", ArrayType)},
		NumberType,
		"Returns the number of elements of an array.", arrayLength, 0,
	},
	{
		"States.ArrayPartition",
		[]Param{param("array", ArrayType), numeric("size", positive)},
		ArrayType,
		"Splits an array into arrays of the given size; the last one has the rest.", arrayPartition, 32,
	},
	{
		"States.ArrayRange",
		[]Param{numeric("first", number), numeric("last", number), numeric("step", nonzero)},
		ArrayType,
		"Returns the numbers from first to last, both included, in steps; 1,000 at most.", arrayRange, 0,
	},
	{
		"States.ArrayUnique",
		[]Param{param("array", ArrayType)},
		ArrayType,
		"Returns the different elements of an array, in the order of their hash codes.", arrayUnique, 32,
	},
	{
		"States.Base64Decode",
		[]Param{checked("text", StringType, short)},
		StringType,
		"Decodes Base64 of 10,000 characters at most.", base64Decode, 2,
	},
	{
		"States.Base64Encode",
		[]Param{checked("text", StringType, short)},
		StringType,
		"Encodes a text of 10,000 characters at most as Base64.", base64Encode, 2,
	},
	{
		"States.Format",
		[]Param{param("template", StringType), {Name: "values", Type: Any, Variadic: true}},
		StringType,
		"Returns the template with each {} replaced by the next value.", format, 2,
	},
	{
		"States.Hash",
		[]Param{checked("data", Any, short), checked("algorithm", StringType, algorithm)},
		StringType,
		"Returns the hash of data of 10,000 characters at most: MD5, SHA-1, SHA-256, SHA-384 or SHA-512.", hash, 2,
	},
	{
		"States.JsonMerge",
		[]Param{param("first", ObjectType), param("second", ObjectType), checked("deep", Any, shallow)},
		ObjectType,
		"Returns an object with the members of both; the second wins. The third argument must not be true.", jsonMerge, 8,
	},
	{
		"States.JsonToString",
		[]Param{param("value", Any)},
		StringType,
		"Returns the JSON text of a value.", jsonToString, 1,
	},
	{
		"States.MathAdd",
		[]Param{numeric("first", number), numeric("second", number)},
		NumberType,
		"Returns the sum of two numbers, each rounded to an integer first.", mathAdd, 0,
	},
	{
		"States.MathRandom",
		[]Param{numeric("start", number), numeric("end", number), {Name: "seed", Type: NumberType, Optional: true, fits: number}},
		NumberType,
		"Returns a random integer from start, included, to end, excluded.", mathRandom, 0,
	},
	{
		"States.StringSplit",
		[]Param{param("text", StringType), param("delimiters", StringType)},
		ArrayType,
		"Cuts a text at each character of delimiters and drops empty parts.", stringSplit, 32,
	},
	{
		"States.StringToJson",
		[]Param{param("text", StringType)},
		Any,
		"Returns the value that a JSON text denotes.", stringToJSON, 32,
	},
	{
		"States.UUID",
		[]Param{{Name: "ignored", Type: Any, Variadic: true}},
		StringType,
		"Returns a random UUID, version 4. Arguments are ignored.", uuid, 0,
	},
}
