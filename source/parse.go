package source

import (
	"path/filepath"
	"strings"
)

// Parse parses a file as YAML if its name ends in .yaml or .yml, and as JSON if it ends in .json or .asl. Otherwise it's JSON if
// the text starts with a bracket, a quote or a comment with slashes, and YAML if not.
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
