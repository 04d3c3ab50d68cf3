package awsapi

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/aslcheck/aslcheck/value"
)

// Sample returns a result of an integration that a Check accepts in strict mode, always the same one. full shows every member; otherwise it
// has the required members of each object or, where the API requires none, those that a state may read: no tokens of pages, no errors, no
// metadata. It's an empty object where the result can be anything.
func Sample(sdk bool, service, action, pattern string, full bool) value.Value {
	shape := Output(sdk, service, action, pattern)
	if shape == nil {
		return value.Object()
	}
	s := &sampler{full: full, service: service, left: maxSampleValues, open: map[*Shape]bool{}}
	return s.value(shape, action)
}

// maxSampleValues is how many values a full sample has before it goes on with required members only. Few results are larger.
const maxSampleValues = 2_000

// maxBriefDepth is how deep objects are in a short sample. Of those inside the outermost, only lists are shown beside plain values, as the
// reservations of ec2:describeInstances list instances.
const maxBriefDepth = 4

// A sampler makes a sample. Shapes that contain themselves end where they would begin again.
type sampler struct {
	full    bool
	service string
	left    int
	open    map[*Shape]bool
	depth   int
}

// value returns a sample of a shape, for the member of a name.
func (s *sampler) value(x *Shape, name string) value.Value {
	s.left--
	switch {
	case x.Kind.HasMembers():
		return s.object(x)
	case x.Kind == List:
		if !s.mayEnter(x.Element()) {
			return value.Array()
		}
		return value.Array(s.value(x.Element(), strings.TrimSuffix(name, "s")))
	case x.Kind == Map:
		if !s.mayEnter(x.Element()) {
			return value.Object()
		}
		key := "key"
		if k := x.Key(); len(k.Enum) > 0 {
			key = k.Enum[0]
		}
		return value.Object(value.Member{Key: key, Value: s.value(x.Element(), name)})
	default:
		return s.scalar(x, name)
	}
}

// mayEnter reports whether a shape isn't one that contains this location.
func (s *sampler) mayEnter(x *Shape) bool {
	for x.Kind == List || x.Kind == Map {
		x = x.Element()
	}
	return !s.open[x]
}

func (s *sampler) object(x *Shape) value.Value {
	s.open[x] = true
	s.depth++
	var b value.ObjectBuilder
	for _, m := range s.members(x) {
		if m.JSON {
			b.Set(m.Name, value.String("{}"))
		} else {
			b.Set(m.Name, s.value(m.Shape(), m.Name))
		}
	}
	s.depth--
	delete(s.open, x)
	return b.Object()
}

// members returns the members of an object that the sample shows.
func (s *sampler) members(x *Shape) []*Member {
	var shown []*Member
	levels := map[level]bool{}
	for i := range x.Members {
		m := &x.Members[i]
		if l := s.level(m); l != levelHidden {
			levels[l] = true
			shown = append(shown, m)
		}
	}
	if x.Kind == Union || x.isAttribute() {
		return shown[:min(len(shown), 1)]
	}
	least := s.least(levels)
	return slices.DeleteFunc(shown, func(m *Member) bool { return s.level(m) < least })
}

// A level says how much a state is interested in a member.
type level byte

// The levels, from the least.
const (
	levelHidden level = iota
	levelNested       // an object, or a map or list of other than objects
	levelList         // of objects
	levelPlain
	levelUseful
	levelRequired
)

// level returns the level of a member.
func (s *sampler) level(m *Member) level {
	shape := m.Shape()
	switch {
	case m.Required:
		return levelRequired
	case !s.mayEnter(shape) || !s.full && unread(m.Name):
		return levelHidden
	case m.Name == "Output" || m.Name == "Payload": // what most states read of an execution or a function
		return levelUseful
	case shape.Kind == List && shape.Element().Kind.HasMembers():
		return levelList
	case shape.Kind.HasMembers() || shape.Kind == List || shape.Kind == Map:
		return levelNested
	default:
		return levelPlain
	}
}

