package main

import (
	"bytes"
	"compress/flate"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// The packed catalog is what awsapi embeds: a line with the newest date and the sizes of index and dictionary, a line with the
// sizes of the chunks, the index, the dictionary, and the compressed chunks. A line of the index has the name of a service, its
// prefix, its marks, and for each of its blocks the chunk and where the block begins in it, after the first operation and the
// number of the first shape, which the first block does not need. A block ends with a byte 0. Services share chunks, which compresses better.
//
// A block holds lines of operations, each followed by the lines of the shapes that it reaches and no operation before it
// reached. Shapes have no names: they are numbered in the order of their lines. A reference is the letter of a kind, "^" for
// the next shape that nothing referred to before, or the number of another in base 36. Counting the "^" therefore gives the
// number of each line, and a reader needs no more than the block that has it.

// maxBlock is the size up to which a block takes further operations, and a chunk further blocks: small, so that opening one is
// quick.
const maxBlock = 32 << 10

// A packer writes the blocks of a service.
type packer struct {
	service *service
	numbers map[string]int
	same    map[string]int // numbers of shapes without members, by what they say
	queue   []string
	next    int
	blocks  []block
	err     error
}

type block struct {
	operation string
	shape     int
	text      strings.Builder
	errors    map[string]int // numbers of lists of errors
}

func (s *service) blocks() ([]block, error) {
	p := &packer{service: s, numbers: map[string]int{}, same: map[string]int{}}
	for i, name := range sortedKeys(s.operations) {
		if i == 0 || p.text().Len() > maxBlock {
			p.blocks = append(p.blocks, block{operation: name, shape: p.next, errors: map[string]int{}})
		}
		o := s.operations[name]
		fmt.Fprintf(p.text(), ">%s %s %s", name, p.ref(o.in), p.ref(o.out))
		p.text().WriteString(mark(o.unsupported, "-") + mark(o.deprecated, "~"))
		p.errors(o.errors)
		p.text().WriteByte('\n')
		for len(p.queue) > 0 {
			x := s.shapes[p.queue[0]]
			p.queue = p.queue[1:]
			p.shape(x)
		}
	}
	return p.blocks, p.err
}

// errors writes the errors of an operation, or the number of the operation of the block that has the same ones.
func (p *packer) errors(names []string) {
	b := &p.blocks[len(p.blocks)-1]
	var text strings.Builder
	for _, e := range names {
		text.WriteString(" " + strings.TrimSuffix(e, "Exception"))
	}
	number, known := b.errors[text.String()]
	switch {
	case text.Len() == 0:
	case known:
		b.text.WriteString(" =" + strconv.FormatInt(int64(number), 36))
	default:
		b.errors[text.String()] = len(b.errors)
		b.text.WriteString(text.String())
	}
}

func (p *packer) text() *strings.Builder { return &p.blocks[len(p.blocks)-1].text }

// ref returns a reference, and puts a new shape into the queue.
func (p *packer) ref(name string) string {
	x := p.service.shapes[name]
	if x == nil {
		if name == "" {
			return "-"
		}
		return string(letters[name])
	}
	if number, known := p.numbers[name]; known {
		return strconv.FormatInt(int64(number), 36)
	}
	if len(x.refs()) == 0 && len(x.members) == 0 {
		content := x.kind + " " + x.limits + " " + strings.Join(x.enum, "\t")
		if number, known := p.same[content]; known {
			p.numbers[name] = number
			return strconv.FormatInt(int64(number), 36)
		}
		p.same[content] = p.next
	}
	p.numbers[name] = p.next
	p.next++
	p.queue = append(p.queue, name)
	return "^"
}

func (p *packer) shape(x *shape) {
	b := p.text()
	b.WriteByte(letters[x.kind])
	for _, m := range x.members {
		b.WriteString(m.name)
		to := p.ref(m.ref) + strings.TrimPrefix(mark(m.json, "$"), " ")
		if to == string(letters["string"]) { // most are
			to = ""
		}
		switch {
		case m.required:
			b.WriteString("!" + to)
		case to != "":
			b.WriteString(":" + to)
		}
		for _, other := range m.aliases {
			b.WriteString("|" + other)
		}
		b.WriteByte(',')
	}
	for _, ref := range []string{x.key, x.value} {
		if ref != "" {
			b.WriteString(p.ref(ref) + ",")
		}
	}
	b.WriteString(x.limits)
	if len(x.enum) > 0 {
		values := strings.Join(x.enum, "\t")
		if strings.ContainsAny(values, "^\n") {
			p.err = fmt.Errorf("%q cannot be packed", values)
		}
		b.WriteString("=" + values)
	}
	b.WriteByte('\n')
}

// pack returns the packed form of a catalog, the same for the same services.
func pack(services map[string]*service) ([]byte, error) {
	var index bytes.Buffer
	var texts []string
	chunks := []*strings.Builder{{}}
	date := ""
	for _, name := range sortedKeys(services) {
		blocks, err := services[name].blocks()
		if err != nil {
			return nil, fmt.Errorf("pack %s: %w", name, err)
		}
		date = max(date, services[name].source)
		index.WriteString(services[name].indexed())
		for i := range blocks {
			text := blocks[i].text.String()
			texts = append(texts, text)
			chunk := chunks[len(chunks)-1]
			if chunk.Len() > 0 && chunk.Len()+len(text) > maxBlock {
				chunk = &strings.Builder{}
				chunks = append(chunks, chunk)
			}
			if i > 0 {
				fmt.Fprintf(&index, " %s %d", blocks[i].operation, blocks[i].shape)
			}
			fmt.Fprintf(&index, " %d %d", len(chunks)-1, chunk.Len())
			chunk.WriteString(text + "\x00")
		}
		index.WriteByte('\n')
	}
	words := dictionary(texts)
	var sizes, packed bytes.Buffer
	for _, chunk := range chunks {
		start := packed.Len()
		if err := deflate(&packed, chunk.String(), words); err != nil {
			return nil, fmt.Errorf("compress: %w", err)
		}
		fmt.Fprintf(&sizes, "%d ", packed.Len()-start)
	}
	head := fmt.Sprintf("%s %d %d\n%s\n", date, index.Len(), len(words), strings.TrimSpace(sizes.String()))
	return slices.Concat([]byte(head), index.Bytes(), []byte(words), packed.Bytes()), nil
}

// indexed returns the beginning of a service's line in the index. The marks are r, d and x for removed, deprecated and
// dropped, each with its date.
func (s *service) indexed() string {
	var marks strings.Builder
	for _, m := range [][2]string{{"r", s.removed}, {"d", s.deprecated}, {"x", s.dropped}} {
		if m[1] != "" {
			marks.WriteString(m[0] + m[1] + ",")
		}
	}
	return s.name + " " + s.prefix + " " + orDash(marks.String())
}

func deflate(to *bytes.Buffer, text, words string) error {
	w, err := flate.NewWriterDict(to, flate.BestCompression, []byte(words))
	if err != nil {
		return err
	}
	if _, err := w.Write([]byte(text)); err != nil {
		return err
	}
	return w.Close()
}

// dictionarySize is how much of its dictionary the compression can reach.
const dictionarySize = 20 << 10

// dictionary returns the words that save most when every service shares them, the best ones last, where references to
// them are shortest.
func dictionary(texts []string) string {
	counts := map[string]int{}
	for _, text := range texts {
		seen := map[string]bool{}
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n,=\t>{|[<", r) }) {
			if !seen[word] && len(word) > 3 {
				seen[word] = true
				counts[word]++
			}
		}
	}
	words := sortedKeys(counts)
	sort.SliceStable(words, func(i, j int) bool { return counts[words[i]]*len(words[i]) > counts[words[j]]*len(words[j]) })
	size, end := 0, 0
	for end < len(words) && size+len(words[end])+1 <= dictionarySize {
		size += len(words[end]) + 1
		end++
	}
	words = words[:end]
	slices.Reverse(words)
	return strings.Join(words, ",")
}
