package mocks

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// RuleInvalidMock is the name under which Parse reports.
const RuleInvalidMock = "invalid-mock"

// Parse reads the section "mocks" of a test file: an object of answers, or lists of answers, by state or resource.
func Parse(n *source.Node) (*Set, source.Diagnostics) {
	p := &parser{}
	if n == nil {
		return New(), nil
	}
	if !p.wantObject(n, "mocks") {
		return New(), p.diagnostics.Sorted()
	}
	var list []*Mock
	for i := range n.Members {
		m := &n.Members[i]
		list = append(list, p.mock(m))
	}
	return newSet(list), p.diagnostics.Sorted()
}

type parser struct {
	diagnostics source.Diagnostics
}

func (p *parser) report(at source.Span, format string, args ...any) {
	p.diagnostics.Add(source.Diagnostic{
		Span: at, Severity: source.Error, Rule: RuleInvalidMock, Message: fmt.Sprintf(format, args...),
	})
}

func (p *parser) wantObject(n *source.Node, what string) bool {
	if n.Kind == source.Object {
		return true
	}
	if n.Kind != source.Invalid {
		p.report(n.Span, "%q must be an object, not %s", what, source.WithArticle(n.Kind.String()))
	}
	return false
}

func (p *parser) mock(m *source.Member) *Mock {
	mock := &Mock{Key: m.Key, KeySpan: m.KeySpan}
	list := []*source.Node{m.Value}
	if m.Value.Kind == source.Array {
		list = m.Value.Items
		if len(list) == 0 {
			p.report(m.Value.Span, "%q has no answers", m.Key)
		}
	}
	for _, n := range list {
		if a := p.answer(n, mock); a != nil {
			mock.Answers = append(mock.Answers, a)
		}
	}
	return mock
}

// kinds are the kinds of answers; an answer must have exactly one of these keys.
var kinds = []string{"return", "throw", "never", "call", "token"}

// answerKeys are the keys that an answer may have.
var answerKeys = append([]string{"after", "times", "when", "submitted", "heartbeats", "worker", "scope"}, kinds...)

func (p *parser) answer(n *source.Node, mock *Mock) *Answer {
	if !p.wantObject(n, mock.Key) {
		return nil
	}
	a := &Answer{Span: n.Span, Times: 1}
	var first *source.Member
	for i := range n.Members {
		m := &n.Members[i]
		for _, kind := range kinds {
			if m.Key != kind {
				continue
			}
			if first != nil {
				p.report(m.KeySpan, "an answer cannot have both %q and %q", first.Key, m.Key)
			}
			first = m
		}
		p.field(a, mock, m)
	}
	if first == nil {
		p.report(n.Span, "an answer needs one of \"return\", \"throw\", \"token\", \"call\" or \"never: true\"")
	}
	return a
}

func (p *parser) field(a *Answer, mock *Mock, m *source.Member) {
	switch m.Key {
	case "return":
		a.Reply.Output = query.Constant(m.Value)
		a.result = m.Value
	case "throw":
		a.Reply.Failure = p.failure(m.Value)
	case "never":
		if a.Reply.Never = m.Value.Kind == source.Bool && m.Value.Text == "true"; !a.Reply.Never {
			p.report(m.Value.Span, "\"never\" must be true")
		}
	case "token":
		p.token(a, m.Value)
	case "call":
		a.Call, a.CallSpan = m.Value.Text, m.Value.Span
	case "after":
		a.Reply.Delay = p.duration(m.Value)
	case "times":
		a.Times = p.times(m.Value)
	case "when":
		query, diagnostics := query.CompileQuery(m.Value)
		p.diagnostics = append(p.diagnostics, diagnostics...)
		a.When = query
	case "submitted":
		a.Reply.Submitted = query.Constant(m.Value)
	case "heartbeats":
		if m.Value.Kind != source.Array {
			p.report(m.Value.Span, "\"heartbeats\" must be an array, not %s", source.WithArticle(m.Value.Kind.String()))
		}
		for _, item := range m.Value.Items {
			a.Reply.Heartbeats = append(a.Reply.Heartbeats, p.duration(item))
		}
	case "worker":
		a.Reply.Worker = m.Value.Text
	case "scope":
		if mock.PerIteration = m.Value.Text == "iteration"; !mock.PerIteration {
			p.report(m.Value.Span, "\"scope\" must be \"iteration\"")
		}
	default:
		p.report(m.KeySpan, "unknown key %q in an answer%s", m.Key, source.DidYouMean(m.Key, answerKeys))
	}
}

