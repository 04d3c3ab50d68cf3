package conformance

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// A matcher compares answers of the simulator with recorded ones, as the rules of the recordings say: what the recording
// replaced by a word or a numbered placeholder matches anything, the same everywhere.
type matcher struct {
	bindings     []binding
	placeholders map[string]string
	bound        map[string]string
	problems     []string
	exceptions   exceptions
	// withoutRedrive says that the recording is older than the RedriveCount of the context object.
	withoutRedrive bool
	// spaced says that it is older than the day from which states see their input without whitespace.
	spaced bool
}

// maxProblems limits what is reported for one case.
const maxProblems = 6

func (m *matcher) report(path, format string, args ...any) {
	if len(m.problems) < maxProblems {
		m.problems = append(m.problems, path+": "+fmt.Sprintf(format, args...))
	}
}

// words are the words that replace a value in a recording that was not constant.
var words = []string{
	"RequestId", "x-amzn-RequestId", "X-Amzn-Trace-Id", "x-amz-crc32", "x-amz-apigw-id", "RandomNumberGenerated",
	"a_task_token", "a_message_id", "<omitted>", "timestamp", "datetime", "start-date", "stop-date", "<start-time>",
	"<entered-time>", "<timestamp>", "time", "<start-date>", "<stop-date>", "start-time", "entered-time", "map_run_arn",
}

var (
	isoTime     = regexp.MustCompile(`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})`)
	placeholder = regexp.MustCompile(`<<?[a-zA-Z_\-0-9]+>?:\d+>|<Etag-[^>]*>|<MapRunArnPart\d_\d+idx>|<(Sync|Express)ExecArn_Part\d_\d+idx>`)
)

// isWord reports whether a recorded text matches any value.
func (m *matcher) isWord(text string) bool {
	place, ok := m.placeholders[text]
	return slices.Contains(words, text) || ok && place != "substring"
}

// rewrite puts the text of an answer through the steps that the recording went through.
func (m *matcher) rewrite(s string) string {
	for _, b := range m.bindings {
		s = strings.ReplaceAll(s, b.From, b.To)
	}
	s = strings.ReplaceAll(s, "arn:aws:", "arn:<partition>:")
	s = strings.ReplaceAll(s, "us-east-1", "<region>")
	return isoTime.ReplaceAllString(s, "date")
}

// match compares one value.
func (m *matcher) match(path, key string, want, got value.Value) {
	if want.Kind() == value.StringKind && (m.isWord(want.Text()) || strings.Contains(strings.ToLower(key), "timestamp")) {
		why := "replaced-value"
		if strings.Contains(strings.ToLower(key), "timestamp") {
			why = "replaced-time"
		}
		m.exceptions[why]++
		return
	}
	if want.Kind() != value.StringKind && got.Kind() == value.StringKind {
		parsed, err := value.Parse(got.Text())
		if err != nil {
			m.report(path, "want %s, got the text %q", want.JSON(), got.Text())
			return
		}
		got = parsed
	}
	switch want.Kind() {
	case value.ObjectKind:
		m.matchObject(path, want, got)
	case value.ArrayKind:
		m.matchArray(path, want, got)
	case value.StringKind:
		m.matchText(path, want.Text(), got)
	case value.NumberKind:
		switch {
		case got.Kind() == value.NumberKind && want.Literal() == got.Literal():
		case got.Kind() == value.NumberKind && sameNumber(want.Literal(), got.Literal()):
			m.exceptions["number-spelling"]++ // the recording read the text and wrote the number anew
		default:
			m.report(path, "want %s, got %s", want, got)
		}
	default:
		if !value.Equal(want, got) {
			m.report(path, "want %s, got %s", want, got)
		}
	}
}

// sameNumber compares numbers by value, but tells 1 from 1.0.
func sameNumber(a, b string) bool {
	isFloat := func(s string) bool { return strings.ContainsAny(s, ".eE") }
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return errX == nil && errY == nil && x == y && isFloat(a) == isFloat(b)
}

func (m *matcher) matchObject(path string, want, got value.Value) {
	if got.Kind() != value.ObjectKind {
		m.report(path, "want the object %s, got %s", want, got)
		return
	}
	for _, member := range want.Members() {
		other, ok := got.Get(member.Key)
		if !ok {
			if other, ok = m.getRewritten(got, member.Key); !ok {
				m.report(path, "no member %q, want %s", member.Key, member.Value)
				continue
			}
		}
		m.match(path+"."+member.Key, member.Key, member.Value, other)
	}
	m.matchOrder(path, want, got)
	for _, member := range got.Members() {
		if _, ok := want.Get(member.Key); !ok {
			if member.Key == "RedriveCount" && m.withoutRedrive {
				m.exceptions["redrive-count"]++
				continue
			}
			if _, ok := want.Get(m.rewrite(member.Key)); !ok {
				m.report(path, "unexpected member %q: %s", member.Key, member.Value)
			}
		}
	}
}

