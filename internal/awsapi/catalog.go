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
	index, words string
	chunks       []*chunk
	mu           sync.Mutex
	opened       map[string]*Service
}

// A chunk is a compressed part of the catalog, which several services may share.
type chunk struct {
	packed string
	text   func() string
}

// theCatalog reads what begins the file: a line with the date and the sizes of index and dictionary, a line with the sizes of the
// chunks, the index, and the dictionary.
var theCatalog = sync.OnceValue(func() *catalog {
	line, rest, _ := strings.Cut(catalogText, "\n")
	head := strings.Fields(line)
	if len(head) != 3 {
		panic("BUG: the catalog is damaged")
	}
	sizes, rest, _ := strings.Cut(rest, "\n")
	index, words := number(head[1]), number(head[2])
	c := &catalog{index: "\n" + rest[:index], words: rest[index : index+words], opened: map[string]*Service{}}
	packed := rest[index+words:]
	for size := range strings.SplitSeq(sizes, " ") {
		n := number(size)
		one := &chunk{packed: packed[:n]}
		one.text = sync.OnceValue(func() string { return c.unpack(one.packed) })
		c.chunks = append(c.chunks, one)
		packed = packed[n:]
	}
	return c
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

// open reads the line of a service in the index: name, prefix, marks, and for each block the chunk, and where it begins
// there; all but the first have their first action and the number of their first shape before.
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
	s.blocks = []*block{{chunk: c.chunks[number(words[3])], start: number(words[4])}}
	for words = words[5:]; len(words) > 0; words = words[4:] {
		s.blocks = append(s.blocks, &block{
			firstAction: words[0], firstShape: number(words[1]), chunk: c.chunks[number(words[2])], start: number(words[3]),
		})
	}
	return s
}

// unpack returns the text of a chunk.
func (c *catalog) unpack(packed string) string {
	r := flate.NewReaderDict(strings.NewReader(packed), []byte(c.words))
	var text bytes.Buffer
	if _, err := io.Copy(&text, r); err != nil {
		panic(fmt.Sprintf("BUG: the catalog is damaged: %v", err))
	}
	return text.String()
}
