package main

import (
	"fmt"
	"io"
	"path"
	"strings"
	"text/tabwriter"

	"github.com/aslcheck/aslcheck/internal/conformance/behavior"
)

// A count is how many cases say something about an aspect, and how many of these are right.
type count struct{ right, total int }

// A row is the figures of one folder of the suite.
type row struct {
	name    string
	cases   count
	aspects map[behavior.Aspect]count
}

// report writes what differs, if that is asked for, and a table with a row for each folder of the suite.
func (c config) report(w io.Writer, cases []*behavior.Case, findings [][]behavior.Finding) error {
	total := &row{name: "all", aspects: map[behavior.Aspect]count{}}
	var rows []*row
	for i, one := range cases {
		if c.verbose {
			for _, f := range findings[i] {
				if _, err := fmt.Fprintf(w, "%s: %s: %s\n", one.ID(), f.Aspect, f.Problem); err != nil {
					return err
				}
			}
		}
		folder := path.Dir(one.Topic)
		if len(rows) == 0 || rows[len(rows)-1].name != folder {
			rows = append(rows, &row{name: folder, aspects: map[behavior.Aspect]count{}})
		}
		rows[len(rows)-1].add(one, findings[i])
		total.add(one, findings[i])
	}
	return table(w, append(rows, total))
}

// add counts a case.
func (r *row) add(c *behavior.Case, findings []behavior.Finding) {
	wrong := map[behavior.Aspect]bool{}
	for _, f := range findings {
		wrong[f.Aspect] = true
	}
	r.cases = r.cases.plus(len(wrong) == 0)
	for _, a := range behavior.Aspects() {
		if c.Has(a) {
			r.aspects[a] = r.aspects[a].plus(!wrong[a])
		}
	}
}

func (c count) plus(right bool) count {
	c.total++
	if right {
		c.right++
	}
	return c
}

func (c count) String() string {
	if c.total == 0 {
		return "-"
	}
	return fmt.Sprintf("%d/%d", c.right, c.total)
}

// table writes the figures.
func table(w io.Writer, rows []*row) error {
	tabs := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	head := []string{"topic", "cases"}
	for _, a := range behavior.Aspects() {
		head = append(head, string(a))
	}
	lines := [][]string{head}
	for _, r := range rows {
		line := []string{r.name, r.cases.String()}
		for _, a := range behavior.Aspects() {
			line = append(line, r.aspects[a].String())
		}
		lines = append(lines, line)
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(tabs, strings.Join(line, "\t")+"\t"); err != nil {
			return err
		}
	}
	return tabs.Flush()
}
