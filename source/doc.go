// Package source turns the text of a file into a tree with locations, and has the type of findings about these locations.
//
// A File is text with a name. ParseJSON and ParseYAML return a tree of Nodes, in which every key and value has its Span.
// Parsers do not stop at the first error but return what they could build together with all Diagnostics. There is
// one type for findings, Diagnostic, which syntax errors, rules, mock files and failed expectations share.
//
// The package knows nothing of Amazon States Language.
//
//	file := source.NewFile("etl.asl.json", text)
//	root, diagnostics := source.Parse(file)
package source
