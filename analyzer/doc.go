// Package analyzer finds mistakes in definitions of Amazon States Language before they are deployed.
//
// Run applies rules to a parsed definition. Data that several rules need is computed once for a definition and shared
// through the Pass: the graph of transitions, the compiled expressions with what they read, and the variables. A rule is
// a value that holds no state; the built-in ones are in the package rules below this one. Findings are ordered, without
// duplicates, and carry the severity that the rule or the Config gives them.
//
// RunResource does the same for the resource that a template of CloudFormation or SAM makes of a definition.
//
// The package only checks definitions and their resources: it does not run them, read files or print anything.
//
//	def, diagnostics := asl.Parse(source.NewFile("etl.asl.json", text))
//	diagnostics = analyzer.Run(def, diagnostics, rules.All, analyzer.Config{})
package analyzer
