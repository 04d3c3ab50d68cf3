package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/program"
	"github.com/aslcheck/aslcheck/source"
)

// Run applies rules to a definition and returns all findings: those of the parser, which are passed in, those of
// expressions that do not compile, and those of the rules. They are sorted, without duplicates, and have their severity
// and JSON pointer. Findings of rules outside the list keep their severity. For a nil definition Run returns the
// parser's findings only.
func Run(def *asl.Definition, parsed source.Diagnostics, rules []*Rule, cfg Config) source.Diagnostics {
	found := append(make(source.Diagnostics, 0, len(parsed)+4), parsed...)
	if def == nil {
		return applySeverity(found, rules, &cfg).Sorted()
	}
	graph := newGraph(def)
	compiled, _ := program.Compile(def)
	pass := &Pass{
		Definition: def, Type: cfg.Type, Graph: graph, Program: compiled, cfg: cfg, rules: rules, suppresses: suppresses(def),
		found: collector{last: applySeverity(append(found, faultsOf(compiled)...), rules, &cfg)},
	}
	for i, r := range rules {
		pass.at, pass.severity = i, unknownSeverity
		if r.Check == nil {
			continue
		}
		if r.Optional {
			pass.severity = pass.cfg.severity(r)
		}
		if pass.severity != Off {
			r.Check(pass)
		}
	}
	if pass.suppresses {
		found = suppress(def, pass.found.all(), rules, &pass.cfg).Sorted()
	} else {
		found = pass.found.sorted()
	}
	found.Point(def.Root)
	return found
}

// applySeverity gives the findings of the parser and of expressions the severity of their rule, and drops those whose
// rule is off.
func applySeverity(found source.Diagnostics, rules []*Rule, cfg *Config) source.Diagnostics {
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
