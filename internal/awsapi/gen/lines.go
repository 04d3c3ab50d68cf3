package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// The form of a file of lines: each line is a service whose names are already those of Step Functions.
type lineService struct {
	Service, Prefix, API, Source, Removed, Deprecated, Dropped string
	Ops                                                        map[string]struct {
		In, Out string
		Err     []string
		Dep     int
		No      string
	}
	Shapes map[string]lineShape
}

type lineShape struct {
	T       string
	M       json.RawMessage
	R, E    []string
	I, K, V json.RawMessage
	N, X    *float64
}

// readLines reads the services of a file of lines, which may be compressed.
func readLines(name string) (map[string]*service, error) {
	file, err := os.Open(name) //nolint:gosec // a path that the caller gave
	if err != nil {
		return nil, fmt.Errorf("read models: %w", err)
	}
	defer func() { _ = file.Close() }()
	var r io.Reader = bufio.NewReader(file)
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return nil, fmt.Errorf("read models: %w", err)
		}
	}
	services := map[string]*service{}
	for d := json.NewDecoder(r); ; {
		var line lineService
		switch err := d.Decode(&line); {
		case err == io.EOF:
			return services, nil
		case err != nil:
			return nil, fmt.Errorf("read models: %w", err)
		}
		if services[line.Service], err = line.service(); err != nil {
			return nil, fmt.Errorf("read models of %s: %w", line.Service, err)
		}
	}
}

func (l *lineService) service() (*service, error) {
	date, _, _ := strings.Cut(l.Source, " ")
	s := &service{
		name: l.Service, prefix: l.Prefix, version: l.API, source: date, removed: l.Removed, deprecated: l.Deprecated, dropped: l.Dropped,
		operations: map[string]*operation{}, shapes: map[string]*shape{},
	}
	for name, o := range l.Ops {
		s.operations[name] = &operation{in: o.In, out: o.Out, errors: o.Err, unsupported: o.No != "", deprecated: o.Dep != 0}
	}
	for name, x := range l.Shapes {
		made, err := x.shape()
		if err != nil {
			return nil, fmt.Errorf("shape %s: %w", name, err)
		}
		s.shapes[name] = made
	}
	return s, nil
}

func (l *lineShape) shape() (*shape, error) {
	s := &shape{kind: l.T, enum: l.E, limits: limits(l.N, l.X)}
	required := map[string]bool{}
	for _, name := range l.R {
		required[name] = true
	}
	for _, part := range []struct {
		text json.RawMessage
		ref  *string
	}{{l.I, &s.value}, {l.K, &s.key}, {l.V, &s.value}} {
		if part.text == nil {
			continue
		}
		m, err := lineMember("", part.text)
		if err != nil {
			return nil, err
		}
		*part.ref = m.ref
	}
	return s, eachMember(l.M, func(name string, text json.RawMessage) error {
		m, err := lineMember(name, text)
		m.required = required[name]
		s.members = append(s.members, m)
		return err
	})
}

// lineMember reads a reference, or an object with one, flags and other names.
func lineMember(name string, text json.RawMessage) (member, error) {
	m := member{name: name}
	if text[0] == '"' {
		return m, json.Unmarshal(text, &m.ref)
	}
	var full struct {
		S, F string
		A    []string
	}
	err := json.Unmarshal(text, &full)
	m.ref, m.aliases, m.json = full.S, full.A, strings.Contains(full.F, "jsonvalue")
	return m, err
}

// eachMember calls fn for the members of an object in their order.
func eachMember(text json.RawMessage, fn func(string, json.RawMessage) error) error {
	if text == nil {
		return nil
	}
	d := json.NewDecoder(strings.NewReader(string(text)))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if err := fn(name.(string), value); err != nil {
			return err
		}
	}
	return nil
}

// limits returns "1..64"; one of both may be missing, and "" says that both are.
func limits(low, high *float64) string {
	if low == nil && high == nil {
		return ""
	}
	text := func(x *float64) string {
		if x == nil {
			return ""
		}
		return strconv.FormatFloat(*x, 'f', -1, 64)
	}
	return text(low) + ".." + text(high)
}
