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

	required                []string
	parameters, result, job string // columns of the table

	in   func() *Shape
	outs map[string]func() *Shape
}

// Supports reports whether the integration has a pattern.
func (o *Optimized) Supports(pattern string) bool { return slices.Contains(o.Patterns, pattern) }

// Resource returns the ARN of the integration without a pattern.
func (o *Optimized) Resource() string { return "arn:aws:states:::" + o.Service + ":" + o.Action }

// Input returns the structure of the parameters; nil where it is not known.
func (o *Optimized) Input() *Shape { return o.in() }

// Output returns the structure of the result for a pattern; nil where it may be anything, as what a callback gives.
func (o *Optimized) Output(pattern string) *Shape {
	if out := o.outs[pattern]; out != nil {
		return out()
	}
	return nil
}

// A table holds the optimized integrations. A service has ten of them at most.
type table struct {
	all       []*Optimized
	services  []string
	byService map[string][]*Optimized
}

// theTable reads the text once, when it is first asked for, so that programs that lint nothing do not pay.
var theTable = sync.OnceValue(readTable)

// LookupOptimized returns the integration of a service and action; nil if there is none.
func LookupOptimized(service, action string) *Optimized {
	for _, o := range theTable().byService[service] {
		if o.Action == action {
			return o
		}
	}
	return nil
}

// OptimizedServices returns the names of the services that have optimized integrations, sorted.
func OptimizedServices() []string { return slices.Clone(theTable().services) }

// OptimizedActions returns the names of the actions of a service that are optimized, sorted; none for other services.
func OptimizedActions(service string) []string {
	var names []string
	for _, o := range theTable().byService[service] {
		names = append(names, o.Action)
	}
	return names
}

func readTable() *table {
	t := &table{byService: map[string][]*Optimized{}}
	for line := range strings.Lines(optimizedText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		o := readOptimized(strings.Split(strings.TrimSpace(line), " | "))
		t.all = append(t.all, o)
		if !slices.Contains(t.services, o.Service) {
			t.services = append(t.services, o.Service)
		}
		t.byService[o.Service] = append(t.byService[o.Service], o)
	}
	return t
}

var patternNames = map[rune]string{'r': "", 's': "sync", '2': sync2, 't': "waitForTaskToken"}

const sync2 = "sync:2"

// sync2Changes are the changes of the result of .sync:2, which gives as JSON what .sync gives as text.
const sync2Changes = "Input=document Output=document"

func readOptimized(columns []string) *Optimized {
	o := &Optimized{
		SDK: noDash(columns[2]), ErrorPrefix: noDash(columns[3]), required: strings.Fields(noDash(columns[4])),
		parameters: noDash(columns[5]), result: noDash(columns[6]), job: noDash(columns[7]), outs: map[string]func() *Shape{},
	}
	o.Service, o.Action, _ = strings.Cut(columns[0], ":")
	for _, letter := range noDash(columns[1]) {
		o.Patterns = append(o.Patterns, patternNames[letter])
	}
	o.in = sync.OnceValue(o.readInput)
	o.outs[""] = sync.OnceValue(func() *Shape { return o.readOutput(o.SDK, o.result) })
	if o.job != "" {
		o.outs["sync"] = sync.OnceValue(func() *Shape { return o.readJob(o.job) })
	}
	if o.Supports(sync2) {
		o.outs[sync2] = sync.OnceValue(func() *Shape { return o.readJob(o.job + " " + sync2Changes) })
	}
	return o
}

func noDash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

func (o *Optimized) readInput() *Shape {
	var x *Shape
	switch {
	case o.parameters == "own":
		x = ownInput(o.Service + ":" + o.Action)
	case o.SDK != "":
		if a := o.action(o.SDK); a != nil {
			x = changed(a.Input(), strings.Fields(o.parameters))
		}
	}
	if x == nil || len(o.required) == 0 {
		return x
	}
	x = changed(x, nil)
	for i := range x.Members {
		x.Members[i].Required = slices.Contains(o.required, x.Members[i].Name)
	}
	return x
}

// action returns an action of the SDK, with the names that members have in optimized integrations.
func (o *Optimized) action(name string) *Action {
	service, action, _ := strings.Cut(name, ":")
	renamed := renamedMembers[o.Service]
	view := ""
	if renamed != nil {
		view = "\n" + o.Service
	}
	if s := theCatalog().lookup(service, view, renamed); s != nil {
		return s.Action(action)
	}
	return nil
}

// renamedMembers are the members that optimized integrations name as the API does, and not as the SDK for Java, by their
// names there. After a "|" is a name that no recording shows: both are accepted.
var renamedMembers = map[string]map[string]string{
	"dynamodb": {"Bool": "BOOL", "Nul": "NULL", "Ss": "SS", "Ns": "NS", "Bs": "BS"},
	"sqs": {
		"Md5OfMessageBody": "MD5OfMessageBody", "Md5OfMessageAttributes": "MD5OfMessageAttributes",
		"Md5OfMessageSystemAttributes": "MD5OfMessageSystemAttributes",
	},
	"elasticmapreduce": {
		"AdDomainJoinUser": "|ADDomainJoinUser", "AdDomainJoinPassword": "|ADDomainJoinPassword", "OsReleaseLabel": "|OSReleaseLabel",
	},
	"glue": {"DpuSeconds": "|DPUSeconds"},
}

// readOutput returns what an action gives, changed as the words of a column say.
func (o *Optimized) readOutput(action, column string) *Shape {
	words := strings.Fields(column)
	bare := slices.Contains(words, "bare")
	words = slices.DeleteFunc(words, func(word string) bool { return word == "bare" })
	var x *Shape
	switch {
	case slices.Contains(words, "any"):
		return nil
	case slices.Contains(words, "own"):
		x, words = ownOutput(o.Service+":"+o.Action), nil
	default:
		a := o.action(action)
		if a == nil {
			return nil
		}
		if x = a.Output(); x == nil {
			x = structure()
		}
	}
	x = changed(x, words)
	if x != nil && !bare && x.Kind.HasMembers() {
		x.Members = append(x.Members, metadata.Members...)
	}
	return x
}

// readJob returns what a job gives: the output of an action, or a member of it.
func (o *Optimized) readJob(column string) *Shape {
	words := strings.Fields(column)
	action := o.SDK
	if strings.Contains(words[0], ":") {
		action, words = words[0], words[1:]
	} else if words[0] == "same" {
		words = words[1:]
	}
	if len(words) != 1 || words[0] == "own" || words[0] == "any" || words[0] == "bare" {
		return o.readOutput(action, strings.Join(words, " "))
	}
	a := o.action(action)
	if a == nil {
		return nil
	}
	m := a.Output().Member(words[0])
	if m == nil {
		return nil
	}
	x := m.Shape()
	if x.Kind == List {
		x = x.Element()
	}
	x = changed(x, nil)
	x.Members = append(x.Members, metadata.Members...)
	return x
}
