package lint

import (
	"os"
	"path/filepath"

	"github.com/aslcheck/aslcheck/internal/locate"
)

// Inputs returns the files that paths name, or with FILE#NAME a state machine of a template, and those in the directories among them, except those that skip reports.
func Inputs(paths []string, skip func(name string) bool) ([]Input, error) {
	var inputs []Input
	for _, path := range paths {
		if info, err := os.Stat(path); path == "-" || err != nil || !info.IsDir() {
			name, machine := locate.SplitName(path, locate.IsFile)
			inputs = append(inputs, Input{Path: name, Machine: machine, Named: true, Root: filepath.Dir(name)})
			continue
		}
		err := locate.Walk(path, func(name string) error {
			if !skip(name) {
				inputs = append(inputs, Input{Path: name, Root: path})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return inputs, nil
}
