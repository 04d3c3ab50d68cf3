package awsapi

import (
	_ "embed" // for the table
	"slices"
	"strings"
	"sync"
)

//go:embed optimized.txt
var optimizedText string

// An Optimized is an optimized integration of Step Functions, such as "lambda:invoke".
type Optimized struct {
	// Service and Action are the two parts of the resource.
	Service, Action string
	// Patterns are the endings the resource may have: "", "sync", "sync:2", "waitForTaskToken". It is empty for what only
	// readers and writers of Maps use.
	Patterns []string
	// SDK is the AWS SDK action that it calls, such as "sfn:startExecution"; "" without one.
	SDK string
	// ErrorPrefix begins the names of its errors.
	ErrorPrefix string
	// Required are the parameters that must be given, Parameters all that may be, where they are not those of the SDK.
	Required, Parameters []string
}

// Supports reports whether the integration has a pattern.
func (o *Optimized) Supports(pattern string) bool { return slices.Contains(o.Patterns, pattern) }

// Resource returns the ARN of the integration without a pattern.
func (o *Optimized) Resource() string { return "arn:aws:states:::" + o.Service + ":" + o.Action }

// A table holds the optimized integrations by their names.
type table struct {
	all      []*Optimized
	byName   map[string]*Optimized
	services []string
	actions  map[string][]string
}

// theTable reads the text once, when it is first asked for, so that programs that lint nothing do not pay.
var theTable = sync.OnceValue(readTable)

// LookupOptimized returns the integration of a service and action; nil if there is none.
func LookupOptimized(service, action string) *Optimized {
	return theTable().byName[service+":"+action]
}

// OptimizedServices returns the names of the services that have optimized integrations, sorted.
func OptimizedServices() []string { return slices.Clone(theTable().services) }

// OptimizedActions returns the names of the actions of a service that are optimized, sorted; none for other services.
func OptimizedActions(service string) []string { return slices.Clone(theTable().actions[service]) }

func readTable() *table {
	t := &table{byName: map[string]*Optimized{}, actions: map[string][]string{}}
	for line := range strings.Lines(optimizedText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		o := readOptimized(strings.Split(strings.TrimSpace(line), " | "))
		t.all = append(t.all, o)
		t.byName[o.Service+":"+o.Action] = o
		if !slices.Contains(t.services, o.Service) {
			t.services = append(t.services, o.Service)
		}
		t.actions[o.Service] = append(t.actions[o.Service], o.Action)
	}
	return t
}

var patternNames = map[rune]string{'r': "", 's': "sync", '2': "sync:2", 't': "waitForTaskToken"}

func readOptimized(columns []string) *Optimized {
	o := &Optimized{SDK: noDash(columns[2]), ErrorPrefix: noDash(columns[3])}
	o.Service, o.Action, _ = strings.Cut(columns[0], ":")
	for _, letter := range noDash(columns[1]) {
		o.Patterns = append(o.Patterns, patternNames[letter])
	}
	o.Required = strings.Fields(noDash(columns[4]))
	o.Parameters = strings.Fields(noDash(columns[5]))
	return o
}

func noDash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}
