package lint

import (
	"fmt"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/source"
)

// A config is the contents of a settings file. Missing settings have the zero value.
type config struct {
	rules   map[string]source.Severity
	ignore  []string
	failOn  source.Severity
	kind    analyzer.Type
	extends *source.Node
}

// ConfigName is the name of files of settings.
const ConfigName = ".aslcheck.yaml"

// configKeys are the keys of a settings file.
var configKeys = []string{"extends", "fail-on", "ignore", "rules", "type"}

// The limits of a settings file. Alternatives in braces multiply the work of a pattern.
const (
	maxGlobs      = 1_000
	maxGlobLength = 512
	maxGlobBraces = 4
)

// parseConfig reads a settings file in YAML.
func parseConfig(file *source.File) (*config, source.Diagnostics) {
	p := configParser{config: &config{rules: map[string]source.Severity{}}}
	if isBlankYAML(file.Text) {
		return p.config, nil
	}
	root, parsed := source.ParseYAML(file)
	for i := range parsed {
		if parsed[i].Severity == source.Error { // an unquoted off is fine here, but the YAML parser warns about it
			p.diagnostics.Add(parsed[i])
		}
	}
	if root.Kind == source.Object {
		p.root(root)
	} else if root.Kind != source.Invalid {
		p.report(root.Span, "the settings must be an object, not %s", source.WithArticle(root.Kind.String()))
	}
	return p.config, p.diagnostics.Sorted()
}

// isBlankYAML reports whether a text has nothing but comments.
func isBlankYAML(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			return false
		}
	}
	return true
}

type configParser struct {
	config      *config
	diagnostics source.Diagnostics
}

func (p *configParser) report(at source.Span, format string, args ...any) {
	p.diagnostics.Add(source.Diagnostic{Span: at, Severity: source.Error, Rule: "invalid-settings", Message: fmt.Sprintf(format, args...)})
}

func (p *configParser) root(root *source.Node) {
	for i := range root.Members {
		m := &root.Members[i]
		switch m.Key {
		case "rules":
			p.rules(m.Value)
		case "ignore":
			p.ignore(m.Value)
		case "fail-on":
			if text, ok := p.text(m); ok {
				if p.config.failOn, ok = source.ParseSeverity(text); !ok {
					p.report(m.Value.Span, `"fail-on" must be error, warning or advice, not %q%s`, text, source.DidYouMean(text, Levels[1:]))
				}
			}
		case "type":
			if text, ok := p.text(m); ok {
				if p.config.kind, ok = ParseType(text); !ok {
					p.report(m.Value.Span, `"type" must be standard or express, not %q%s`, text, source.DidYouMean(text, []string{"standard", "express"}))
				}
			}
		case "extends":
			if _, ok := p.text(m); ok {
				p.config.extends = m.Value
			}
		default:
			p.report(m.KeySpan, "unknown key %q%s; the keys are %s", m.Key, source.DidYouMean(m.Key, configKeys), strings.Join(configKeys, ", "))
		}
	}
}

// text returns the string that a key has.
func (p *configParser) text(m *source.Member) (string, bool) {
	if m.Value.Kind != source.String {
		p.report(m.Value.Span, "%q must be a string, not %s", m.Key, source.WithArticle(m.Value.Kind.String()))
		return "", false
	}
	return m.Value.Text, true
}

// Levels are what a rule can be set to.
var Levels = []string{"off", "advice", "warning", "error"}

func (p *configParser) rules(n *source.Node) {
	if n.Kind != source.Object {
		p.report(n.Span, `"rules" must be an object of rule names and severities, not %s`, source.WithArticle(n.Kind.String()))
		return
	}
	for i := range n.Members {
		m := &n.Members[i]
		if analyzer.Lookup(rules.All, m.Key) == nil {
			p.report(m.KeySpan, "unknown rule %q%s; 'aslcheck rules' lists all rules", m.Key, source.DidYouMean(m.Key, analyzer.Names(rules.All)))
			continue
		}
		if text, ok := p.text(m); ok {
			severity, ok := ParseLevel(text)
			if !ok {
				p.report(m.Value.Span, "the severity of %q must be off, advice, warning or error, not %q%s", m.Key, text, source.DidYouMean(text, Levels))
			}
			p.config.rules[m.Key] = severity
		}
	}
}

func (p *configParser) ignore(n *source.Node) {
	if n.Kind != source.Array {
		p.report(n.Span, `"ignore" must be an array of patterns, not %s`, source.WithArticle(n.Kind.String()))
		return
	}
	if len(n.Items) > maxGlobs {
		p.report(n.Span, `"ignore" has more than %d patterns`, maxGlobs)
		return
	}
	for _, item := range n.Items {
		if item.Kind != source.String {
			p.report(item.Span, `a pattern in "ignore" must be a string, not %s`, source.WithArticle(item.Kind.String()))
			continue
		}
		if fault := globFault(item.Text); fault != "" {
			p.report(item.Span, "pattern %q %s", item.Text, fault)
			continue
		}
		p.config.ignore = append(p.config.ignore, strings.TrimSuffix(strings.TrimPrefix(item.Text, "./"), "/"))
	}
}

// globFault says why a pattern is invalid; "" if it isn't.
func globFault(pattern string) string {
	switch {
	case strings.TrimSpace(pattern) == "":
		return "is empty"
	case len(pattern) > maxGlobLength:
		return fmt.Sprintf("is longer than %d bytes", maxGlobLength)
	case strings.Count(pattern, "{") > maxGlobBraces:
		return fmt.Sprintf("has more than %d alternatives in braces", maxGlobBraces)
	case strings.HasPrefix(pattern, "!"):
		return "starts with !, which is not supported: an ignored file stays ignored"
	case strings.HasPrefix(pattern, "/"), pattern == "..", strings.HasPrefix(pattern, "../"):
		return "must be below the directory of the settings file"
	case !doublestar.ValidatePattern(pattern):
		return "is not valid: a bracket or brace is not closed, or it ends with a backslash"
	default:
		return ""
	}
}

// ParseType reads the type of a state machine: standard or express.
func ParseType(text string) (analyzer.Type, bool) {
	switch text {
	case "standard":
		return analyzer.Standard, true
	case "express":
		return analyzer.Express, true
	default:
		return analyzer.AnyType, false
	}
}

// ParseLevel reads the severity of a rule, or off.
func ParseLevel(level string) (source.Severity, bool) {
	if level == "off" {
		return analyzer.Off, true
	}
	return source.ParseSeverity(level)
}
