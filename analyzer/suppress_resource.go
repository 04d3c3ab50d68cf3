package analyzer

import (
	"math"

	"github.com/aslcheck/aslcheck/source"
)

// The keys of suppressions in the metadata of a resource, which no Comment of a definition reaches:
// {"aslcheck": {"ignore": ["rule-name reason"]}}.
const (
	metadataKey = "aslcheck"
	ignoreKey   = "ignore"
)

// suppressResource drops the findings that the metadata of a resource suppress, and reports mistakes in
// these.
func suppressResource(res *Resource, found source.Diagnostics, rules []*Rule, cfg *Config) source.Diagnostics {
	settings := res.Node.Get("Metadata").Get(metadataKey)
	if settings == nil {
		return found
	}
	s := suppressor{rules: rules, cfg: cfg, resource: true}
	if settings.Kind != source.Object {
		s.report(RuleInvalidSuppression, settings.Span, "%q must be an object with %q, not %s", metadataKey, ignoreKey, source.WithArticle(settings.Kind.String()))
	}
	for i := range settings.Members {
		m := &settings.Members[i]
		if m.Key != ignoreKey {
			s.report(RuleInvalidSuppression, m.KeySpan, "unknown key %q in %q; the only key is %q", m.Key, metadataKey, ignoreKey)
			continue
		}
		s.marks(m.Value)
	}
	return s.apply(found)
}

// marks reads a suppression, or an array of them.
func (s *suppressor) marks(n *source.Node) {
	list := n.Items
	if n.Kind != source.Array {
		list = []*source.Node{n}
	}
	for _, item := range list {
		if item.Kind != source.String || item.IsOpaque() {
			s.report(RuleInvalidSuppression, item.Span, "%q needs strings with a rule name and a reason", ignoreKey)
			continue
		}
		s.mark(item, ignoreKey, item.Text, 0, math.MaxInt32) // findings may be in another resource, such as the role
	}
}
