package graph

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestCrossingsOfDot compares how often lines cross with Debian's dot, on each graph of the corpus by itself, and on made-up ones.
// Two lines that share a piece, as those of a bundle do here, cross another line once each.
func TestCrossingsOfDot(t *testing.T) {
	dot, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("dot is not installed")
	}
	all := map[string]*Graph{}
	for _, n := range []int{10, 25} {
		for name, make := range shapes {
			all[fmt.Sprintf("%s/%d", name, n)] = parse(t, "large.asl.json", make(n))
		}
	}
	compareWithDot(t, dot, "made-up graphs", all)
	compareWithDot(t, dot, "lint corpus", corpusGraphs(t))
}

func compareWithDot(t *testing.T, dot, what string, definitions map[string]*Graph) {
	t.Helper()
	ours, theirs, graphs := 0, 0, 0
	for _, name := range slices.Sorted(maps.Keys(definitions)) {
		definitions[name].Walk(func(g *Graph) {
			if len(g.States) < minCompared {
				return
			}
			lines := dotLines(t, dot, g)
			if lines == nil {
				t.Logf("%s: dot needs too long", name)
				return
			}
			graphs++
			mine, its := crossingsOf(linesOf(g)), crossingsOf(lines)
			if testing.Verbose() && (mine > its+3 || len(g.States) > 40) {
				t.Logf("%s: %d crossings, dot has %d (%d states)", name, mine, its, len(g.States))
			}
			ours += mine
			theirs += its
		})
	}
	ratio := float64(ours) / float64(max(theirs, 1))
	t.Logf("%s: %d graphs, %d crossings, dot has %d: ratio %.2f", what, graphs, ours, theirs, ratio)
	if ratio > 1.3 {
		t.Errorf("%s: the ratio to dot is %.2f, more than 1.3", what, ratio)
	}
}

// minCompared is how many boxes a graph has at least in the comparison: lines hardly cross in smaller ones.
const minCompared = 7

func linesOf(g *Graph) [][]pointF {
	var lines [][]pointF
	for _, l := range g.Links {
		lines = append(lines, flatten(l.Points))
	}
	return lines
}

// dotLines returns the lines that dot draws for the same boxes, links and labels; nil if it takes too long.
func dotLines(t *testing.T, dot string, g *Graph) [][]pointF {
	t.Helper()
	const pointsPerInch = 72
	var b bytes.Buffer
	b.WriteString("digraph g {\nnode [shape=box, fixedsize=true, label=\"\"]; edge [fontsize=11];\n")
	index := map[*State]int{}
	for i, st := range g.States {
		index[st] = i
		fmt.Fprintf(&b, "n%d [width=%.3f, height=%.3f];\n", i, float64(st.Width)/pointsPerInch, float64(st.Height)/pointsPerInch)
	}
	for _, l := range g.Links {
		fmt.Fprintf(&b, "n%d -> n%d [label=%s];\n", index[l.From], index[l.To], strconv.Quote(strings.ReplaceAll(l.Label, `\`, "")))
	}
	b.WriteString("}\n")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, dot, "-Tplain")
	cmd.Stdin = &b
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]pointF
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) < 4 || fields[0] != "edge" {
			continue
		}
		n, _ := strconv.Atoi(fields[3])
		points := make([]pointF, n)
		for i := range points {
			points[i].x, _ = strconv.ParseFloat(fields[4+2*i], 64)
			points[i].y, _ = strconv.ParseFloat(fields[5+2*i], 64)
		}
		flat := points[:1:1]
		for i := 0; i+3 < n; i += 3 {
			flat = append(flat, bezier(points[i], points[i+1], points[i+2], points[i+3])...)
		}
		lines = append(lines, flat)
	}
	return lines
}

// crossingsOf counts how often lines cross.
func crossingsOf(lines [][]pointF) int {
	count := 0
	for i := range lines {
		for j := i + 1; j < len(lines); j++ {
			for a := 1; a < len(lines[i]); a++ {
				for b := 1; b < len(lines[j]); b++ {
					if cross(lines[i][a-1], lines[i][a], lines[j][b-1], lines[j][b]) {
						count++
					}
				}
			}
		}
	}
	return count
}

// cross reports whether two pieces cross at a point that is not an end of either.
func cross(a, b, c, d pointF) bool {
	side := func(p, q, r pointF) float64 { return (q.x-p.x)*(r.y-p.y) - (q.y-p.y)*(r.x-p.x) }
	const tiny = 1e-9
	s1, s2, s3, s4 := side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)
	return (s1 > tiny && s2 < -tiny || s1 < -tiny && s2 > tiny) && (s3 > tiny && s4 < -tiny || s3 < -tiny && s4 > tiny)
}
