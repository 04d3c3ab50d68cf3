// Package locate finds the definitions of state machines in templates of CloudFormation and SAM, in YAML and JSON; what the
// CDK synthesizes is such a template.
//
// A definition stands in a template as an object, in a text, or in a file that the template names. Read finds the first two
// with their places; reading the file is left to the caller, since this package reads none. Intrinsic functions such as
// !Sub and {"Ref": ...} are not evaluated: what they yield is a placeholder, as ${Name} is in any definition.
//
//	template, diagnostics := locate.Read(source.NewFile("template.yaml", text))
//	for i := range template.Machines {
//		if d := template.Machines[i].Definition; d != nil {
//			def, parsed := d.Parse()
//			found := d.Place(analyzer.Run(def, parsed, rules.All, analyzer.Config{}))
//		}
//	}
package locate
