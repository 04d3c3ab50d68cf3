package awsapi

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A Service is one service of the AWS SDK.
type Service struct {
	// Name is what a resource calls it, such as "cloudwatchlogs"; Prefix begins the names of its errors.
	Name, Prefix string
	// Removed is the day from which Step Functions does not offer the service any more, Deprecated the year in which AWS
	// listed it as deprecated, and Dropped the day from which the AWS SDKs do not have it; each is "" in most services.
	Removed, Deprecated, Dropped string

	renamed map[string]string // names of members in this view of the service, by the name in the catalog

	mu      sync.Mutex
	blocks  []*block
	actions map[string]*Action
	shapes  map[int]*Shape
	names   []string
}

// An Action is one call of a service.
type Action struct {
	Name string
	// Errors are without the prefix of the service, sorted. They are not known of every service.
	Errors []string
	// Unsupported reports whether Step Functions does not offer it, Deprecated whether the service deprecates it.
	Unsupported, Deprecated bool

	service *Service
	in, out ref
}

// Input returns the structure of the parameters; nil if the action has none.
func (a *Action) Input() *Shape { return a.service.shape(a.in) }

// Output returns the structure of the result; nil if the action has none.
func (a *Action) Output() *Shape { return a.service.shape(a.out) }

// A block is a part of a service: some of its actions, and those shapes that no block before it has. It is a text in a chunk, in which a
// line with an action stands before the lines of the shapes that are new there.
type block struct {
	chunk       *chunk
	start       int // in the text of the chunk
	firstAction string
	firstShape  int

	text    string
	actions map[string]line
	shapes  []line // by their numbers after that of the first
	errors  []line // of the actions that have others than those before them
}

// A line is a line in a block: where it begins, and the number of the next new shape in it.
type line struct{ start, next int }

// open unpacks a block, and finds its lines. Each "^" is a reference to the next shape.
func (b *block) open() {
	if b.actions != nil {
		return
	}
	b.text, _, _ = strings.Cut(b.chunk.text()[b.start:], "\x00")
	b.actions = map[string]line{}
	next := b.firstShape
	for start := 0; start < len(b.text); {
		end := start + strings.IndexByte(b.text[start:], '\n')
		text := b.text[start:end]
		if text[0] == '>' {
			name, _, _ := strings.Cut(text[1:], " ")
			b.actions[name] = line{start, next}
			if hasErrors(text) {
				b.errors = append(b.errors, line{start, next})
			}
		} else {
			b.shapes = append(b.shapes, line{start, next})
		}
		next += strings.Count(text, "^")
		start = end + 1
	}
}

// at returns the text of a line without its end.
func (b *block) at(l line) string {
	text, _, _ := strings.Cut(b.text[l.start:], "\n")
	return text
}

// Action returns the action of a name such as "startCrawler"; nil if there is none.
func (s *Service) Action(name string) *Action {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := s.actions[name]; ok {
		return a
	}
	i := len(s.blocks) - 1
	for i > 0 && s.blocks[i].firstAction > name {
		i--
	}
	b := s.blocks[i]
	b.open()
	at, ok := b.actions[name]
	if !ok {
		return nil
	}
	if s.actions == nil {
		s.actions = map[string]*Action{}
	}
	a := s.readAction(b, at)
	s.actions[name] = a
	return a
}

// hasErrors reports whether the line of an action spells its errors out.
func hasErrors(text string) bool {
	last := text[strings.LastIndexByte(text, ' ')+1:]
	return strings.Count(text, " ") > 2 && last != "-" && last != "~" && last[0] != '='
}

func (s *Service) readAction(b *block, at line) *Action {
	words := strings.Split(b.at(at)[1:], " ")
	r := reader{next: at.next}
	a := &Action{Name: words[0], service: s, in: r.ref(words[1]), out: r.ref(words[2])}
	for _, word := range words[3:] {
		switch {
		case word == "-":
			a.Unsupported = true
		case word == "~":
			a.Deprecated = true
		case word[0] == '=': // as an action before it has
			n, err := strconv.ParseInt(word[1:], 36, 32)
			if err != nil {
				panic("BUG: the catalog is damaged: " + err.Error())
			}
			a.Errors = s.readAction(b, b.errors[n]).Errors
		default:
			a.Errors = append(a.Errors, word+"Exception")
		}
	}
	return a
}

// Actions returns the names of all actions, sorted.
func (s *Service) Actions() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.names == nil {
		for _, b := range s.blocks {
			b.open()
			for name := range b.actions {
				s.names = append(s.names, name)
			}
		}
		slices.Sort(s.names)
	}
	return slices.Clone(s.names)
}

// shape returns the shape of a reference; nil if there is none.
func (s *Service) shape(r ref) *Shape {
	if r.kind != 0 {
		return plain[r.kind]
	}
	if r.number < 0 {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if x, ok := s.shapes[r.number]; ok {
		return x
	}
	i := len(s.blocks) - 1
	for i > 0 && s.blocks[i].firstShape > r.number {
		i--
	}
	b := s.blocks[i]
	b.open()
	at := b.shapes[r.number-b.firstShape]
	x := s.readShape(b.at(at), at.next)
	if s.shapes == nil {
		s.shapes = map[int]*Shape{}
	}
	s.shapes[r.number] = x
	return x
}
