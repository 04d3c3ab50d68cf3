package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A model is the description of one version of a service in botocore.
type model struct {
	Metadata struct {
		APIVersion string `json:"apiVersion"`
		ServiceID  string `json:"serviceId"`
	} `json:"metadata"`
	Operations map[string]modelOperation `json:"operations"`
	Shapes     map[string]*modelShape    `json:"shapes"`
}

type modelOperation struct {
	Input, Output *modelRef
	Errors        []modelRef
	Deprecated    bool
}

type modelRef struct {
	Shape            string
	JSONValue        bool
	IdempotencyToken bool
	EventStream      bool
}

type modelShape struct {
	Type                  string
	Members               json.RawMessage
	Member, Key, Value    *modelRef
	Required, Enum        []string
	Min, Max              *float64
	Union, Document       bool
	EventStream           bool
	names                 []string // of the members, in their order
	members               map[string]modelRef
	JSONValue, Deprecated bool
}

// readBotocore reads the newest version of each service. What the models do not say stays as in the catalog that is there:
// what Step Functions does not offer, and the services that botocore has dropped.
func readBotocore(dir, date string, old map[string]*service) (map[string]*service, error) {
	var files []string
	for _, pattern := range []string{"*/*/service-2.json*", "data/*/*/service-2.json*", "botocore/data/*/*/service-2.json*"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no models in %s", dir)
	}
	services := map[string]*service{}
	for _, name := range files {
		m, err := readModel(name)
		if err != nil {
			return nil, fmt.Errorf("read model %s: %w", name, err)
		}
		s := m.service(date)
		if known := services[s.name]; m.Metadata.ServiceID != "" && (known == nil || isLater(s.version, known.version)) {
			services[s.name] = s
		}
	}
	for name, s := range old {
		if services[name] == nil {
			if s.dropped == "" {
				s.dropped = date
			}
			services[name] = s
			continue
		}
		services[name].keep(s)
	}
	return services, nil
}

// keep takes over from the catalog what a model does not say.
func (s *service) keep(old *service) {
	s.removed, s.deprecated = old.removed, old.deprecated
	for name, o := range old.operations {
		if made := s.operations[name]; made != nil && o.unsupported {
			made.unsupported = true
		}
	}
}

func readModel(name string) (*model, error) {
	text, err := os.ReadFile(name) //nolint:gosec // a path that the caller gave
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(name, ".gz") {
		r, err := gzip.NewReader(bytes.NewReader(text))
		if err != nil {
			return nil, err
		}
		if text, err = io.ReadAll(r); err != nil {
			return nil, err
		}
	}
	m := &model{}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, err
	}
	for name, x := range m.Shapes {
		x.members = map[string]modelRef{}
		err := eachMember(x.Members, func(inner string, text json.RawMessage) error {
			var ref modelRef
			err := json.Unmarshal(text, &ref)
			x.names, x.members[inner] = append(x.names, inner), ref
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("shape %s: %w", name, err)
		}
	}
	return m, nil
}

func (m *model) service(date string) *service {
	name := serviceName(m.Metadata.ServiceID)
	s := &service{
		name: strings.ToLower(strings.Join(words(name), "")), prefix: pascal(name), version: m.Metadata.APIVersion, source: date,
		operations: map[string]*operation{}, shapes: map[string]*shape{},
	}
	for op, o := range m.Operations {
		made := &operation{deprecated: o.Deprecated}
		for _, part := range []struct {
			from *modelRef
			to   *string
		}{{o.Input, &made.in}, {o.Output, &made.out}} {
			if part.from != nil {
				*part.to = part.from.Shape
				made.unsupported = made.unsupported || m.streams(part.from.Shape)
			}
		}
		for _, x := range o.Errors {
			made.errors = append(made.errors, exception(x.Shape))
		}
		s.operations[action(op)] = made
	}
	for name, x := range m.Shapes {
		if made := m.shape(x); made != nil {
			s.shapes[name] = made
		}
	}
	customize(s)
	return s
}

// streams reports whether a structure has a stream of events, which Step Functions cannot read.
func (m *model) streams(name string) bool {
	x := m.Shapes[name]
	return x != nil && slices.ContainsFunc(x.names, func(inner string) bool {
		ref := x.members[inner]
		return ref.EventStream || m.Shapes[ref.Shape] != nil && m.Shapes[ref.Shape].EventStream
	})
}

// kinds are the types of botocore that have other names here.
var kinds = map[string]string{"": "string", "character": "string", "short": "integer", "bigInteger": "integer", "bigDecimal": "double"}

func (m *model) shape(x *modelShape) *shape {
	s := &shape{kind: x.Type, enum: x.Enum, limits: limits(x.Min, x.Max)}
	if kind, ok := kinds[x.Type]; ok {
		s.kind = kind
	}
	switch {
	case x.Document:
		return &shape{kind: "document"}
	case x.Union:
		s.kind = "union"
	}
	if x.Key != nil {
		s.key = x.Key.Shape
	}
	for _, ref := range []*modelRef{x.Member, x.Value} {
		if ref != nil {
			s.value = ref.Shape
		}
	}
	for _, name := range x.names {
		ref := x.members[name]
		inner := m.Shapes[ref.Shape]
		made := member{
			name: memberName(name), ref: ref.Shape, json: ref.JSONValue || inner != nil && inner.JSONValue,
			required: slices.Contains(x.Required, name) && !ref.IdempotencyToken,
		}
		if plain := strings.TrimSuffix(made.name, "Value"); reserved[plain] && plain+"Value" == made.name {
			made.aliases = []string{plain}
		}
		s.members = append(s.members, made)
	}
	return s
}
