package source

import (
	"path/filepath"
	"strings"
)

// Parse parses a file as what it is: YAML when its name ends in .yaml or .yml, JSON when it ends in .json or .asl, and
// otherwise JSON when its text starts as JSON does, with a bracket, a quote or a comment of slashes.
func Parse(f *File) (*Node, Diagnostics) {
	switch strings.ToLower(filepath.Ext(f.Name)) {
	case ".yaml", ".yml":
		return ParseYAML(f)
	case ".json", ".asl":
		return ParseJSON(f)
	}
	text := strings.TrimLeft(strings.TrimPrefix(f.Text, byteOrderMark), " \t\r\n")
	if text == "" || strings.IndexByte(`{["/`, text[0]) >= 0 {
		return ParseJSON(f)
	}
	return ParseYAML(f)
}
