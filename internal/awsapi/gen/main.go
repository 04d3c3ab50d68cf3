// Command gen makes the catalog of the AWS SDK in the folder above it from the models in two packages of public
// registries: the npm package aws-sdk 2.x, which has the newest parameters and results, and Debian's python3-botocore,
// which also has errors.
//
//	npm pack aws-sdk@2.1693.0 && tar xzf aws-sdk-2.1693.0.tgz
//	apt-get download python3-botocore && dpkg-deb -x python3-botocore_*.deb botocore
//	go run ./internal/awsapi/gen -npm package/apis -botocore botocore/usr/lib/python3/dist-packages/botocore/data
package main

import (
	"bytes"
	"compress/flate"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

func main() {
	npm := flag.String("npm", "", "folder apis of the npm package aws-sdk")
	botocore := flag.String("botocore", "", "folder data of botocore")
	out := flag.String("o", "internal/awsapi/catalog.bin", "file to write")
	flag.Parse()
	if *npm == "" || *botocore == "" {
		log.Print("the catalog is unchanged: set both -npm and -botocore to regenerate it")
		return
	}
	if err := run(*npm, *botocore, *out); err != nil {
		log.Fatal(err)
	}
}

func run(npm, botocore, out string) error {
	services := map[string]*service{}
	for _, pattern := range []string{filepath.Join(npm, "*.min.json"), filepath.Join(botocore, "*", "*", "service-2.json")} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			return fmt.Errorf("no models at %s", pattern)
		}
		if err := read(services, files); err != nil {
			return err
		}
	}
	packed, err := pack(services)
	if err != nil {
		return err
	}
	actions := 0
	for _, s := range services {
		actions += len(s.actions)
	}
	log.Printf("%d services, %d actions, %d bytes", len(services), actions, len(packed))
	return os.WriteFile(out, packed, 0o644)
}

// pack writes a line with the sizes of index and dictionary, the index, the dictionary, and one compressed block for
// each service. A line of the index holds resource, prefix, offset and length of the block.
func pack(services map[string]*service) ([]byte, error) {
	names := sortedKeys(services)
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = services[name].text()
	}
	words := dictionary(texts)
	var index, blocks bytes.Buffer
	for i, name := range names {
		start := blocks.Len()
		w, err := flate.NewWriterDict(&blocks, flate.BestCompression, []byte(words))
		if err != nil {
			return nil, fmt.Errorf("compress: %w", err)
		}
		if _, err := w.Write([]byte(texts[i])); err != nil {
			return nil, fmt.Errorf("compress %s: %w", name, err)
		}
		if err := w.Close(); err != nil {
			return nil, fmt.Errorf("compress %s: %w", name, err)
		}
		fmt.Fprintf(&index, "%s %s %d %d\n", name, services[name].prefix, start, blocks.Len()-start)
	}
	head := fmt.Sprintf("%d %d\n", index.Len(), len(words))
	return slices.Concat([]byte(head), index.Bytes(), []byte(words), blocks.Bytes()), nil
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// text returns the lines of a service: A action, R required parameters, O optional ones, M members of the result,
// E errors.
func (s *service) text() string {
	var b strings.Builder
	for _, name := range sortedKeys(s.actions) {
		e := s.actions[name]
		b.WriteString("A " + name + "\n")
		for _, line := range []struct {
			letter string
			words  []string
		}{{"R", e.required}, {"O", e.optional}, {"M", e.results}, {"E", e.errors}} {
			if len(line.words) > 0 {
				b.WriteString(line.letter + " " + strings.Join(line.words, " ") + "\n")
			}
		}
	}
	return b.String()
}

// dictionarySize is how much of its dictionary the compression can reach.
const dictionarySize = 24 << 10

// dictionary returns the words that save most when every service shares them, the best ones last, where references to
// them are shortest.
func dictionary(texts []string) string {
	counts := map[string]int{}
	for _, text := range texts {
		seen := map[string]bool{}
		for _, word := range strings.Fields(text) {
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
	return strings.Join(words, " ")
}