// least returns the least level that an object with members of some levels shows at this depth.
func (s *sampler) least(levels map[level]bool) level {
	switch {
	case s.full && s.left > 0:
		return levelNested
	case s.full:
		return levelRequired
	case levels[levelRequired]:
		return levelUseful
	case s.depth == 1 || s.depth < maxBriefDepth && !levels[levelPlain]:
		return levelNested
	case s.depth < maxBriefDepth-1:
		return levelList
	default:
		return levelPlain
	}
}

// isAttribute reports whether a shape is a value of DynamoDB, of which one member is there, although its model isn't a union.
func (s *Shape) isAttribute() bool {
	return s.Member("S") != nil && s.Member("N") != nil && s.Member("M") != nil && s.Member("L") != nil
}

// unread reports whether a state hardly ever reads a member of a result, or only after a failure.
func unread(name string) bool {
	switch name {
	case "SdkHttpMetadata", "SdkResponseMetadata", "ConsumedCapacity", "ItemCollectionMetrics", "ExecutedVersion", "LogResult", "DurableExecutionArn",
		"SequenceNumber":
		return true
	default:
		return strings.HasPrefix(name, "MD5") || strings.HasSuffix(name, "Token") || strings.HasSuffix(name, "Marker") || strings.Contains(name, "Error") ||
			strings.Contains(name, "Failure") || strings.Contains(name, "Failed")
	}
}

// sampleTime is the time in samples.
const sampleTime = "2026-01-01T00:00:00Z"

// scalar returns a plain value that says what it is of.
func (s *sampler) scalar(x *Shape, name string) value.Value {
	switch x.Kind {
	case Integer, Long, Float, Double:
		return value.Int(sampleNumber(x, name))
	case Boolean:
		return value.Bool(name != "IsTruncated" && !strings.HasPrefix(name, "HasMore"))
	case Timestamp:
		return value.String(sampleTime)
	case Document:
		return value.Object()
	case Blob:
		return value.String(sampleBytes(name))
	default:
		return value.String(s.text(x, name))
	}
}

// sampleBytes returns the text of a blob: base64, but of an object of S3 and of the payload of a function their own.
func sampleBytes(name string) string {
	switch name {
	case "Body":
		return "example"
	case "Payload":
		return "{}"
	default:
		return "ZXhhbXBsZQ=="
	}
}

// sampleNumber returns a number in the range of the shape: 1 where it can be.
func sampleNumber(x *Shape, name string) int64 {
	n := 1.0
	if strings.HasSuffix(name, "StatusCode") {
		n = 200
	}
	if x.Min != nil {
		n = max(n, math.Ceil(*x.Min))
	}
	if x.Max != nil {
		n = min(n, math.Floor(*x.Max))
	}
	return int64(n)
}

// successes are values of enums that let a workflow go on, the best first.
var successes = []string{
	"SUCCEEDED", "Succeeded", "SUCCESS", "Success", "COMPLETED", "Completed", "COMPLETE", "Complete", "FINISHED", "ACTIVE", "Active",
	"AVAILABLE", "available", "READY", "InService", "ENABLED", "Enabled",
}

// text returns a text for a member.
func (s *sampler) text(x *Shape, name string) string {
	if len(x.Enum) > 0 {
		for _, success := range successes {
			if slices.Contains(x.Enum, success) {
				return success
			}
		}
		return x.Enum[0]
	}
	lower := strings.ToLower(name)
	switch {
	case strings.HasSuffix(lower, "arn"):
		return "arn:aws:" + strings.Replace(s.service, "sfn", "states", 1) + ":us-east-1:111122223333:example"
	case strings.HasSuffix(lower, "url") || strings.HasSuffix(lower, "uri"):
		return "https://example.com"
	case strings.HasSuffix(name, "Date") || strings.HasSuffix(name, "Time"):
		return sampleTime
	case name == "N": // a number of DynamoDB
		return "1"
	case name == "Output" || name == "Input": // of an execution
		return "{}"
	default:
		return hyphenated(name)
	}
}

// hyphenated writes the words of a name in small letters: "job-run-id".
func hyphenated(name string) string {
	var b strings.Builder
	letters := []rune(name)
	for i, r := range letters {
		begins := i > 0 && unicode.IsUpper(r) &&
			(!unicode.IsUpper(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1]))
		if begins {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
