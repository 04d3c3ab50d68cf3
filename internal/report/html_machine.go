package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// maxGaps is the number of gaps that a page lists for a state machine.
const maxGaps = 500

type linkKey struct {
	from  string
	kind  graph.LinkKind
	index int
}

// machines adds the state machines of a profile, with the definitions of those that were read.
func (b *htmlBuilder) machines(profile *coverage.Profile, definitions []*asl.Definition) {
	byName := map[string]*asl.Definition{}
	for _, def := range definitions {
		if def != nil && byName[def.Name()] == nil {
			byName[def.Name()] = def
		}
	}
	for i := range profile.Definitions {
		d := &profile.Definitions[i]
		m := b.coverage(d)
		known := &htmlMachine{index: i, boxes: map[string]int{}, links: map[linkKey]string{}}
		b.byName[d.Name] = known
		def := byName[d.Name]
		switch {
		case def == nil:
			m.Note = "The definition was not found, so its graph and its source are missing."
		case coverage.New(def).Definition().Fingerprint != d.Fingerprint:
			m.Note, def = "The definition has changed since the profile was written, so its graph and its source are missing.", nil
		default:
			b.picture(&m, known, def, d)
		}
		b.gaps(&m, known, def, d)
		b.doc.Machines = append(b.doc.Machines, m)
	}
}

// coverage returns the numbers of a state machine.
func (b *htmlBuilder) coverage(d *coverage.Definition) page.Machine {
	r := d.Ratios()
	ratio := func(r coverage.Ratio) page.Ratio { return page.Ratio{r.Covered, r.Total} }
	m := page.Machine{
		Name: source.OneLine(d.Name), States: ratio(r.States), Transitions: ratio(r.Transitions), Paths: ratio(r.Paths),
		TooManyPaths: d.TooManyPaths, Covered: true, File: -1,
		Gaps: []page.Gap{}, MissedPaths: []string{}, Boxes: []page.Box{}, Marks: []page.Mark{},
	}
	if !d.TooManyPaths {
		missed := d.MissingPaths()
		for _, path := range missed[:min(len(missed), maxMissedPaths)] {
			m.MissedPaths = append(m.MissedPaths, pathText(d, path))
		}
		m.MorePaths = len(missed) - len(m.MissedPaths)
	}
	return m
}

// importance sorts gaps: states and decisions come before what only failures lead to.
var importance = map[coverage.Kind]int{
	coverage.State: 0, coverage.Next: 1, coverage.End: 1, coverage.Rule: 1, coverage.Default: 1, coverage.Catch: 2,
	coverage.Retried: 3, coverage.Exhausted: 3, coverage.MapEmpty: 3, coverage.MapItems: 3, coverage.MapFailed: 3, coverage.BranchFailed: 3,
	coverage.TimeoutReached: 3,
}

// gaps lists what no test reaches, the most important first.
func (b *htmlBuilder) gaps(m *page.Machine, known *htmlMachine, def *asl.Definition, d *coverage.Definition) {
	gaps := d.Gaps()
	slices.SortStableFunc(gaps, func(a, b coverage.Point) int { return cmp.Compare(importance[a.Kind], importance[b.Kind]) })
	var w *ways
	if def != nil {
		w = newWays(def)
	}
	for i := range gaps[:min(len(gaps), maxGaps)] {
		p := &gaps[i]
		box, ok := known.boxes[p.State]
		if !ok {
			box = -1
		}
		gap := page.Gap{Text: source.OneLine(p.Missed()), Box: box, Line: int(p.Line)}
		if w != nil {
			gap.Skeleton = page.Visible(w.skeleton(p))
		}
		m.Gaps = append(m.Gaps, gap)
	}
}

// picture adds the graph and the source of a definition.
func (b *htmlBuilder) picture(m *page.Machine, known *htmlMachine, def *asl.Definition, d *coverage.Definition) {
	g := graph.New(def)
	g.Cover(d)
	g.Layout()
	prefix := "m" + strconv.Itoa(known.index) + "_"
	var svg strings.Builder
	_ = GraphSVGElement(&svg, Picture{Name: m.Name, Graph: g, Prefix: prefix}) // a Builder takes all text
	m.Graph = svg.String()
	ids := map[string]string{}
	g.Walk(func(g *graph.Graph) {
		for _, st := range g.States {
			if st.Kind != graph.Missing {
				ids[st.Path] = prefix + st.ID
			}
		}
		for _, l := range g.Links {
			known.links[linkKey{l.From.Path, l.Kind, l.Index}] = prefix + l.ID
		}
	})
	hits := map[string]int64{}
	for i := range d.Points {
		if p := &d.Points[i]; p.Kind == coverage.State {
			hits[p.State] = p.Count
		}
	}
	for _, st := range def.States() {
		path := asl.Path(st)
		if _, twice := known.boxes[path]; twice {
			continue
		}
		known.boxes[path] = len(m.Boxes)
		from, to := placedLines(def, st.Head().NameSpan, st.Head().Span)
		shown := source.OneLine(path)
		m.Boxes = append(m.Boxes, page.Box{Path: shown, Type: st.Kind(), ID: ids[shown], From: from, To: to, Hits: hits[path]})
	}
	b.source(m, def)
	m.Marks = marksOf(def, d)
}
