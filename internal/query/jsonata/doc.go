// Package jsonata compiles and evaluates JSONata 2.0.6 in the dialect of AWS Step Functions.
//
// The whole language is there: paths with sequences, parents, joins, grouping and sorting, functions with signatures,
// tail calls, transforms, regular expressions and every built-in function. The dialect leaves out $eval and adds
// $partition, $range, $hash, $random with a seed, $uuid and $parse. Error codes, texts, tokens, values and positions are
// those of the reference implementation; the operators ?: and ?? of later versions are rejected. Where the service was
// measured to do otherwise than the reference, the package does as the service: testdata/differences.txt lists all of it
// with sources, and the differential test forgives nothing else.
//
// An expression is compiled once and then evaluated any number of times, from any number of goroutines:
//
//	expr, err := jsonata.Compile(`$sum(items.(price * quantity))`)
//	if err != nil {
//		return err // a *jsonata.Error with code, offset and token
//	}
//	total, err := expr.Eval(input, nil)
//
// Time, randomness and host variables come from Env. Every evaluation is limited in depth and in the memory of what it
// builds as in the service (measured: 100 nodes inside of each other, 20 MiB for a value), and in steps, so that no
// expression can bring the process down. A step is the work of about one node. A walk over a value, such as a comparison,
// counts the parts that it passes: 45 assignments of {"a": $x, "b": $x} make a small value that takes 2^45 parts to compare.
// The Budget in Env limits the evaluations of an execution together, and interrupts them.
//
// # From text to code
//
// An expression goes one way: the parser makes a tree of Nodes of the text, and lowering makes code of the tree. The tree
// is what a user wrote, with offsets; Refs, Check and CanBe read it. The code is what Eval runs, and has no offsets but
// those that errors give. Neither changes after Compile.
//
// Lowering does what the reference does after parsing, and what cannot be said by the shape of a tree alone. Take
//
//	order.items[qty > 1].{"id": %.id, "n": name}
//
// The parser makes a Path of three steps: the names order and items, the second with the predicate qty > 1 as its stage,
// and an Object. Lowering turns it into
//
//		path
//		    name order
//		    name items, tuple, ancestor !0    stages: (path (name qty)) > 1
//		    object                            "id": (path (parent !0) (name id)), "n": (path (name name))
//
//	  - A name that stands alone, such as qty, becomes a path of one step, since only paths make sequences of what they find.
//	  - Each % gets a label, here !0, and looks for the step whose input it means: it goes backwards through the steps, one
//	    level down at each name or wildcard and one up at each further %, into blocks and nested paths. The % is in the
//	    step after items, so the items are its context and the order is its value. The step is marked: from there on the
//	    path does not carry items but tuples, each an item with the variables bound for it, and !0 is one of them.
//	    The variables of @ and # work in the same way. A % that finds no step in its path is left to the path around it; one
//	    that is still open at the root is error S0217.
//	  - Predicates that stand on something other than a step, such as $f(x)[0], hang on the code itself, and so does a group
//	    {key: value}. A group of a path applies after all its steps, also those written after it.
//	  - A step followed by [] makes its path keep a single result as an array, and an array constructor at either end of a
//	    path is marked so that it is not flattened.
//	  - A call whose result is that of the function around it becomes a tail call: the function returns it to its caller,
//	    which makes it, so that recursion does not nest.
//	  - Where the text binds variables, each use of a variable gets the list of slots that may hold it, nearest first; all
//	    others are asked of the host.
//
// What the shape of the text allows and JSONata does not, such as a number as a step (S0213), is found here. The order in
// which lowering visits the tree decides which of several faults is reported: it is that of the reference.
//
// The package does not know states, fields or the delimiters {% %}: that is the business of its callers.
package jsonata
