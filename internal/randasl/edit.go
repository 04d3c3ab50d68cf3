package randasl

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
)

// Edited returns the definition of a seed with up to three random edits, most of which make it wrong: members that are
// missing, new, misspelled or of another kind, and strings from elsewhere.
func Edited(seed uint64) *Definition {
	d := New(seed)
	g := &generator{Rand: rand.New(rand.NewPCG(seed, stream+2))}
	for range 1 + g.IntN(3) {
		if members := membersOf(d.Tree, nil); len(members) > 0 {
			g.edit(pick(g, members...), members)
		}
	}
	return d
}

// A member is a member of an object in a definition.
type member struct {
	object map[string]any
	name   string
}

// membersOf returns the members of all objects in a tree.
func membersOf(tree any, list []member) []member {
	switch tree := tree.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(tree)) {
			list = membersOf(tree[name], append(list, member{tree, name}))
		}
	case []any:
		for _, elem := range tree {
			list = membersOf(elem, list)
		}
	}
	return list
}

// others are values and names of fields that edits put into definitions.
var others = map[string][]any{
	"Next": {"Nowhere"}, "End": {true, false}, "InputPath": {"$.none", "$.n", nil, "$"}, "OutputPath": {"$.r2", nil}, "ResultPath": {"$.n", "$[0]", nil},
	"Comment": {"x"}, "TimeoutSeconds": {0, 1, "1"}, "Seconds": {0, "{% 1 + 1 %}", 1.5}, "Output": {"{% $states.input %}", "{% $none %}", 1},
	"Parameters": {map[string]any{"x.$": "$.none"}, 7}, "Result": {1}, "Variable": {"$.none", "$none"}, "Type": {"Pass", "Succeed"},
	"ItemsPath": {"$.s"}, "MaxConcurrency": {-1, 40}, "QueryLanguage": {"JSONata", "JSONPath"}, "Retry": {[]any{}, []any{map[string]any{"ErrorEquals": []any{"States.Timeout"}}}},
	"Timestamp": {"2026-01-01 00:00:09Z", "2026-01-01T00:00:09+0100"}, "Condition": {"{%true%} ", "$states.input.b"},
	"ErrorEquals": {[]any{"Lambda.TooManyRequestsExeption"}, []any{"States.Timout"}, []any{"Sqs.SqsException"}},
	"Catch":       {[]any{map[string]any{"ErrorEquals": []any{"States.ALL"}, "Next": "Nowhere"}}}, "Assign": {map[string]any{"w": 1}},
}

func (g *generator) edit(at member, all []member) {
	names := slices.Sorted(maps.Keys(others))
	switch g.IntN(8) {
	case 7:
		if text, ok := at.object[at.name].(string); ok {
			at.object[at.name] = misspell(g, text)
		} else if list, ok := at.object[at.name].([]any); ok && len(list) > 0 && isText(list[0]) {
			list[0] = misspell(g, list[0].(string))
		}
	case 0:
		delete(at.object, at.name)
	case 1, 2:
		name := pick(g, names...)
		at.object[name] = deepCopy(pick(g, others[name]...))
	case 3:
		if v, ok := at.object[at.name]; ok {
			delete(at.object, at.name)
			at.object[misspell(g, at.name)] = v
		}
	case 4:
		at.object[at.name] = pick[any](g, 0, -1, "", "text", true, nil, []any{}, map[string]any{}, "$.none", "{% $states.input.n %}")
	default:
		// A value of the same name from elsewhere fits better than a random one.
		var same []any
		for _, other := range all {
			if v := other.object[other.name]; other.name == at.name || isText(v) && isText(at.object[at.name]) && g.one(8) {
				same = append(same, v)
			}
		}
		if len(same) > 0 {
			at.object[at.name] = deepCopy(pick(g, same...))
		}
	}
}

func isText(v any) bool {
	_, ok := v.(string)
	return ok
}

func misspell(g *generator, name string) string {
	switch at := g.IntN(len(name) + 1); {
	case at == len(name):
		return strings.ToLower(name)
	case g.one(2):
		return strings.ToValidUTF8(name[:at]+name[at+1:], "")
	default:
		return name + "s"
	}
}

func deepCopy(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, elem := range v {
			out[name] = deepCopy(elem)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, elem := range v {
			out[i] = deepCopy(elem)
		}
		return out
	default:
		return v
	}
}
