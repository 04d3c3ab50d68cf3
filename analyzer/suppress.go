package analyzer

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// The names of the rules about suppressions themselves, which Run reports.
const (
	RuleInvalidSuppression = "invalid-suppression"
	RuleUnusedSuppression  = "unused-suppression"
)

// suppressMark begins a suppression in a Comment: "aslcheck:ignore rule-name reason", with several names separated by
// commas. It applies to the object that contains the Comment.
const suppressMark = "aslcheck:ignore"

// A suppression is one name of one mark.
type suppression struct {
	rule     string
	at       source.Span // of the comment
	from, to int32       // the offsets it holds for
	used     bool
}

// suppresses reports whether there are suppressions in a definition.
func suppresses(def *asl.Definition) bool {
	text, _ := commented(def)
	return mentionsCommand(def.Text()) || mentionsCommand(text)
}

// mentionsCommand reports whether a text has the name of the command. Few letters are a k, so it looks for the last one.
func mentionsCommand(text string) bool {
	for from := 0; ; {
		i := strings.IndexByte(text[from:], 'k')
		if i < 0 {
			return false
		}
		from += i + 1
		if strings.HasSuffix(text[:from], "aslcheck") {
			return true
		}
	}
}

// suppress drops the findings that comments suppress, and reports mistakes in these comments.
func suppress(def *asl.Definition, found source.Diagnostics, rules []*Rule, cfg *Config) source.Diagnostics {
	s := suppressor{rules: rules, cfg: cfg}
	s.object(def.Root, source.Span{})
	s.comments(def)
	return s.apply(found)
}

// apply drops findings, and adds those about suppressions.
func (s *suppressor) apply(found source.Diagnostics) source.Diagnostics {
	marks := newMarkIndex(s.list)
	kept := found[:0]
	for _, d := range found {
		if !marks.use(d.Rule, d.Span.Start.Offset) {
			kept = append(kept, d)
		}
	}
	for i := range s.list {
		if mark := &s.list[i]; !mark.used && s.cfg.severity(Lookup(s.rules, mark.rule)) != Off {
			s.report(RuleUnusedSuppression, mark.at, "suppression of %q is unused: it matches no finding", mark.rule)
		}
	}
	return append(kept, s.found...)
}

type suppressor struct {
	rules []*Rule
	cfg   *Config
	list  []suppression
	found source.Diagnostics
	// resource is whether suppressions are those of a resource.
	resource bool
}

func (s *suppressor) report(name string, at source.Span, format string, args ...any) {
	r := Lookup(s.rules, name)
	if r == nil || s.cfg.severity(r) == Off {
		return
	}
	s.found.Add(source.Diagnostic{
		Span: at, Severity: s.cfg.severity(r), Rule: name, Message: fmt.Sprintf(format, args...),
	})
}

// object reads the comments in a tree. A value that is a member of an object belongs together with its key.
func (s *suppressor) object(n *source.Node, key source.Span) {
	if n == nil {
		return
	}
	for _, item := range n.Items {
		s.object(item, source.Span{})
	}
	for i := range n.Members {
		m := &n.Members[i]
		if m.Key == "Comment" && m.Value.Kind == source.String {
			from := n.Span.Start.Offset
			if key.IsValid() {
				from = min(from, key.Start.Offset)
			}
			s.comment(m.Value, from, n.Span.End.Offset)
			continue
		}
		s.object(m.Value, m.KeySpan)
	}
}

func (s *suppressor) comment(n *source.Node, from, to int32) {
	s.wrong(n.Text, func(int, int) source.Span { return n.Span })
	for _, mark := range strings.Split(n.Text, suppressMark)[1:] {
		s.mark(n, suppressMark, mark, from, to)
	}
}

// mark reads one suppression from n, after the keyword that starts it.
func (s *suppressor) mark(n *source.Node, word, mark string, from, to int32) {
	names, reason := splitMark(mark)
	if len(names) == 0 {
		s.report(RuleInvalidSuppression, n.Span, "%q needs a rule name", word)
		return
	}
	if reason == "" {
		s.report(RuleInvalidSuppression, n.Span, "%q needs a reason after the rule name", word)
	}
	for _, name := range names {
		switch r := Lookup(s.rules, name); {
		case r == nil:
			s.unknown(n, name)
		case r.CheckResource == nil && s.resource:
			s.report(RuleInvalidSuppression, n.Span, "%q is about the definition; ignore it in a Comment there", name)
		case r.CheckResource != nil && !s.resource:
			s.report(RuleInvalidSuppression, n.Span, "%q is about the resource; ignore it in the Metadata of the template", name)
		default:
			s.list = append(s.list, suppression{rule: name, at: n.Span, from: from, to: to})
		}
	}
}

func (s *suppressor) unknown(n *source.Node, name string) {
	if near := source.Suggest(name, Names(s.rules)); near != "" {
		s.report(RuleInvalidSuppression, n.Span, "unknown rule %q (did you mean %q?)", name, near)
		return
	}
	s.report(RuleInvalidSuppression, n.Span, "unknown rule %q", name)
}

// splitMark takes the names of rules, which commas separate, from the front of a text; the rest is the reason.
func splitMark(text string) (names []string, reason string) {
	for {
		text = strings.TrimSpace(text)
		end := strings.IndexFunc(text, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') })
		if end < 0 {
			end = len(text)
		}
		if end == 0 {
			return names, text
		}
		names = append(names, text[:end])
		text = strings.TrimSpace(text[end:])
		if !strings.HasPrefix(text, ",") {
			return names, strings.TrimSpace(strings.TrimPrefix(text, ":"))
		}
		text = text[1:]
	}
}
