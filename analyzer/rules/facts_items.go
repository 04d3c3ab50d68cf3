package rules

import (
	"slices"
	"strconv"
	"strings"

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
		return countItems(st.Items.Node)
	default:
		return itemsBefore(p, st)
	}
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
			return countRange(m.Value)
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

// countItems returns how many items an array has that is written out, or that is a range of JSONata.
func countItems(n *source.Node) int64 {
	switch {
	case n == nil || n.Kind == source.Array && slices.ContainsFunc(n.Items, asl.IsOpaque):
		return 0
	case n.Kind == source.Array:
		return int64(len(n.Items))
	case n.Kind == source.String && asl.IsExpression(n.Text):
		text := strings.TrimSpace(n.Text[2 : len(n.Text)-2])
		if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") {
			return 0
		}
		from, to, _ := strings.Cut(text[1:len(text)-1], "..")
		return countNumbers(from, to, "1")
	default:
		return 0
	}
}

// countRange returns how many items a call of States.ArrayRange with numbers gives.
func countRange(n *source.Node) int64 {
	text, ok := strings.CutPrefix(n.Text, "States.ArrayRange(")
	numbers := strings.Split(strings.TrimSuffix(text, ")"), ",")
	if !ok || len(numbers) != 3 {
		return 0
	}
	return countNumbers(numbers[0], numbers[1], numbers[2])
}

// countNumbers returns how many numbers there are from one to another in steps; 0 where they are no numbers.
func countNumbers(from, to, step string) int64 {
	a, errFrom := strconv.ParseInt(strings.TrimSpace(from), 10, 32)
	b, errTo := strconv.ParseInt(strings.TrimSpace(to), 10, 32)
	by, errStep := strconv.ParseInt(strings.TrimSpace(step), 10, 32)
	if errFrom != nil || errTo != nil || errStep != nil || by < 1 || b < a {
		return 0
	}
	return (b-a)/by + 1
}