// token reads how a callback ends: by SendTaskSuccess or by SendTaskFailure, after a while.
func (p *parser) token(a *Answer, n *source.Node) {
	a.Token = true
	if !p.wantObject(n, "token") {
		return
	}
	var end *source.Member
	for i := range n.Members {
		switch m := &n.Members[i]; m.Key {
		case "success", "failure":
			if end != nil {
				p.report(m.KeySpan, "\"token\" cannot have both %q and %q", end.Key, m.Key)
			}
			if end = m; m.Key == "success" {
				a.Reply.Output = query.Constant(m.Value)
			} else {
				a.Reply.Failure = p.failure(m.Value)
			}
		case "after":
			a.Reply.Delay = p.duration(m.Value)
		default:
			p.report(m.KeySpan, "unknown key %q in \"token\"%s", m.Key, source.DidYouMean(m.Key, []string{"success", "failure", "after"}))
		}
	}
	if end == nil {
		p.report(n.Span, "\"token\" needs \"success\" or \"failure\"")
	}
}

func (p *parser) failure(n *source.Node) *simulator.Failure {
	if n.Kind == source.String {
		return &simulator.Failure{Error: n.Text}
	}
	if !p.wantObject(n, "throw") {
		return &simulator.Failure{}
	}
	f := &simulator.Failure{Anonymous: true}
	for i := range n.Members {
		switch m := &n.Members[i]; m.Key {
		case "error":
			f.Error, f.Anonymous = m.Value.Text, false
		case "cause":
			f.Cause, f.Anonymous = causeText(m.Value), false
		default:
			p.report(m.KeySpan, "unknown key %q in \"throw\"%s", m.Key, source.DidYouMean(m.Key, []string{"error", "cause"}))
		}
	}
	return f
}

// causeText returns a cause; an object is converted to its JSON text, as services send it.
func causeText(n *source.Node) string {
	if n.Kind == source.String {
		return n.Text
	}
	return query.Constant(n).JSON()
}

func (p *parser) duration(n *source.Node) time.Duration {
	d, err := ParseDuration(n)
	if err != nil {
		p.report(n.Span, "invalid duration %q: %s", n.Text, err)
	}
	return d
}

func (p *parser) times(n *source.Node) int {
	if n.Kind == source.String && n.Text == "any" {
		return AnyTimes
	}
	times, err := strconv.Atoi(n.Text)
	if n.Kind != source.Number || err != nil || times < 1 {
		p.report(n.Span, "\"times\" must be \"any\" or an integer of at least 1")
		return 1
	}
	return times
}

// ParseObjects reads the section "s3" of a test file: objects by "bucket/key", each with a body, with a file that read finds,
// or with the rows of an object in Parquet.
func ParseObjects(n *source.Node, read func(name string, at source.Span) (string, error)) ([]simulator.Object, source.Diagnostics) {
	p := &parser{}
	if n == nil || !p.wantObject(n, "s3") {
		return nil, p.diagnostics
	}
	var objects []simulator.Object
	for i := range n.Members {
		m := &n.Members[i]
		bucket, key, ok := strings.Cut(m.Key, "/")
		if !ok || bucket == "" || key == "" {
			p.report(m.KeySpan, "%q must name a bucket and a key, such as \"bucket/items.csv\"", m.Key)
			continue
		}
		if !p.wantObject(m.Value, m.Key) {
			continue
		}
		o := simulator.Object{Bucket: bucket, Key: key}
		if p.object(&o, m.Value, read) {
			objects = append(objects, o)
		}
	}
	return objects, p.diagnostics.Sorted()
}

// object reads the content of an object.
func (p *parser) object(o *simulator.Object, n *source.Node, read func(name string, at source.Span) (string, error)) bool {
	body, file, rows := n.Get("body"), n.Get("file"), n.Get("rows")
	given := 0
	for _, content := range []*source.Node{body, file, rows} {
		if content != nil {
			given++
		}
	}
	switch {
	case given != 1:
		p.report(n.Span, "an object needs exactly one of \"body\", \"file\" and \"rows\"")
		return false
	case rows != nil:
		o.Rows = query.Constant(rows)
	case body != nil:
		o.Body = causeText(body)
	default:
		text, err := read(file.Text, file.Span)
		if err != nil {
			p.report(file.Span, "%s", err)
		}
		o.Body = text
	}
	return true
}
