package report

import (
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// inspection adds the stages of the data, each compared with the one that it derives from.
func (t *timeline) inspection(v *page.Visit, language asl.Language, d *simulator.StateExited) {
	if d.Inspection != nil {
		t.stages(v, language, d.Inspection)
	}
	for _, m := range d.Assigned {
		t.stage(v, "$"+source.OneLine(m.Key), m.Value)
	}
	v.Stages = append(v.Stages, page.Stage{Name: "output", Value: t.b.value(d.Output), Base: 0})
}

func (t *timeline) stages(v *page.Visit, language asl.Language, in *simulator.Inspection) {
	arguments := "afterParameters"
	if language == asl.JSONata {
		arguments = "afterArguments"
	}
	last := in.Input
	for _, stage := range []struct {
		name string
		v    value.Value
		base bool
	}{
		{"afterInputPath", in.AfterInputPath, true},
		{"afterItemsPath", in.AfterItemsPath, false},
		{"afterItemSelector", in.AfterItemSelector, false},
		{"afterItemBatcher", in.AfterItemBatcher, false},
		{arguments, in.AfterParameters, false},
		{"result", in.Result, false},
		{"afterResultSelector", in.AfterResultSelector, false},
		{"afterResultPath", in.AfterResultPath, true},
	} {
		index := t.b.value(stage.v)
		if index == page.NoValue || value.Equal(stage.v, last) || !stage.base && hasStage(v, index) {
			continue
		}
		base := -1
		if stage.base {
			base = 0
		}
		v.Stages = append(v.Stages, page.Stage{Name: stage.name, Value: index, Base: base})
		last = stage.v
	}
}

// hasStage reports whether the arguments or the answer of a call are the data of a stage: it shows nothing new.
func hasStage(v *page.Visit, index int) bool {
	return slices.ContainsFunc(v.Stages[1:], func(s page.Stage) bool { return s.Value == index })
}
