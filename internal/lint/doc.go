// Package lint runs the linter on files. The command, the note printed by 'aslcheck test', the command "asl lint" of scripts
// and the tests of the rules all use this one pipeline.
//
// A Project finds the settings that apply to each file and merges them. Load reads definitions and templates, each file
// once, and follows references from templates to definitions in separate files: such a definition is linted with the type
// and the substitutions that all templates referring to it specify. Lint checks the files in parallel, applies fixes and
// hides the findings listed in a Baseline. Nothing is printed: Load returns notices about the files that it skips.
//
//	p := &lint.Project{}
//	files, notices, err := p.Load(ctx, []lint.Input{{Path: "template.yaml", Named: true, Root: "."}})
//	err = p.Lint(ctx, files, lint.Run{Fix: true})
//	files[0].Found
package lint
