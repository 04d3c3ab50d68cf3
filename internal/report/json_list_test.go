package report

import (
	"bytes"
	"fmt"
	"testing"
)

// TestWriteJSONList writes lists of several lengths one element at a time: the text is that of the whole document.
func TestWriteJSONList(t *testing.T) {
	type inner struct {
		Empty []int  `json:"empty"`
		Text  string `json:"text"`
	}
	type outer struct {
		Runs []struct {
			Before []int   `json:"before"`
			List   []inner `json:"list"`
		} `json:"runs"`
		After string `json:"after"`
	}
	document := func(list []inner) outer {
		d := outer{After: "end"}
		d.Runs = append(d.Runs, struct {
			Before []int   `json:"before"`
			List   []inner `json:"list"`
		}{[]int{}, list})
		return d
	}
	for _, n := range []int{0, 1, 2, 5_000} {
		list := make([]inner, n)
		for i := range list {
			list[i] = inner{[]int{}, fmt.Sprintf("<%d> \u2028 []", i)}
		}
		var want, got bytes.Buffer
		if err := writeJSON(&want, document(list)); err != nil {
			t.Fatal(err)
		}
		if err := writeJSONList(&got, document([]inner{}), n, func(i int) inner { return list[i] }); err != nil {
			t.Fatal(err)
		}
		if want.String() != got.String() {
			t.Errorf("%d elements:\n%.300s\nwant\n%.300s", n, got.String(), want.String())
		}
	}
}
