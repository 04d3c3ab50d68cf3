package files

import (
	"io/fs"
	"os"
	"slices"
)

// A Set is a set of files, whatever their names are: a link is the file that it leads to. The zero value is empty.
type Set struct {
	names []string
	infos []fs.FileInfo // of the first names, nil for a file that doesn't exist
}

// Add adds files by their names.
func (s *Set) Add(names ...string) { s.names = append(s.names, names...) }

// Has reports whether a name means a file of the set that exists.
func (s *Set) Has(name string) bool {
	info, err := os.Stat(name)
	if err != nil {
		return false
	}
	for _, added := range s.names[len(s.infos):] {
		other, _ := os.Stat(added) // nil with an error
		s.infos = append(s.infos, other)
	}
	return slices.ContainsFunc(s.infos, func(other fs.FileInfo) bool { return other != nil && os.SameFile(info, other) })
}
