package suite

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// The limits of the comparison of two paths: the columns that are left beside the indentation of a message, the steps before the
// first difference and after it, and the steps after it that are compared.
const (
	maxColumns    = 72
	maxBefore     = 3
	maxAfter      = 5
	maxCompared   = 2 * maxAfter
	noStep        = "(end)"
	stepMarkWidth = 7 // "> 1234 "
)

// A pathRow is one step of two paths side by side.
type pathRow struct {
	// number counts the states of the execution from 1; 0 where it has none.
	number    int
	want, got string
}

// PathDifference shows an expected path beside the path of an execution, a line each, and marks the first difference. Of long paths
// it shows the steps around it. The paths must differ.
func PathDifference(want, got []string) []string {
	rows, i, k := matchedRows(want, got)
	lines := []string{fmt.Sprintf("first difference at step %d: want %s, got %s", k+1, stepAt(want, i), stepAt(got, k))}
	if before := k - len(rows); before > 0 {
		lines = append(lines, fmt.Sprintf("  … %s before", source.Plural(before, "step")))
	}
	first := len(rows)
	rest := alignRows(want[i:min(len(want), i+maxCompared)], got[k:min(len(got), k+maxCompared)], k)
	rest = rest[:min(len(rest), maxAfter+1)]
	after := len(got) - k
	for r := range rest {
		if rest[r].number > 0 {
			after--
		}
	}
	if i == len(want) {
		rest[0].want = noStep
	}
	if k == len(got) {
		rest[0].number, rest[0].got = k+1, noStep
	}
	lines = append(lines, layoutRows(append(rows, rest...), first)...)
	if after > 0 {
		lines = append(lines, fmt.Sprintf("  … %s after", source.Plural(after, "more step")))
	}
	return lines
}

// matchedRows returns the steps before the first difference, at most maxBefore, and where the difference is in both paths. Where
// "..." leaves a choice, the first difference is where most of what is expected has been found.
func matchedRows(want, got []string) (rows []pathRow, i, k int) {
	m := pathMatch{want: want, got: got, owner: make([]int, len(got))}
	var before []int
	i, k = -1, -1
	m.run(func(atWant, atGot int) {
		if atWant < i || atWant == i && atGot <= k {
			return
		}
		i, k = atWant, atGot
		before = append(before[:0], m.owner[max(k-maxBefore, 0):k]...)
	})
	for n, owner := range before {
		at := k - len(before) + n
		rows = append(rows, pathRow{at + 1, want[owner], got[at]})
	}
	return rows, i, k
}

// alignRows pairs the steps of two paths so that as few as possible differ. The first of got has the index offset.
func alignRows(want, got []string, offset int) []pathRow {
	cost := alignCosts(want, got)
	var rows []pathRow
	i, k := 0, 0
	for i < len(want) || k < len(got) {
		row := pathRow{}
		least := cost[i][k]
		switch {
		case i < len(want) && want[i] == AnyStates && least == cost[i+1][k]:
			row.want = want[i]
			i++
			if len(rows) > 0 && rows[len(rows)-1].want == AnyStates {
				continue // it has a row for each state that it matches
			}
		case i < len(want) && want[i] == AnyStates:
			row = pathRow{offset + k + 1, want[i], got[k]}
			k++
		case i < len(want) && k < len(got) && least == cost[i+1][k+1]+differ01(want[i], got[k]):
			row = pathRow{offset + k + 1, want[i], got[k]}
			i, k = i+1, k+1
		case k < len(got) && least == cost[i][k+1]+1:
			row = pathRow{number: offset + k + 1, got: got[k]}
			k++
		default:
			row.want = want[i]
			i++
		}
		rows = append(rows, row)
	}
	return rows
}

// alignCosts returns, for the ends of both paths from each pair of indexes on, how many steps differ at least.
func alignCosts(want, got []string) [][]int {
	cost := make([][]int, len(want)+1)
	for i := len(want); i >= 0; i-- {
		cost[i] = make([]int, len(got)+1)
		for k := len(got); k >= 0; k-- {
			switch {
			case i == len(want):
				cost[i][k] = len(got) - k
			case want[i] == AnyStates && k == len(got):
				cost[i][k] = cost[i+1][k]
			case want[i] == AnyStates:
				cost[i][k] = min(cost[i+1][k], cost[i][k+1])
			case k == len(got):
				cost[i][k] = cost[i+1][k] + 1
			default:
				cost[i][k] = min(cost[i+1][k]+1, cost[i][k+1]+1, cost[i+1][k+1]+differ01(want[i], got[k]))
			}
		}
	}
	return cost
}

func differ01(want, got string) int {
	if want == got {
		return 0
	}
	return 1
}

// layoutRows writes rows in two columns, or the steps of one path below those of the other if they don't fit. The row with the index
// marked gets a mark.
func layoutRows(rows []pathRow, marked int) []string {
	left, right := source.Columns("want"), 0
	for r := range rows {
		rows[r].want, rows[r].got = source.OneLine(rows[r].want), source.OneLine(rows[r].got)
		left, right = max(left, source.Columns(rows[r].want)), max(right, source.Columns(rows[r].got))
	}
	if stepMarkWidth+left+2+right > maxColumns {
		below := stackRows("want:", rows, marked, func(r pathRow) string { return r.want })
		return append(below, stackRows("got:", rows, marked, func(r pathRow) string { return r.got })...)
	}
	lines := []string{strings.Repeat(" ", stepMarkWidth) + "want" + strings.Repeat(" ", left-4+2) + "got"}
	for n, r := range rows {
		text := rowMark(n == marked, r.number) + r.want + strings.Repeat(" ", left-source.Columns(r.want)+2) + r.got
		lines = append(lines, strings.TrimRight(text, " "))
	}
	return lines
}

// stackRows writes one side of rows.
func stackRows(title string, rows []pathRow, marked int, side func(pathRow) string) []string {
	lines := []string{title}
	for n, r := range rows {
		if text := side(r); text != "" {
			lines = append(lines, rowMark(n == marked, r.number)+source.ClipColumns(text, maxColumns-stepMarkWidth))
		}
	}
	return lines
}

// rowMark is the start of a row: the mark of the first difference, and the number of the step.
func rowMark(marked bool, number int) string {
	mark, text := " ", ""
	if marked {
		mark = ">"
	}
	if number > 0 {
		text = strconv.Itoa(number)
	}
	return fmt.Sprintf("%s %*s ", mark, stepMarkWidth-3, text)
}

func stepAt(path []string, i int) string {
	if i >= len(path) {
		return "the end"
	}
	return fmt.Sprintf("%q", path[i])
}
