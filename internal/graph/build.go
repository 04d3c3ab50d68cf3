package graph

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// New returns the graph of a definition, which may have errors: a state that doesn't exist is a box of its own. A definition
// without states gives a graph without states.
func New(def *asl.Definition) *Graph {
	b := builder{ids: map[string]int{}}
	return b.machine(def.Machine, "")
}

type builder struct {
	// ids counts how often an id was given: states of the same name in one container are an error, but need a box each.
	ids map[string]int
}

// id returns an identifier for a path.
func (b *builder) id(prefix, path string) string {
	id := prefix + encode(path)
	b.ids[id]++
	if n := b.ids[id]; n > 1 {
		return fmt.Sprintf("%s__%d", id, n)
	}
	return id
}

// encode writes a text in letters and digits, with "_" and two hexadecimal digits for each other byte.
func encode(text string) string {
	var out strings.Builder
	for i := range len(text) {
		c := text[i]
		if '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "_%02x", c)
		}
	}
	return out.String()
}

// A scope is one machine while its graph is built.
type scope struct {
	*builder
	g      *Graph
	prefix string // of the paths of its states
	byName map[string]*State
	end    *State
}

func (b *builder) machine(m *asl.Machine, prefix string) *Graph {
	s := &scope{builder: b, g: &Graph{}, prefix: prefix, byName: map[string]*State{}}
	if len(m.States) == 0 {
		return s.g
	}
	start := &State{ID: b.id("start_", prefix), Kind: Start}
	s.g.States = append(s.g.States, start)
	boxes := make([]*State, len(m.States))
	for i, st := range m.States {
		boxes[i] = s.state(st)
		if _, ok := s.byName[st.Head().Name]; !ok {
			s.byName[st.Head().Name] = boxes[i]
		}
	}
	if m.StartAt.Set && m.StartAt.Value != "" {
		s.link(start, StartLink, 0, m.StartAt.Value, "")
	}
	for i, st := range m.States {
		s.links(boxes[i], st)
	}
	if s.end != nil {
		s.g.States = append(s.g.States, s.end)
	}
	return s.g
}

func (s *scope) state(st asl.State) *State {
	head := st.Head()
	path := s.prefix + head.Name
	kind := Kind(strings.ToLower(st.Kind()))
	if kind == "" {
		kind = Unknown
	}
	box := &State{ID: s.id("state_", path), Kind: kind, Name: source.OneLine(head.Name), Path: source.OneLine(path), key: path}
	box.FullDetail = source.OneLine(detail(st))
	box.Retry, box.RetryDetail = retries(st)
	for i, m := range asl.Machines(st) {
		inner := s.machine(m, path+"/")
		if len(inner.States) == 0 {
			continue
		}
		inner.Name = frameName(st, i)
		box.Graphs = append(box.Graphs, inner)
	}
	s.g.States = append(s.g.States, box)
	return box
}

// frameName says what a machine is to the state that contains it.
func frameName(st asl.State, i int) string {
	if _, ok := st.(*asl.Map); ok {
		return "each item"
	}
	return fmt.Sprintf("branch %d", i+1)
}

// links adds the transitions out of a state, the ordinary ones before those that only errors take.
func (s *scope) links(box *State, st asl.State) {
	if next := asl.Next(st); next != nil {
		switch {
		case next.Next.Set:
			s.link(box, NextLink, 0, next.Next.Value, "")
		case next.End.Set:
			s.toEnd(box)
		}
	}
	if choice, ok := st.(*asl.Choice); ok {
		for i, rule := range choice.Choices.Value {
			s.link(box, RuleLink, i, rule.Next.Value, rule.Words())
		}
		if choice.Default.Set {
			s.link(box, DefaultLink, 0, choice.Default.Value, "else")
		}
	}
	if r := asl.Recover(st); r != nil {
		for i, catcher := range r.Catch.Value {
			s.link(box, CatchLink, i, catcher.Next.Value, asl.ErrorWords(catcher.ErrorEquals.Value))
		}
	}
}

func (s *scope) toEnd(box *State) {
	if s.end == nil {
		s.end = &State{ID: s.id("end_", s.prefix), Kind: End}
	}
	s.add(&Link{From: box, To: s.end, Kind: EndLink})
}

// link adds a link to the state of a name. A name of no state gets a box.
func (s *scope) link(from *State, kind LinkKind, index int, name, label string) {
	to, ok := s.byName[name]
	if !ok {
		shown := source.OneLine(name)
		to = &State{ID: s.id("missing_", s.prefix+name), Kind: Missing, Name: shown, Path: source.OneLine(s.prefix + name), FullDetail: "missing"}
		s.byName[name] = to
		s.g.States = append(s.g.States, to)
	}
	s.add(&Link{From: from, To: to, Kind: kind, Index: index, Full: source.OneLine(label)})
}

func (s *scope) add(l *Link) {
	id := "link_" + strings.TrimPrefix(l.From.ID, "state_") + "_" + string(l.Kind)
	if l.Kind == RuleLink || l.Kind == CatchLink {
		id = fmt.Sprintf("%s_%d", id, l.Index)
	}
	l.ID = id
	s.g.Links = append(s.g.Links, l)
}
