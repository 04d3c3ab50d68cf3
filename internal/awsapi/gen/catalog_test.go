package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCurrent packs the texts, and compares with the file that is embedded.
func TestCurrent(t *testing.T) {
	services, err := readCatalog(filepath.Join("..", "catalog"))
	if err != nil {
		t.Fatal(err)
	}
	packed, err := pack(services)
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := os.ReadFile(filepath.Join("..", "catalog.bin"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(packed, embedded) {
		t.Error("catalog.bin is not packed from the texts in catalog: run go generate ./internal/awsapi")
	}
	if limit := 3_000_000; len(packed) > limit {
		t.Errorf("catalog.bin has %d bytes, more than %d", len(packed), limit)
	}
	for name, s := range services {
		text, err := os.ReadFile(filepath.Join("..", "catalog", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(text), s.text()); diff != "" {
			t.Errorf("%s is not as the generator writes it:\n%s", name, diff)
		}
	}
}

const oldCatalog = `service gone Gone 2001-01-01 2020-02-02
operation stay - -
service boats Boats 2001-01-01 2020-02-02 removed=2024-01-01
operation sail SailRequest - unsupported
shape SailRequest structure
  Old string
`

const boats = `{
  "metadata": {"apiVersion": "2002-02-02", "serviceId": "Amazon Boats"},
  "operations": {
    "Sail": {"name": "Sail", "input": {"shape": "SailRequest"}, "output": {"shape": "SailResponse"}, "errors": [{"shape": "DBStorm"}]},
    "Look": {"name": "Look", "input": {"shape": "LookRequest"}, "output": {"shape": "LookResponse"}, "deprecated": true}
  },
  "shapes": {
    "SailRequest": {"type": "structure", "required": ["BoatARN", "clientToken"], "members": {
      "BoatARN": {"shape": "Arn"}, "clientToken": {"shape": "String", "idempotencyToken": true}, "DBWind": {"shape": "Wind"},
      "crew": {"shape": "Crew"}, "notes": {"shape": "Notes"}, "equals": {"shape": "Depth"}}},
    "SailResponse": {"type": "structure", "members": {"boatArn": {"shape": "Arn"}, "name": {"shape": "Name"}, "more": {"shape": "More"}}},
    "LookRequest": {"type": "structure", "members": {}},
    "LookResponse": {"type": "structure", "members": {"stream": {"shape": "Stream"}}},
    "Stream": {"type": "structure", "members": {}, "eventstream": true},
    "Arn": {"type": "string", "min": 1, "max": 20, "pattern": "arn.*"},
    "Name": {"type": "string", "max": 9},
    "String": {"type": "string"},
    "Depth": {"type": "float", "min": 0.5},
    "Wind": {"type": "string", "enum": ["NORTH", "SOUTH WEST"]},
    "Crew": {"type": "list", "member": {"shape": "SailRequest"}, "max": 5},
    "Notes": {"type": "map", "key": {"shape": "String"}, "value": {"shape": "More"}},
    "More": {"type": "structure", "document": true, "members": {}}
  }
}`

// newCatalog is what boats make of oldCatalog.
const newCatalog = `service boats Boats 2002-02-02 2026-01-01 removed=2024-01-01
operation look LookRequest LookResponse unsupported deprecated
operation sail SailRequest SailResponse unsupported
  ! DbStormException
shape Arn string 1..20
shape Crew list SailRequest ..5
shape Depth float 0.5..
shape LookRequest structure
shape LookResponse structure
  Stream Stream
shape Notes map string document
shape SailRequest structure
  BoatARN Arn required
  ClientToken string
  DbWind Wind
  Crew Crew
  Notes Notes
  EqualsValue Depth or=Equals
shape SailResponse structure
  BoatArn Arn
  Name string
  More document
shape Stream structure
shape Wind string
  = NORTH
  = SOUTH WEST
service gone Gone 2001-01-01 2020-02-02 dropped=2026-01-01
operation stay - -
`

// TestBotocore reads a model of botocore over an older catalog. What the model does not say stays, and so do the services
// that botocore has dropped.
func TestBotocore(t *testing.T) {
	dir := t.TempDir()
	model := filepath.Join(dir, "botocore", "data", "boats", "2002-02-02", "service-2.json")
	if err := os.MkdirAll(filepath.Dir(model), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(model, []byte(boats), 0o600); err != nil {
		t.Fatal(err)
	}
	texts := filepath.Join(dir, "catalog")
	if err := os.MkdirAll(texts, 0o755); err != nil {
		t.Fatal(err)
	}
	for i, text := range strings.SplitAfter(oldCatalog, "operation stay - -\n") {
		if err := os.WriteFile(filepath.Join(texts, []string{"gone.txt", "boats.txt"}[i]), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(dir, "2026-01-01", dir); err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, name := range []string{"boats.txt", "gone.txt"} {
		text, err := os.ReadFile(filepath.Join(texts, name))
		if err != nil {
			t.Fatal(err)
		}
		got.Write(text)
	}
	if diff := cmp.Diff(newCatalog, got.String()); diff != "" {
		t.Error(diff)
	}
}

func TestReadTextErrors(t *testing.T) {
	for _, text := range []string{"servise a\n", "shape A strange\n", "shape A list\n", "  = A\n", "service a A 1 2 sold=3\n", "shape A structure\n  B\n"} {
		if _, err := readText(text); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}
