// Package jsonata compiles and evaluates JSONata 2.0.6 in the dialect of AWS Step Functions.
//
// The whole language is there: paths with sequences, parents, joins, grouping and sorting, functions with signatures,
// tail calls, transforms, regular expressions and every built-in function. The dialect leaves out $eval and adds
// $partition, $range, $hash, $random with a seed, $uuid and $parse. Error codes, tokens, values and positions are those
// of the reference implementation; the operators ?: and ?? of later versions are refused.
//
// An expression is compiled once and then evaluated any number of times, from any number of goroutines:
//
//	expr, err := jsonata.Compile(`$sum(items.(price * quantity))`)
//	if err != nil {
//		return err // a *jsonata.Error with code, offset and token
//	}
//	total, err := expr.Eval(input, nil)
//
// Time, randomness and host variables come from Env. Every evaluation is bounded in depth, steps and the size of what it
// builds, so that no expression can bring the process down.
//
// The package does not know states, fields or the delimiters {% %}: that is the business of its callers.
package jsonata
