package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// Run applies rules to a definition and returns all findings: those of the parser, which come in, those of expressions
// that do not compile, and those of the rules. They are sorted, without doubles, and have their severity and JSON
// pointer. Findings of a rule that is not among the rules stay as they are. A nil definition has the parser's findings
// only.
func Run(def *asl.Definition, parsed source.Diagnostics, rules []*Rule, cfg Config) source.Diagnostics {
	found := append(source.Diagnostics(nil), parsed...)
	if def == nil {
		return judge(found, rules, &cfg).Sorted()
	}
	pass := Pass{
		Definition: def, Type: cfg.Type, Graph: newGraph(def), Expressions: newExpressions(def),
		shared: &shared{resources: map[*asl.Task]asl.Resource{}}, found: &found,
	}
	found = append(found, pass.Expressions.diagnostics...)
	found = judge(found, rules, &cfg)
	for _, r := range rules {
		pass.rule, pass.severity = r, cfg.severity(r)
		if r.Check != nil && pass.severity != Off {
			r.Check(&pass)
		}
	}
	found = suppress(def, found, rules, &cfg)
	for i := range found {
		if found[i].Pointer == "" {
			found[i].Pointer = source.PointerAt(def.Root, found[i].Span)
		}
	}
	return found.Sorted()
}

// judge gives findings that were made before the rules ran the severity of their rule, and drops those that are off.
func judge(found source.Diagnostics, rules []*Rule, cfg *Config) source.Diagnostics {
	if len(found) == 0 {
		return found
	}
	kept := found[:0]
	for _, d := range found {
		if r := Lookup(rules, d.Rule); r != nil {
			d.Severity = cfg.severity(r)
		}
		if d.Severity != Off {
			kept = append(kept, d)
		}
	}
	return kept
}
