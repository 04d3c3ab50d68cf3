package suite

import (
	"fmt"
	"strings"
	"testing"
)

// TestPathDifference shows two paths side by side, or one below the other if their names are long.
func TestPathDifference(t *testing.T) {
	long := strings.Repeat("Long name ", 4)
	for _, c := range []struct {
		name, want, got string
		lines           string
	}{
		{"another state", "A B C", "A X C", `
first difference at step 2: want "B", got "X"
       want  got
     1 A     A
>    2 B     X
     3 C     C`},
		{"one more state", "A B C", "A X B C", `
first difference at step 2: want "B", got "X"
       want  got
     1 A     A
>    2       X
     3 B     B
     4 C     C`},
		{"one state less", "A B C D", "A C D", `
first difference at step 2: want "B", got "C"
       want  got
     1 A     A
>      B
     2 C     C
     3 D     D`},
		{"wide names", "状態 B", "状態 C", `
first difference at step 2: want "B", got "C"
       want  got
     1 状態  状態
>    2 B     C`},
		{"long paths", "A B C D E F G H I J K L M N", "A B C D X F G H I J K L M N", `
first difference at step 5: want "E", got "X"
  … 1 step before
       want  got
     2 B     B
     3 C     C
     4 D     D
>    5 E     X
     6 F     F
     7 G     G
     8 H     H
     9 I     I
    10 J     J
  … 4 more steps after`},
		{"any states, then another", "A ... C D", "A X C Y C E", `
first difference at step 6: want "D", got "E"
  … 2 steps before
       want  got
     3 ...   C
     4 ...   Y
     5 C     C
>    6 D     E`},
		{"a state that never comes", "... Z", "A B", `
first difference at step 3: want "Z", got the end
       want  got
     1 ...   A
     2 ...   B
>    3 Z     (end)`},
		{"any states after the difference", "A B ... D", "A X Y D", `
first difference at step 2: want "B", got "X"
       want  got
     1 A     A
>    2 B     X
     3 ...   Y
     4 D     D`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := "\n" + strings.Join(PathDifference(strings.Fields(c.want), strings.Fields(c.got)), "\n")
			if got != c.lines {
				t.Errorf("got%s\nwant%s", got, c.lines)
			}
		})
	}
	lines := PathDifference([]string{long + "A", long + "B", "a\x1b[31mb"}, []string{long + "A", long + "C", "D"})
	want := `want:
     1 ` + long + `A
>    2 ` + long + `B
     3 a [31mb
got:
     1 ` + long + `A
>    2 ` + long + `C
     3 D`
	if got := strings.Join(lines[1:], "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestPathDifferenceIsSmall shows a few lines of each width, however long the paths and their names are.
func TestPathDifferenceIsSmall(t *testing.T) {
	var want, got []string
	for i := range 8_000 {
		want = append(want, fmt.Sprintf("%d %s", i%7, strings.Repeat("x", 100)))
		got = append(got, fmt.Sprintf("%d %s", i%7, strings.Repeat("x", 100)))
	}
	got[4_000] = "other"
	lines := PathDifference(want, got)
	if len(lines) > 24 {
		t.Errorf("%d lines", len(lines))
	}
	for _, line := range lines[1:] {
		if len([]rune(line)) > maxColumns {
			t.Errorf("too long: %s", line)
		}
	}
}
