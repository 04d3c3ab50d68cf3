package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A draft is a test case while it is written.
type draft struct {
	ways  *ways
	hints []string
	mocks []string
	keys  map[string]bool
	// long says that it has more than maxSteps mocks.
	long bool
	// path is the way outside Parallel and Map states, includes are states inside of them.
	path, includes []string
}

// maxSteps limits the states on the way of a test case and its mocks: one that nobody would read isn't written, since a report may
// have hundreds of them.
const maxSteps = 300

// skeleton returns a test case in YAML that reaches a point, up to the data, which is left to fill in; "" if nothing leads there, or if
// the test case is too long.
func (w *ways) skeleton(p *coverage.Point) string {
	target := w.byPath[p.State]
	if target == nil {
		return ""
	}
	d := &draft{ways: w, keys: map[string]bool{}}
	d.atPoint(target, p)
	if !d.way(target, pointEdge(p)) || d.long {
		return ""
	}
	return d.yaml(p)
}

// pointEdge returns the transition that a point is, if it is one.
func pointEdge(p *coverage.Point) func(edge) bool {
	kinds := map[coverage.Kind]graph.LinkKind{
		coverage.Next: graph.NextLink, coverage.End: graph.EndLink, coverage.Rule: graph.RuleLink, coverage.Default: graph.DefaultLink, coverage.Catch: graph.CatchLink,
	}
	kind, ok := kinds[p.Kind]
	return func(e edge) bool { return !ok || e.kind == kind && e.index == p.Index }
}

// way adds the states from the start of the machine of a state to its end, through one transition of the state; then those of
// the machines around it.
func (d *draft) way(st asl.State, through func(edge) bool) bool {
	machine := st.Head().Machine
	legs, ok := d.ways.through(st, through)
	if !ok {
		return false
	}
	for _, l := range legs {
		d.leg(l)
	}
	if machine.Parent == nil {
		for _, l := range legs {
			d.path = append(d.path, l.st.Head().Name)
		}
		return true
	}
	d.includes = append(d.includes, asl.Path(st))
	return d.way(machine.Parent, func(edge) bool { return true })
}

// leg adds what one state on the way needs.
func (d *draft) leg(l leg) {
	if hint := l.hint(); hint != "" {
		d.hint(hint)
	}
	switch {
	case l.by.thrown != "":
		d.throw(l.st, l.by.thrown, "")
	default:
		d.answers(l.st)
	}
}

func (d *draft) hint(text string) {
	if text = source.OneLine(text); !slices.Contains(d.hints, text) {
		d.hints = append(d.hints, text)
	}
}

// answers adds mocks for a task, or for all tasks inside of a state.
func (d *draft) answers(st asl.State) {
	for _, task := range tasksIn(st) {
		if d.long {
			return
		}
		d.mock(task, "{return: "+mocks.Sample(task).JSON()+"}")
	}
}

func tasksIn(st asl.State) []*asl.Task {
	if task, ok := st.(*asl.Task); ok {
		return []*asl.Task{task}
	}
	var tasks []*asl.Task
	for _, m := range asl.Machines(st) {
		for _, inner := range m.States {
			tasks = append(tasks, tasksIn(inner)...)
		}
	}
	return tasks
}

// throw makes a state fail: by the answer of its own call, or of the first one inside of it.
func (d *draft) throw(st asl.State, name, more string) {
	tasks := tasksIn(st)
	if len(tasks) == 0 {
		d.hint(fmt.Sprintf("%s fails with %s", st.Head().Name, name))
		return
	}
	answer := "{throw: {error: " + yamlText(name) + ", cause: why it fails}" + more + "}"
	if name == "States.Timeout" || name == "States.HeartbeatTimeout" {
		answer = "{never: true}"
	}
	d.mock(tasks[0], answer)
	d.answers(st)
}

// mock adds the answer of a task, unless it has one.
func (d *draft) mock(task *asl.Task, answer string) {
	key := asl.Path(task)
	if !d.keys[key] {
		d.keys[key] = true
		d.mocks = append(d.mocks, yamlText(key)+": "+answer)
		d.long = len(d.mocks) > maxSteps
	}
}

