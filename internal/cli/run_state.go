package cli

import (
	"context"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/internal/teststate"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// inspectionLevels are the values of --inspect.
var inspectionLevels = map[string]teststate.Level{"": teststate.Info, "info": teststate.Info, "debug": teststate.Debug, "trace": teststate.Trace}

// tryState tests the state of --state, and returns what writes its reports.
func (a *app) tryState(ctx context.Context, compiled suite.Compiled, input value.Value, f *runFlags) (
	*simulator.Execution, func(*simulator.Execution) error, error,
) {
	level, known := inspectionLevels[f.inspect]
	switch {
	case !known:
		return nil, nil, usagef("--inspect must be info, debug or trace, not %q", f.inspect)
	case f.state == "":
		return nil, nil, usagef("--inspect needs --state, and --state the name of a state")
	}
	st := compiled.Definition.Find(f.state)
	if st == nil {
		var names []string
		for _, st := range compiled.Definition.States() {
			names = append(names, st.Head().Name)
		}
		return nil, nil, usagef("--state: the definition has no state %q%s", f.state, source.DidYouMean(f.state, names))
	}
	cfg := f.cfg
	cfg.Type, cfg.Synchronous = asl.Express, true
	if cfg.Context.Len() == 0 && strings.TrimSpace(f.context) == "" {
		cfg.Context = value.Undefined
	}
	response, x, err := teststate.Try(ctx, compiled.Program, st, input, level, cfg)
	return x, func(x *simulator.Execution) error {
		return writeReports(a, report.StateFormats, report.StateRun{Response: response, Definition: compiled.Definition, Execution: x})
	}, err
}
