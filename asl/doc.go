// Package asl holds the definition model of Amazon States Language and its parser.
//
// Parse reads a whole state machine, in JSON or YAML, with all fields of both query languages, and reports structural
// errors: unknown fields, wrong types, missing fields, mutually exclusive fields. It continues after an error, so a
// Definition is always returned, without the parts that could not be read. The model is read-only after parsing and is
// shared by the analyzer and the simulator. The package checks only the structure: it doesn't interpret paths,
// expressions, transitions and resources.
//
//	def, diagnostics := asl.Parse(source.NewFile("etl.asl.json", text))
//	for _, st := range def.Machine.States {
//		fmt.Println(st.Head().Name)
//	}
//
// The language is described at https://states-language.net and in the Step Functions developer guide.
package asl
