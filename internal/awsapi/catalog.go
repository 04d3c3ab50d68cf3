package awsapi

import (
	"bytes"
	"compress/flate"
	_ "embed" // for the catalog
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
)

//go:embed catalog.bin
var catalogText string

// catalog opens services when they are asked for, and keeps them: they never change.
type catalog struct {
	date                 string
	index, words, blocks string
	mu                   sync.Mutex
	opened               map[string]*Service
}

var theCatalog = sync.OnceValue(func() *catalog {
	line, rest, _ := strings.Cut(catalogText, "\n")
	head := strings.Fields(line)
	if len(head) != 3 {
		panic("BUG: the catalog is damaged")
	}
	index, words := number(head[1]), number(head[2])
	return &catalog{
		date: head[0], index: "\n" + rest[:index], words: rest[index : index+words], blocks: rest[index+words:], opened: map[string]*Service{},
	}
})

// number reads a number that the generator wrote.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic("BUG: the catalog is damaged: " + err.Error())
	}
	return n
}

// Date returns the day of the newest models in the catalog, such as "2026-08-07".
func Date() string {
	date, _, _ := strings.Cut(catalogText, " ")
	return date
}

// Counts returns the numbers of services and of actions in the catalog. It opens all of them.
func Counts() (services, actions int) {
	for _, name := range Services() {
		services++
		actions += len(Lookup(name).Actions())
	}
	return services, actions
}

// Lookup returns the service that a resource calls name; nil if there is none in the catalog.
func Lookup(name string) *Service { return theCatalog().lookup(name, "", nil) }

// lookup returns a service some of whose members have other names, as a view tells.
func (c *catalog) lookup(name, view string, renamed map[string]string) *Service {
	c.mu.Lock()
	defer c.mu.Unlock()
	s, ok := c.opened[name+view]
	if !ok && name != "" && !strings.ContainsAny(name, " \n") {
		if s = c.open(name); s != nil {
			s.renamed = renamed
			c.opened[name+view] = s
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

// open reads the line of a service in the index: name, prefix, marks and for each block the first action, the number of
// the first shape, and the length; the offset of the first
// block stands before them.
func (c *catalog) open(name string) *Service {
	at := strings.Index(c.index, "\n"+name+" ")
	if at < 0 {
		return nil
	}
	line, _, _ := strings.Cut(c.index[at+1:], "\n")
	words := strings.Split(line, " ")
	s := &Service{Name: words[0], Prefix: words[1]}
	for mark := range strings.SplitSeq(words[2], ",") {
		if mark == "" {
			continue
		}
		switch mark[0] {
		case 'r':
			s.Removed = mark[1:]
		case 'd':
			s.Deprecated = mark[1:]
		case 'x':
			s.Dropped = mark[1:]
		}
	}
	start := number(words[3])
	for words = words[4:]; len(words) > 0; words = words[3:] {
		length := number(words[2])
		s.blocks = append(s.blocks, &block{
			packed: c.blocks[start : start+length], firstAction: words[0], firstShape: number(words[1]),
		})
		start += length
	}
	return s
}

// unpack returns the text of a block.
func (c *catalog) unpack(packed string) string {
	r := flate.NewReaderDict(strings.NewReader(packed), []byte(c.words))
	var text bytes.Buffer
	if _, err := io.Copy(&text, r); err != nil {
		panic(fmt.Sprintf("BUG: the catalog is damaged: %v", err))
	}
	return text.String()
}