// matchOrder compares the order of members in what the service wrote as JSON text. The members of events, of their
// details and of assigned variables are of the API, and were sorted by the recording.
func (m *matcher) matchOrder(path string, want, got value.Value) {
	if !strings.Contains(strings.TrimPrefix(eventPath.ReplaceAllString(path, ""), "."), ".") && strings.HasPrefix(path, "event") ||
		path == "expected" || strings.HasSuffix(path, ".assignedVariables") {
		return
	}
	var wanted, gotten []string
	for _, member := range want.Members() {
		wanted = append(wanted, member.Key)
	}
	for _, member := range got.Members() {
		key := member.Key
		if _, ok := want.Get(key); !ok {
			key = m.rewrite(key)
		}
		if slices.Contains(wanted, key) {
			gotten = append(gotten, key)
		}
	}
	if len(wanted) == len(gotten) && !slices.Equal(wanted, gotten) {
		m.report(path, "members in the order %q, got %q", wanted, gotten)
	}
}

// eventPath is the beginning of the paths of an event.
var eventPath = regexp.MustCompile(`^event \d+ \w+`)

func (m *matcher) getRewritten(got value.Value, key string) (value.Value, bool) {
	for _, member := range got.Members() {
		if m.rewrite(member.Key) == key {
			return member.Value, true
		}
	}
	return value.Undefined, false
}

func (m *matcher) matchArray(path string, want, got value.Value) {
	if got.Kind() != value.ArrayKind || got.Len() != want.Len() {
		m.report(path, "want %s, got %s", want, got)
		return
	}
	for i, elem := range want.Elems() {
		m.match(fmt.Sprintf("%s[%d]", path, i), "", elem, got.At(i))
	}
}

// matchText compares texts; a placeholder in the recorded one matches any text, the same everywhere.
func (m *matcher) matchText(path, want string, got value.Value) {
	if got.Kind() != value.StringKind {
		m.report(path, "want %q, got %s", want, got)
		return
	}
	text := m.rewrite(got.Text())
	want = isoTime.ReplaceAllString(want, "date")
	if text == want {
		return
	}
	switch {
	case m.matchListing(path, want, got.Text()):
		m.exceptions["listing-taken-apart"]++
		return
	case m.sameButSpaces(want, text):
		m.exceptions["spaces-of-the-input"]++
		return
	}
	names := placeholder.FindAllString(want, -1)
	if len(names) == 0 {
		m.report(path, "\n      want %q\n      got  %q", want, text)
		return
	}
	var pattern strings.Builder
	rest := want
	for _, name := range names {
		before, after, _ := strings.Cut(rest, name)
		group := "(.+)"
		if bound, ok := m.bound[name]; ok {
			group = "(" + regexp.QuoteMeta(bound) + ")"
		}
		pattern.WriteString(regexp.QuoteMeta(before) + group)
		rest = after
	}
	groups := regexp.MustCompile("(?s)^" + pattern.String() + regexp.QuoteMeta(rest) + "$").FindStringSubmatch(text)
	if groups == nil {
		m.report(path, "\n      want %q\n      got  %q", want, text)
		return
	}
	for i, name := range names {
		m.bound[name] = groups[i+1]
	}
}

// sameButSpaces reports whether two JSON texts of an old recording differ in whitespace alone.
func (m *matcher) sameButSpaces(want, got string) bool {
	if !m.spaced || !strings.HasPrefix(want, "[") {
		return false
	}
	a, errA := value.Parse(want)
	b, errB := value.Parse(got)
	return errA == nil && errB == nil && string(a.AppendCompact(nil)) == string(b.AppendCompact(nil))
}

// matchListing compares the texts of listed objects, which the recording took apart: tags and times were replaced.
func (m *matcher) matchListing(path, want, got string) bool {
	if !strings.HasPrefix(want, "[") || !strings.Contains(want, "<Etag-") {
		return false
	}
	list, err := value.Parse(want)
	other, errOther := value.Parse(got)
	if err != nil || errOther != nil || list.Len() != other.Len() {
		return false
	}
	for i, elem := range list.Elems() {
		m.match(fmt.Sprintf("%s[%d]", path, i), "", elem.Without("LastModified"), other.At(i).Without("LastModified"))
	}
	return true
}

// structural parses the text of an answer where the recording did: JSON text that begins with a brace, one level deep.
func structural(v value.Value) value.Value {
	switch v.Kind() {
	case value.StringKind:
		if strings.HasPrefix(v.Text(), "{") {
			if parsed, err := value.Parse(v.Text()); err == nil {
				return parsed
			}
		}
		return v
	case value.ArrayKind:
		elems := make([]value.Value, v.Len())
		for i, elem := range v.Elems() {
			elems[i] = structural(elem)
		}
		return value.Array(elems...)
	case value.ObjectKind:
		var b value.ObjectBuilder
		for _, member := range v.Members() {
			b.Set(member.Key, structural(member.Value))
		}
		return b.Object()
	default:
		return v
	}
}

// sentText writes a value as the recording tests sent it: with a blank after commas and colons.
func sentText(raw json.RawMessage) string {
	v, err := value.Parse(string(raw))
	if err != nil {
		return string(raw)
	}
	return spaced(v)
}

func spaced(v value.Value) string {
	var parts []string
	switch v.Kind() {
	case value.ArrayKind:
		for _, elem := range v.Elems() {
			parts = append(parts, spaced(elem))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case value.ObjectKind:
		for _, member := range v.Members() {
			parts = append(parts, value.String(member.Key).JSON()+": "+spaced(member.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	default:
		return v.JSON()
	}
}
