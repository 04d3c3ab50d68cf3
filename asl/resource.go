package asl

import "strings"

// A ResourceKind says what the Resource of a Task is.
type ResourceKind uint8

// The kinds of resources. NoResource is a text that is not a known ARN.
const (
	NoResource ResourceKind = iota
	LambdaResource
	ActivityResource
	IntegrationResource
)

// A Pattern says how an integration waits for its result.
type Pattern string

// The patterns of service integrations, as they end the ARN.
const (
	RequestResponse  Pattern = ""
	Sync             Pattern = "sync"
	Sync2            Pattern = "sync:2"
	WaitForTaskToken Pattern = "waitForTaskToken"
)

// A Resource is the parsed ARN of a Task's Resource. Parts with placeholders are kept unchanged.
type Resource struct {
	Kind ResourceKind
	// SDK reports whether it is an AWS SDK integration. Service is then what follows "aws-sdk:".
	SDK                        bool
	Partition, Region, Account string
	// Service and Action are those of an integration: "glue" and "startJobRun".
	Service, Action string
	Pattern         Pattern
	// PatternText is what follows the last dot of the action as written; it equals Pattern when that is known.
	PatternText string
	// Name is the name of the function or activity.
	Name string
}

// arnParts is the number of parts of an ARN before the resource: arn, partition, service, region, account.
const arnParts = 5

// ParseResource reads the ARN of a Task's Resource.
// https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html
func ParseResource(text string) Resource {
	var few [8]string // an ARN of a Lambda version has as many parts
	parts := splitARN(text, few[:0])
	if len(parts) <= arnParts || parts[0] != "arn" {
		return Resource{}
	}
	r := Resource{Partition: parts[1], Region: parts[3], Account: parts[4]}
	rest := parts[arnParts:]
	switch {
	case parts[2] == "lambda" && rest[0] == "function" && len(rest) > 1:
		r.Kind, r.Name = LambdaResource, strings.Join(rest[1:], ":")
	case parts[2] != "states":
	case rest[0] == "activity" && len(rest) > 1:
		r.Kind, r.Name = ActivityResource, strings.Join(rest[1:], ":")
	case r.Region == "" && r.Account == "":
		r.integration(rest)
	}
	return r
}

// splitARN splits at colons outside placeholders, so that arn:${AWS::Partition}:states works.
func splitARN(text string, parts []string) []string {
	if strings.IndexByte(text, '{') < 0 {
		for {
			part, rest, found := strings.Cut(text, ":")
			if parts = append(parts, part); !found {
				return parts
			}
			text = rest
		}
	}
	depth, start := 0, 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '$' && strings.HasPrefix(text[i:], "${"):
			depth++
		case c == '{' && strings.HasPrefix(text[i:], dynamicReference):
			depth += len("}}")
		case c == '}' && depth > 0:
			depth--
		case c == ':' && depth == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}

func (r *Resource) integration(rest []string) {
	if rest[0] == "aws-sdk" {
		r.SDK = true
		rest = rest[1:]
	}
	if len(rest) < 2 {
		return
	}
	r.Kind, r.Service = IntegrationResource, rest[0]
	action, pattern, _ := strings.Cut(strings.Join(rest[1:], ":"), ".")
	r.Action, r.PatternText = action, pattern
	switch p := Pattern(pattern); p {
	case Sync, Sync2, WaitForTaskToken:
		r.Pattern = p
	case RequestResponse:
	default:
	}
}
