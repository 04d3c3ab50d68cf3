package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// maxMissedPaths is the number of paths that a report lists as not taken.
const maxMissedPaths = 10

// CoverageText writes a profile for people: the ratios, every point that was not reached, and the paths that were not taken.
func CoverageText(w io.Writer, profile *coverage.Profile, style Style) error {
	p := newPrinter(w)
	for i := range profile.Definitions {
		d := &profile.Definitions[i]
		ratios := d.Ratios()
		writeRatios(&p, source.OneLine(d.Name), ratios, d.TooManyPaths, style)
		if ratios.States.Covered == 0 {
			p.printf("  %s by any test\n", style.notice("not reached"))
			continue
		}
		for _, point := range d.Gaps() {
			p.printf("  %s %s\n", source.OneLine(point.Missed()), style.faint(fmt.Sprintf("(%d:%d)", point.Line, point.Column)))
		}
		writeMissedPaths(&p, d, style)
	}
	if len(profile.Definitions) > 1 {
		writeAllRatios(&p, "all", profile, style)
	}
	return p.flush()
}

// CoverageLine writes the ratios of all definitions of a profile together, for people.
func CoverageLine(w io.Writer, profile *coverage.Profile, style Style) error {
	p := newPrinter(w)
	writeAllRatios(&p, "coverage", profile, style)
	return p.flush()
}

func writeAllRatios(p *printer, title string, profile *coverage.Profile, style Style) {
	writeRatios(p, title, profile.Ratios(), profile.TooManyPaths() != nil, style)
}

// writeRatios writes a name with its ratios, on a line of their own where the terminal is too narrow for both.
func writeRatios(p *printer, name string, r coverage.Ratios, tooMany bool, style Style) {
	const space = "  "
	bar, ratios := terminalBar(r.Transitions, style), ratiosText(r, tooMany, style)
	columns := len(space) + barWidth + len(space) + source.Columns(ratiosText(r, tooMany, Style{}))
	between := space
	if style.Width > 0 && source.Columns(name)+columns > style.Width {
		between = "\n" + space
		if columns > style.Width {
			bar = ""
		}
	}
	p.printf("%s%s%s%s\n", style.bold(name), between, bar, ratios)
}

// writeMissedPaths lists the first of the paths that were not taken.
func writeMissedPaths(p *printer, d *coverage.Definition, style Style) {
	if d.TooManyPaths {
		p.printf("  %s\n", tooManyPaths)
		return
	}
	missed := d.MissingPaths()
	for _, path := range missed[:min(len(missed), maxMissedPaths)] {
		p.printf("  %s %s\n", style.notice("path not taken:"), pathText(d, path))
	}
	if more := len(missed) - maxMissedPaths; more > 0 {
		p.printf("  %s not taken\n", source.Plural(more, "more path"))
	}
}

// tooManyPaths says why a definition has no coverage of paths.
var tooManyPaths = fmt.Sprintf("it has more than %d paths, so paths are not counted", coverage.MaxPaths)

// pathText returns the states of a path: "Get → Ready? → Wait → Get (loop)".
func pathText(d *coverage.Definition, path coverage.Path) string {
	text := strings.Join(d.Names(path), " → ")
	if path.GoesBack() {
		text += " (loop)"
	}
	return source.OneLine(text)
}

// terminalBar shows a ratio as a bar on a terminal, which is not always wide enough for more than a glance.
func terminalBar(r coverage.Ratio, style Style) string {
	switch {
	case style.Width == 0:
		return ""
	case r.Covered == r.Total:
		return style.good(bar(r)) + "  "
	default:
		return style.notice(bar(r)) + "  "
	}
}

// ratiosText returns the ratios with their names.
func ratiosText(r coverage.Ratios, tooMany bool, style Style) string {
	paths := ratioText(r.Paths, style)
	if tooMany {
		paths = style.notice("not counted")
	}
	return fmt.Sprintf("states %s  transitions %s  paths %s", ratioText(r.States, style), ratioText(r.Transitions, style), paths)
}

func ratioText(r coverage.Ratio, style Style) string {
	if r.Covered == r.Total {
		return style.good(r.String())
	}
	return style.notice(r.String())
}

// CoverageJSON writes a profile as JSON.
func CoverageJSON(w io.Writer, profile *coverage.Profile) error { return profile.Write(w) }