// atPoint adds what the state of a point needs, before the way to it.
func (d *draft) atPoint(st asl.State, p *coverage.Point) {
	switch p.Kind {
	case coverage.Retried, coverage.Exhausted:
		thrown := thrownBy(asl.Recover(st).Retry.Value[p.Index].ErrorEquals.Value)
		tasks := tasksIn(st)
		if p.Kind == coverage.Exhausted || len(tasks) == 0 {
			d.throw(st, thrown, ", times: any")
			return
		}
		failure := "{throw: {error: " + yamlText(thrown) + ", cause: why it fails}}"
		if thrown == "States.Timeout" || thrown == "States.HeartbeatTimeout" {
			failure = "{never: true}"
		}
		d.mock(tasks[0], "["+failure+", {return: "+mocks.Sample(tasks[0]).JSON()+"}]")
	case coverage.TimeoutReached:
		d.throw(st, "States.Timeout", "")
	case coverage.MapEmpty:
		d.hint(p.State + " gets no items")
	case coverage.MapItems:
		d.hint(p.State + " gets some items")
	case coverage.MapFailed:
		d.throw(st, "States.TaskFailed", "")
	case coverage.BranchFailed:
		branch := asl.Machines(st)[p.Index]
		for _, inner := range branch.States {
			if len(tasksIn(inner)) > 0 {
				d.throw(inner, "States.TaskFailed", "")
				return
			}
		}
		d.hint(fmt.Sprintf("branch %d of %s fails", p.Index+1, p.State))
	case coverage.State, coverage.Next, coverage.End, coverage.Rule, coverage.Default, coverage.Catch:
	}
}

// reaches says what a test case for a point does, as its name.
func reaches(p *coverage.Point) string {
	st := p.State
	switch p.Kind {
	case coverage.State:
		return "enters " + st
	case coverage.Next:
		return fmt.Sprintf("goes from %s to %s", st, p.Target)
	case coverage.End:
		return "ends after " + st
	case coverage.Rule:
		return fmt.Sprintf("rule %d of %s: %s", p.Index+1, st, p.Detail)
	case coverage.Default:
		return "Default of " + st
	case coverage.Catch:
		return fmt.Sprintf("%s catches %s", st, p.Detail)
	case coverage.Retried:
		return fmt.Sprintf("%s retries after %s", st, p.Detail)
	case coverage.Exhausted:
		return fmt.Sprintf("%s runs out of retries after %s", st, p.Detail)
	case coverage.MapEmpty:
		return st + " without items"
	case coverage.MapItems:
		return st + " with items"
	case coverage.MapFailed:
		return "an iteration of " + st + " fails"
	case coverage.BranchFailed:
		return fmt.Sprintf("branch %d of %s fails", p.Index+1, st)
	case coverage.TimeoutReached:
		return st + " times out"
	default:
		return st + ": " + p.Label
	}
}

// yaml writes the test case.
func (d *draft) yaml(p *coverage.Point) string {
	var b strings.Builder
	fmt.Fprintf(&b, "  - name: %s\n", yamlText(source.OneLine(source.Clip(reaches(p), 2*source.MaxShown))))
	for _, hint := range d.hints {
		fmt.Fprintf(&b, "    # %s\n", hint)
	}
	b.WriteString("    input: {}\n")
	if len(d.mocks) > 0 {
		b.WriteString("    mocks:\n")
		for _, mock := range d.mocks {
			fmt.Fprintf(&b, "      %s\n", mock)
		}
	}
	b.WriteString("    expect:\n")
	b.WriteString("      path: " + yamlList(d.path) + "\n")
	if len(d.includes) > 0 {
		b.WriteString("      pathIncludes: " + yamlList(d.includes[:1]) + "\n")
	}
	return b.String()
}

func yamlList(list []string) string {
	texts := make([]string, len(list))
	for i, s := range list {
		texts[i] = yamlText(s)
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

var (
	plainYAML    = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_./ -]*[\p{L}\p{N}_]$`)
	reservedYAML = regexp.MustCompile(`(?i)^(y|n|yes|no|on|off|true|false|null|nan|inf)$`)
)

// yamlText writes a text as YAML in one line.
func yamlText(s string) string {
	if plainYAML.MatchString(s) && !reservedYAML.MatchString(s) {
		return s
	}
	return value.String(strings.ToValidUTF8(s, "?")).JSON()
}
