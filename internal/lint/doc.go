// Package lint is the run of the linter as values: the command, the notice of the tests, the command "asl lint" of scripts
// and the tests of the rules all go this way.
//
// A Project finds the settings that hold for each file and merges them. Load reads definitions and templates, each file
// once, and follows the references of templates to definitions in files of their own: such a definition is linted with
// what all templates that name it say of its type and its substitutions. Lint finds what is wrong with the files in
// parallel, applies fixes and hides what a Baseline lists. Nothing is printed: what users should know about files that are
// left out comes back as notices.
//
//	p := &lint.Project{}
//	files, notices, err := p.Load(ctx, []lint.Input{{Path: "template.yaml", Named: true, Root: "."}})
//	err = p.Lint(ctx, files, lint.Run{Fix: true})
//	files[0].Found
package lint
