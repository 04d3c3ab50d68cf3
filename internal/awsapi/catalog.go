package awsapi

import (
	"bytes"
	"compress/flate"
	_ "embed" // for the catalog
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

//go:embed catalog.bin
var catalogText string

// A Kind is the type of a parameter or result.
type Kind byte

// The kinds, with the letters of the catalog.
const (
	String    Kind = 's'
	Integer   Kind = 'i'
	Float     Kind = 'f'
	Boolean   Kind = 'b'
	Timestamp Kind = 't'
	Blob      Kind = 'x'
	List      Kind = 'l'
	Map       Kind = 'm'
	Structure Kind = 'o'
)

// A Service is one service of the AWS SDK.
type Service struct {
	// Name is what a resource calls it, such as "cloudwatchlogs"; Prefix begins the names of its errors.
	Name, Prefix string

	actions map[string]*Action
	names   []string
}

// A Member is a parameter or a result with its type.
type Member struct {
	Name string
	Kind Kind
}

// An Action is one call of a service. Its lists are sorted by name.
type Action struct {
	Name                        string
	Required, Optional, Results []Member
	// Errors are without the prefix of the service. They are not known of every service.
	Errors []string
}

// Action returns the action of a name such as "startCrawler"; nil if there is none.
func (s *Service) Action(name string) *Action { return s.actions[name] }

// Actions returns the names of all actions, sorted.
func (s *Service) Actions() []string { return slices.Clone(s.names) }

// Parameter returns the parameter of a name; nil if there is none.
func (a *Action) Parameter(name string) *Member {
	if m := find(a.Required, name); m != nil {
		return m
	}
	return find(a.Optional, name)
}

// Result returns the member of the result of a name; nil if there is none.
func (a *Action) Result(name string) *Member { return find(a.Results, name) }

func find(members []Member, name string) *Member {
	for i := range members {
		if members[i].Name == name {
			return &members[i]
		}
	}
	return nil
}

// catalog unpacks services when they are asked for, and keeps them: they never change.
type catalog struct {
	index, words, blocks string
	mu                   sync.Mutex
	opened               map[string]*Service
}

var theCatalog = sync.OnceValue(func() *catalog {
	var index, words int
	line, rest, _ := strings.Cut(catalogText, "\n")
	if _, err := fmt.Sscanf(line, "%d %d", &index, &words); err != nil || len(rest) < index+words {
		panic("BUG: the catalog is damaged")
	}
	return &catalog{
		index: "\n" + rest[:index], words: rest[index : index+words], blocks: rest[index+words:], opened: map[string]*Service{},
	}
})

// Lookup returns the service that a resource calls name, nil if there is none in the catalog.
func Lookup(name string) *Service {
	c := theCatalog()
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.opened[name]
	if !ok && name != "" && !strings.ContainsAny(name, " \n") {
		if s = c.open(name); s != nil {
			c.opened[name] = s
		}
	}
	return s
}

// Services returns the names of all services, sorted.
func Services() []string {
	var names []string
	for line := range strings.Lines(theCatalog().index[1:]) {
		name, _, _ := strings.Cut(line, " ")
		names = append(names, name)
	}
	return names
}

func (c *catalog) open(name string) *Service {
	at := strings.Index(c.index, "\n"+name+" ")
	if at < 0 {
		return nil
	}
	line, _, _ := strings.Cut(c.index[at+1:], "\n")
	s := &Service{actions: map[string]*Action{}}
	var start, length int
	if _, err := fmt.Sscanf(line, "%s %s %d %d", &s.Name, &s.Prefix, &start, &length); err != nil {
		panic("BUG: the catalog is damaged")
	}
	r := flate.NewReaderDict(strings.NewReader(c.blocks[start:start+length]), []byte(c.words))
	var text bytes.Buffer
	if _, err := io.Copy(&text, r); err != nil {
		panic("BUG: the catalog is damaged")
	}
	s.read(text.String())
	return s
}

func (s *Service) read(text string) {
	var a *Action
	for line := range strings.Lines(text) {
		rest := strings.TrimSuffix(line[2:], "\n")
		switch line[0] {
		case 'A':
			a = &Action{Name: rest}
			s.actions[rest] = a
			s.names = append(s.names, rest)
		case 'R':
			a.Required = members(rest)
		case 'O':
			a.Optional = members(rest)
		case 'M':
			a.Results = members(rest)
		case 'E':
			a.Errors = strings.Fields(rest)
		}
	}
}

func members(text string) []Member {
	out := make([]Member, 0, strings.Count(text, " ")+1)
	for word := range strings.SplitSeq(text, " ") {
		name, kind, _ := strings.Cut(word, ":")
		out = append(out, Member{Name: name, Kind: Kind(kind[0])})
	}
	return out
}
