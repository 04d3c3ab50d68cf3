package asltest

import (
	"bytes"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
)

// coverDir is the environment variable with the directory for profiles, as GOCOVERDIR is for Go's own.
const coverDir = "ASL_COVERDIR"

// theCoverage collects what all tests of the binary reach, since a profile is about all of them.
var theCoverage collector

// A collector merges coverage and writes it to the file of -asl.coverprofile, or into the directory of ASL_COVERDIR.
type collector struct {
	mu      sync.Mutex
	profile coverage.Profile
}

func (c *collector) add(def *asl.Definition, x *simulator.Execution) error {
	name := profileName()
	if name == "" {
		return nil
	}
	counter := coverage.New(def)
	counter.Count(x)
	one := counter.Definition()
	one.Name = inModule(one.Name)
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.profile.Merge(&coverage.Profile{Definitions: []coverage.Definition{one}}); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := c.profile.Write(&b); err != nil {
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}

// cover adds an execution to the coverage.
func cover(tb testing.TB, def *asl.Definition, x *simulator.Execution) {
	tb.Helper()
	if err := theCoverage.add(def, x); err != nil {
		tb.Errorf("coverage: %v", err)
	}
}

// profileName returns the file for the profile of this test binary, "" for none. In a directory each package has its own,
// so that those of 'go test ./...' don't overwrite each other.
func profileName() string {
	name := *coverProfile
	dir := os.Getenv(coverDir)
	if name != "" {
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			return name
		}
		dir = name
	}
	if dir == "" {
		return ""
	}
	pkg := inModule(".")
	if pkg == "." {
		pkg = "root"
	}
	return filepath.Join(dir, strings.ReplaceAll(pkg, "/", "_")+".json")
}

// inModule returns the name of a file relative to the module, so that two packages may have files of the same name. Outside of a
// module it returns the name itself.
func inModule(name string) string {
	here, err := os.Getwd()
	if err != nil {
		return name
	}
	root := here
	for {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(root) == root {
			return name
		}
		root = filepath.Dir(root)
	}
	full := filepath.FromSlash(name)
	if !filepath.IsAbs(full) {
		full = filepath.Join(here, full)
	}
	below, err := filepath.Rel(root, full)
	if err != nil || !filepath.IsLocal(below) {
		return path.Base(filepath.ToSlash(name))
	}
	return filepath.ToSlash(below)
}
