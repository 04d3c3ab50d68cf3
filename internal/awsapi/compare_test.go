package awsapi

import (
	"bufio"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
)

// TestCompare holds the catalog against one that was made independently and later, from other models. Names that both
// have must be spelled alike; what was added since is missing here. Parameters are spelled by another rule there: it turns
// all capitals in the middle of a name small, which definitions in use do not.
func TestCompare(t *testing.T) {
	services, theirs := readOther(t)
	same, missing, absent := 0, 0, 0
	for _, service := range services {
		ours := Lookup(service.Name)
		if ours == nil {
			absent++
			continue
		}
		if ours.Prefix != service.Prefix {
			t.Errorf("prefix of %s is %s here, %s there", service.Name, ours.Prefix, service.Prefix)
		}
		for name, other := range theirs[service.Name] {
			action := ours.Action(name)
			if action == nil {
				missing++
				continue
			}
			same++
			compareSpelling(t, service.Name+":"+name, action, other)
		}
	}
	t.Logf("catalog: %d actions in both, %d only there, %d services only there", same, missing, absent)
	if same < 14_000 {
		t.Errorf("only %d actions agree", same)
	}
}

func compareSpelling(t *testing.T, name string, ours *Action, theirs *Action) {
	t.Helper()
	for _, m := range theirs.Required {
		for _, own := range ours.Optional {
			if strings.EqualFold(own.Name, m.Name) {
				t.Logf("%s: %s is optional here, required there", name, own.Name)
			}
		}
	}
	for _, e := range theirs.Errors {
		for _, own := range ours.Errors {
			if own != e && strings.EqualFold(own, e) {
				t.Errorf("%s: error %s here, %s there", name, own, e)
			}
		}
	}
}

// readOther reads the catalog that lies outside the repository.
func readOther(t *testing.T) ([]*Service, map[string]map[string]*Action) {
	t.Helper()
	dir := corpus.Dir(t, "ASLCHECK_AWS", "aws")
	file, err := os.Open(filepath.Join(dir, "aws-sdk-catalog.txt.gz"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	var services []*Service
	actions := map[string]map[string]*Action{}
	var a *Action
	lines := bufio.NewScanner(unpacked)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		letter, rest, _ := strings.Cut(lines.Text(), " ")
		switch letter {
		case "S":
			s := &Service{}
			s.Name, s.Prefix, _ = strings.Cut(rest, " ")
			services = append(services, s)
			actions[s.Name] = map[string]*Action{}
		case "A":
			a = &Action{Name: rest}
			actions[services[len(services)-1].Name][rest] = a
		case "R":
			a.Required = members(rest)
		case "O":
			a.Optional = members(rest)
		case "E":
			a.Errors = strings.Fields(rest)
		}
	}
	return services, actions
}
