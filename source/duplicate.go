package source

import "fmt"

// hashFrom is the number of members from which duplicate keys are found by hash. Below it, comparing all pairs is faster.
const hashFrom = 16

// duplicates finds keys that occur more than once in an object. The zero value is ready for one file.
type duplicates struct {
	count int
}

// check returns a diagnostic for every member of n whose key occurred before, with the key as its Pointer.
func (ds *duplicates) check(n *Node) Diagnostics {
	if ds.count > MaxDuplicateKeys {
		return nil
	}
	var found Diagnostics
	if len(n.Members) >= hashFrom {
		firsts := make(map[string]int, len(n.Members))
		for i := range n.Members {
			if first, ok := firsts[n.Members[i].Key]; ok {
				ds.report(&found, n, first, i)
			} else {
				firsts[n.Members[i].Key] = i
			}
		}
		return found
	}
	for i := 1; i < len(n.Members); i++ {
		for first := range i {
			if n.Members[first].Key == n.Members[i].Key {
				ds.report(&found, n, first, i)
				break
			}
		}
	}
	return found
}

func (ds *duplicates) report(found *Diagnostics, n *Node, first, i int) {
	ds.count++
	if ds.count > MaxDuplicateKeys+1 {
		return
	}
	m := &n.Members[i]
	d := Diagnostic{Span: m.KeySpan, Severity: Error, Rule: RuleDuplicateKey, Pointer: m.Key}
	if ds.count > MaxDuplicateKeys {
		d.Message = "too many duplicate keys; the rest are not shown"
	} else {
		d.Message = fmt.Sprintf("duplicate key %q", Clip(m.Key, MaxShown))
		d.Related = []Related{{Span: n.Members[first].KeySpan, Message: "first given here"}}
	}
	found.Add(d)
}
