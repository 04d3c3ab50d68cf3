package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// literalItems returns how many items a Map has, where the definition itself says it; 0 where that is not known.
func literalItems(p *analyzer.Pass, st *asl.Map) int64 {
	switch {
	case st.ItemReader != nil:
		return 0
	case st.Language == asl.JSONata:
		return itemsIn(p, st)
	default:
		return itemsBefore(p, st)
	}
}

// itemsIn returns the number of items that the Items of a Map of JSONata write out.
func itemsIn(p *analyzer.Pass, st *asl.Map) int64 {
	site := p.Program.Find(st, "Items")
	if site == nil || site.Template == nil {
		return 0
	}
	if e := site.Template.Expression(); e != nil {
		n, _ := e.CountItems()
		return n
	}
	return countItems(st.Items.Node)
}

// itemsBefore returns the number of items of a Map of JSONPath whose array a Pass before it has written out. Where there
// are several, it is the least.
func itemsBefore(p *analyzer.Pass, st *asl.Map) int64 {
	path, ok := namesOf(p, st, "ItemsPath", st.ItemsPath.Set)
	if !ok || st.InputPath.Set || len(p.Graph.In(st)) == 0 {
		return 0
	}
	var least int64
	for i, e := range p.Graph.In(st) {
		pass, ok := e.From.(*asl.Pass)
		if !ok || pass.Language != asl.JSONPath || pass.OutputPath.Set {
			return 0
		}
		n := itemsOf(p, pass, path)
		if i == 0 || n < least {
			least = n
		}
	}
	return least
}

// itemsOf returns the number of items that a Pass puts at a path.
func itemsOf(p *analyzer.Pass, pass *asl.Pass, path []string) int64 {
	at, ok := namesOf(p, pass, "ResultPath", pass.ResultPath.Set)
	if !ok || pass.ResultPath.Null || len(at) > len(path) || !slices.Equal(at, path[:len(at)]) {
		return 0
	}
	n, rest := pass.Parameters.Node, path[len(at):]
	if pass.Result.Set {
		n = pass.Result.Node
	}
	for i, name := range rest {
		if n == nil || n.Kind != source.Object {
			return 0
		}
		if m := n.Member(name + ".$"); m != nil && i == len(rest)-1 && !pass.Result.Set {
			return rangeItems(p, pass, m.Value)
		}
		n = n.Get(name)
	}
	return countItems(n)
}

// namesOf returns the names that the path of a field consists of; none where the field is not set, and false where the path
// is of another kind.
func namesOf(p *analyzer.Pass, st asl.State, field string, set bool) ([]string, bool) {
	if !set {
		return nil, true
	}
	site := p.Program.Find(st, field)
	if site == nil || site.Path == nil || len(site.Refs().Reads) != 1 {
		return nil, false
	}
	ref := site.Refs().Reads[0]
	return ref.Steps, ref.Root == query.Document && ref.Whole
}

// countItems returns how many items an array has that is written out.
func countItems(n *source.Node) int64 {
	if n == nil || n.Kind != source.Array || slices.ContainsFunc(n.Items, asl.IsOpaque) {
		return 0
	}
	return int64(len(n.Items))
}

// rangeItems returns how many items a call of States.ArrayRange in the Parameters of a Pass gives.
func rangeItems(p *analyzer.Pass, pass *asl.Pass, call *source.Node) int64 {
	site := p.Program.Find(pass, "Parameters")
	if site == nil || site.Template == nil {
		return 0
	}
	for _, path := range site.Template.Paths {
		if path.Node() == call {
			n, _ := path.CountItems()
			return n
		}
	}
	return 0
}
