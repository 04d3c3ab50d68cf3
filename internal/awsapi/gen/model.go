package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// A model is the description of one version of a service, in the form that both sources share.
type model struct {
	Metadata struct {
		APIVersion string `json:"apiVersion"`
		ServiceID  string `json:"serviceId"`
	} `json:"metadata"`
	Operations map[string]operation `json:"operations"`
	Shapes     map[string]*shape    `json:"shapes"`
}

type operation struct {
	Input  *shape  `json:"input"`
	Output *shape  `json:"output"`
	Errors []shape `json:"errors"`
}

// A shape is a type or, with Shape set, the name of one.
type shape struct {
	Shape       string            `json:"shape"`
	Type        string            `json:"type"`
	Required    []string          `json:"required"`
	Members     map[string]*shape `json:"members"`
	EventStream bool              `json:"eventstream"`
}

// A service is what the catalog keeps of a model.
type service struct {
	resource, prefix string
	actions          map[string]*entry
}

type entry struct {
	required, optional, results []string
	errors                      []string
}

// read adds the newest version of each service in files to the services.
func read(services map[string]*service, files []string) error {
	newest := map[string]*model{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read model: %w", err)
		}
		m := &model{}
		if err := json.Unmarshal(text, m); err != nil {
			return fmt.Errorf("read model %s: %w", filepath.Base(name), err)
		}
		id := m.Metadata.ServiceID
		if old := newest[id]; id != "" && (old == nil || old.Metadata.APIVersion < m.Metadata.APIVersion) {
			newest[id] = m
		}
	}
	for _, id := range sortedKeys(newest) {
		add(services, serviceName(id), newest[id])
	}
	return nil
}

func add(services map[string]*service, name string, m *model) {
	resource := strings.ToLower(strings.Join(words(name), ""))
	s := services[resource]
	if s == nil {
		s = &service{resource: resource, prefix: pascal(name), actions: map[string]*entry{}}
		services[resource] = s
	}
	for op, o := range m.Operations {
		if m.streams(o.Input) || m.streams(o.Output) {
			continue // not offered
		}
		e := s.actions[action(op)]
		if e == nil {
			e = &entry{}
			s.actions[action(op)] = e
		}
		e.merge(m, o)
	}
}

// merge adds what a model knows of an action. Members come from the first model that has the action; errors from all.
func (e *entry) merge(m *model, o operation) {
	if len(e.required)+len(e.optional)+len(e.results) == 0 {
		e.required, e.optional = m.members(o.Input)
		_, e.results = m.members(o.Output)
		required, _ := m.members(o.Output)
		e.results = append(e.results, required...)
		sort.Strings(e.results)
	}
	for _, x := range o.Errors {
		if name := exception(x.Shape); !slices.Contains(e.errors, name) {
			e.errors = append(e.errors, name)
		}
	}
	sort.Strings(e.errors)
}

func (m *model) resolve(s *shape) *shape {
	for range 10 {
		if s == nil || s.Shape == "" {
			return s
		}
		s = m.Shapes[s.Shape]
	}
	return s
}

// members returns the names of the members of a structure with the letters of their types.
func (m *model) members(s *shape) (required, optional []string) {
	s = m.resolve(s)
	if s == nil {
		return nil, nil
	}
	for name, inner := range s.Members {
		text := member(name) + ":" + m.letter(inner)
		if slices.Contains(s.Required, name) {
			required = append(required, text)
		} else {
			optional = append(optional, text)
		}
	}
	sort.Strings(required)
	sort.Strings(optional)
	return required, optional
}

var letters = map[string]string{
	"": "s", "string": "s", "character": "s", "integer": "i", "long": "i", "short": "i", "bigInteger": "i", "float": "f", "double": "f", "bigDecimal": "f",
	"boolean": "b", "timestamp": "t", "blob": "x", "list": "l", "map": "m", "structure": "o",
}

func (m *model) letter(s *shape) string {
	s = m.resolve(s)
	if s == nil || letters[s.Type] == "" {
		return "o"
	}
	if s.Type == "" && s.Members != nil {
		return "o"
	}
	return letters[s.Type]
}

// streams reports whether a structure has a stream of events, which Step Functions cannot read.
func (m *model) streams(s *shape) bool {
	s = m.resolve(s)
	if s == nil {
		return false
	}
	for _, inner := range s.Members {
		if x := m.resolve(inner); inner.EventStream || x != nil && x.EventStream {
			return true
		}
	}
	return false
}
