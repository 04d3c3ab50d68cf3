// Package locate finds the definitions of state machines in CloudFormation and SAM templates, in YAML and JSON; the output
// of cdk synth is such a template.
//
// A definition is in a template as an object, as text, or in a file that the template refers to. Read finds the first two
// with their locations; reading the file is left to the caller. Intrinsic functions such as
// !Sub and {"Ref": ...} are not evaluated: their results are placeholders, like ${Name} in any definition.
//
//	template, diagnostics := locate.Read(source.NewFile("template.yaml", text), locate.NoFolder)
//	for i := range template.Machines {
//		if m := &template.Machines[i]; m.Definition != nil {
//			def, parsed := m.Parse()
//			found := m.Definition.Place(analyzer.Run(def, parsed, rules.All, analyzer.Config{}))
//		}
//	}
package locate
