package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"

	"github.com/aslcheck/aslcheck/simulator/coverage"
)

// The elements of Cobertura's coverage-04.dtd, with everything that it requires.
type (
	coberturaCoverage struct {
		XMLName         xml.Name           `xml:"coverage"`
		LineRate        string             `xml:"line-rate,attr"`
		BranchRate      string             `xml:"branch-rate,attr"`
		LinesCovered    int                `xml:"lines-covered,attr"`
		LinesValid      int                `xml:"lines-valid,attr"`
		BranchesCovered int                `xml:"branches-covered,attr"`
		BranchesValid   int                `xml:"branches-valid,attr"`
		Complexity      string             `xml:"complexity,attr"`
		Version         string             `xml:"version,attr"`
		Timestamp       string             `xml:"timestamp,attr"`
		Sources         []string           `xml:"sources>source"`
		Packages        []coberturaPackage `xml:"packages>package"`
	}
	coberturaPackage struct {
		Name       string           `xml:"name,attr"`
		LineRate   string           `xml:"line-rate,attr"`
		BranchRate string           `xml:"branch-rate,attr"`
		Complexity string           `xml:"complexity,attr"`
		Classes    []coberturaClass `xml:"classes>class"`
	}
	coberturaClass struct {
		Name       string            `xml:"name,attr"`
		Filename   string            `xml:"filename,attr"`
		LineRate   string            `xml:"line-rate,attr"`
		BranchRate string            `xml:"branch-rate,attr"`
		Complexity string            `xml:"complexity,attr"`
		Methods    []coberturaMethod `xml:"methods>method"`
		Lines      []coberturaLine   `xml:"lines>line"`
	}
	coberturaMethod struct {
		Name       string          `xml:"name,attr"`
		Signature  string          `xml:"signature,attr"`
		LineRate   string          `xml:"line-rate,attr"`
		BranchRate string          `xml:"branch-rate,attr"`
		Complexity string          `xml:"complexity,attr"`
		Lines      []coberturaLine `xml:"lines>line"`
	}
	coberturaLine struct {
		Number     int32                `xml:"number,attr"`
		Hits       int64                `xml:"hits,attr"`
		Branch     string               `xml:"branch,attr"`
		Coverage   string               `xml:"condition-coverage,attr,omitempty"`
		Conditions *coberturaConditions `xml:"conditions"`
	}
	coberturaConditions struct {
		Conditions []coberturaCondition `xml:"condition"`
	}
	coberturaCondition struct {
		Number   int    `xml:"number,attr"`
		Type     string `xml:"type,attr"`
		Coverage string `xml:"coverage,attr"`
	}
)

// Cobertura writes a profile as Cobertura XML. A definition is a class and a state is a method. The lines are those of states
// and transitions; the branches of a state's line are the transitions out of it.
func Cobertura(w io.Writer, profile *coverage.Profile) error {
	root := coberturaCoverage{Complexity: "0", Version: "1", Timestamp: "0", Sources: []string{"."}}
	var lines, branches coverage.Ratio
	for i := range profile.Definitions {
		d := &profile.Definitions[i]
		class, classLines := coberturaClassOf(d)
		transitions := d.Ratios().Transitions
		lines.Join(classLines)
		branches.Join(transitions)
		root.Packages = append(root.Packages, coberturaPackage{
			Name: xmlText(path.Dir(d.Name)), LineRate: class.LineRate, BranchRate: class.BranchRate, Complexity: "0",
			Classes: []coberturaClass{class},
		})
	}
	root.LineRate, root.LinesCovered, root.LinesValid = rate(lines), lines.Covered, lines.Total
	root.BranchRate, root.BranchesCovered, root.BranchesValid = rate(branches), branches.Covered, branches.Total
	return writeXML(w, root)
}

// rate formats a ratio as a number between 0 and 1.
func rate(r coverage.Ratio) string { return fmt.Sprintf("%.4f", r.Percent()/100) }

func coberturaClassOf(d *coverage.Definition) (coberturaClass, coverage.Ratio) {
	class := coberturaClass{Name: xmlText(path.Base(d.Name)), Filename: xmlText(d.File()), Complexity: "0"}
	byLine := map[int32]*coberturaLine{}
	for i := 0; i < len(d.Points); {
		end := i + 1
		for end < len(d.Points) && d.Points[end].IsTransition() {
			end++
		}
		method, line := coberturaState(d.Points[i:end])
		class.Methods = append(class.Methods, method)
		mergeLine(byLine, line)
		for _, p := range d.Points[i+1 : end] {
			mergeLine(byLine, coberturaLine{Number: p.Line, Hits: p.Count, Branch: "false"})
		}
		i = end
	}
	var lines coverage.Ratio
	for _, l := range byLine {
		class.Lines = append(class.Lines, *l)
		lines.Total++
		if l.Hits > 0 {
			lines.Covered++
		}
	}
	slices.SortFunc(class.Lines, func(a, b coberturaLine) int { return int(a.Number - b.Number) })
	transitions := d.Ratios().Transitions
	class.LineRate, class.BranchRate = rate(lines), rate(transitions)
	return class, lines
}

// mergeLine merges the points of one line: the larger count, and the branches.
func mergeLine(byLine map[int32]*coberturaLine, line coberturaLine) {
	known := byLine[line.Number]
	if known == nil {
		byLine[line.Number] = &line
		return
	}
	known.Hits = max(known.Hits, line.Hits)
	if line.Branch == "true" && known.Branch == "false" {
		known.Branch, known.Coverage, known.Conditions = line.Branch, line.Coverage, line.Conditions
	}
}

// coberturaState returns the method and the line for the points of a state. The first point is the state itself.
func coberturaState(points []coverage.Point) (coberturaMethod, coberturaLine) {
	line := coberturaLine{Number: points[0].Line, Hits: points[0].Count, Branch: "false"}
	var ways coverage.Ratio
	if len(points) > 1 {
		conditions := &coberturaConditions{}
		for i := range points[1:] {
			p := &points[1+i]
			covered := "0%"
			ways.Total++
			if p.Count > 0 {
				ways.Covered++
				covered = "100%"
			}
			conditions.Conditions = append(conditions.Conditions, coberturaCondition{Number: i, Type: "jump", Coverage: covered})
		}
		line.Branch, line.Conditions = "true", conditions
		line.Coverage = fmt.Sprintf("%.0f%% (%d/%d)", ways.Percent(), ways.Covered, ways.Total)
	}
	entered := coverage.Ratio{Total: 1}
	if points[0].Count > 0 {
		entered.Covered = 1
	}
	return coberturaMethod{
		Name: xmlText(points[0].State), Signature: "()", LineRate: rate(entered), BranchRate: rate(ways), Complexity: "0",
		Lines: []coberturaLine{line},
	}, line
}
