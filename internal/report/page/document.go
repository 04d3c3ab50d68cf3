package page

import (
	"crypto/sha256"
	"encoding/json"
)

// A Document is the contents of a report.
type Document struct {
	// Command is the command that wrote it, such as "test".
	Command  string    `json:"command"`
	Title    string    `json:"title"`
	Machines []Machine `json:"machines"`
	Cases    []Case    `json:"cases"`
	Files    []File    `json:"files"`
	// Findings are about files as a whole.
	Findings []Finding `json:"findings"`
	// Values are the data that stages refer to.
	Values *Values `json:"-"`
}

// A Ratio is how many of all points were reached.
type Ratio [2]int

// A Machine is the coverage of a state machine.
type Machine struct {
	Name        string `json:"name"`
	States      Ratio  `json:"states"`
	Transitions Ratio  `json:"transitions"`
	Paths       Ratio  `json:"paths"`
	// TooManyPaths says that paths are not counted.
	TooManyPaths bool `json:"tooManyPaths,omitempty"`
	// Covered says that there is coverage.
	Covered bool  `json:"covered"`
	Gaps    []Gap `json:"gaps"`
	// MissedPaths are the first of the paths that were not taken, MorePaths counts the others.
	MissedPaths []string `json:"missedPaths"`
	MorePaths   int      `json:"morePaths,omitempty"`
	// File is the index of the source, -1 without one. The definition is in the lines From to To.
	File int `json:"file"`
	From int `json:"from"`
	To   int `json:"to"`
	// Note says why the source or the graph is missing.
	Note string `json:"note,omitempty"`
	// Boxes are the states, Marks what the lines of the source say about coverage.
	Boxes []Box  `json:"boxes"`
	Marks []Mark `json:"marks"`
	// Graph is an <svg> element whose writer escaped all text.
	Graph string `json:"-"`
}

// A Gap is something that no test reaches.
type Gap struct {
	Text string `json:"text"`
	// Box is the index of its state, -1 if it is unknown.
	Box  int `json:"box"`
	Line int `json:"line"`
	// Skeleton is a test case to fill in; "" if none can be written.
	Skeleton string `json:"skeleton,omitempty"`
}

// A Box is a state.
type Box struct {
	Path string `json:"path"`
	Type string `json:"type"`
	// ID is that of its element in the graph.
	ID   string `json:"id"`
	From int    `json:"from"`
	To   int    `json:"to"`
	Hits int64  `json:"hits"`
}

// A Mark is a point of coverage at its location in the source.
type Mark struct {
	// Line, Column, EndLine and EndColumn are the text, in code points from 1; the end is exclusive.
	Line      int    `json:"l"`
	Column    int    `json:"c"`
	EndLine   int    `json:"el"`
	EndColumn int    `json:"ec"`
	Hits      int64  `json:"n"`
	Text      string `json:"t"`
	// Underlined says that the text itself is marked if it was missed, and not only its first line.
	Underlined bool `json:"u,omitempty"`
}

// A File is a source as the user wrote it.
type File struct {
	Name string `json:"name"`
	// First is the number of the first line.
	First int      `json:"first"`
	Lines []string `json:"lines"`
	// More is the number of lines that are left out at the end.
	More int `json:"more,omitempty"`
}

// A Case is an execution: that of a test case, a recorded one, or the only one.
type Case struct {
	Name string `json:"name"`
	File string `json:"file"`
	Line int    `json:"line"`
	// Outcome is "passed", "failed", "error" or "skipped".
	Outcome string   `json:"outcome"`
	Reason  string   `json:"reason,omitempty"`
	Tags    []string `json:"tags,omitempty"`
	// Took is the virtual time; "" if nothing was run.
	Took         string `json:"took"`
	Milliseconds int64  `json:"ms"`
	// Machine is the index of the state machine, -1 if it is unknown.
	Machine int `json:"machine"`
	// First is the message of the first failure.
	First  string  `json:"first,omitempty"`
	Detail *Detail `json:"-"`
}

// A Detail is what the page of a case shows.
type Detail struct {
	Failures []Finding `json:"failures"`
	// Status, Error and Cause are how the execution ended; "" if there is none.
	Status string `json:"status"`
	Error  string `json:"error,omitempty"`
	Cause  string `json:"cause,omitempty"`
	Input  int    `json:"input"`
	Output int    `json:"output"`
	Lanes  []Lane `json:"lanes"`
	// Times are the moments of the timeline in milliseconds of virtual time. Several may be at the same time, one after another.
	Times  []int64 `json:"times"`
	Visits []Visit `json:"visits"`
	// MoreVisits and MoreChildren count what is left out.
	MoreVisits   int      `json:"moreVisits,omitempty"`
	MoreChildren int      `json:"moreChildren,omitempty"`
	Notes        []string `json:"notes,omitempty"`
}

// A Lane is the states that run one after another: those of the machine itself, of a branch or of an iteration.
type Lane struct {
	// Name is the state with the branches or iterations, "" for the machine itself; Part says which of them it is.
	Name  string `json:"name"`
	Part  string `json:"part,omitempty"`
	Depth int    `json:"depth"`
}

// A Visit is a state from its start to its end.
type Visit struct {
	// Box is the index of the state in the machine.
	Box  int    `json:"box"`
	Name string `json:"name"`
	Type string `json:"type"`
	Lane int    `json:"lane"`
	// Begin and End are indexes of Times.
	Begin int `json:"b"`
	End   int `json:"e"`
	// Outcome is "ok", "caught", "failed" or "aborted".
	Outcome string `json:"o"`
	// Link is the element in the graph of the transition that was taken.
	Link string `json:"link,omitempty"`
	// To says where the transition leads.
	To     string  `json:"to,omitempty"`
	Pieces []Piece `json:"pieces"`
	Stages []Stage `json:"stages"`
}

// A Piece is a part of a visit: a wait, a call, or the back-off before the next attempt.
type Piece struct {
	// Kind is "wait", "call" or "back-off".
	Kind   string `json:"k"`
	Begin  int    `json:"b"`
	End    int    `json:"e"`
	Failed bool   `json:"f,omitempty"`
	Text   string `json:"t"`
}

// A Stage is the data of a state at some point between its input and its output.
type Stage struct {
	Name  string `json:"n"`
	Value int    `json:"v"`
	// Base is the index of the stage that it is compared with, -1 for none.
	Base int `json:"base"`
	// Bad says that it is an error.
	Bad bool `json:"bad,omitempty"`
}

// A Finding is a failed expectation, or what is wrong with a file.
type Finding struct {
	Severity string   `json:"severity"`
	Message  string   `json:"message"`
	Rule     string   `json:"rule"`
	Location string   `json:"location"`
	Code     string   `json:"code,omitempty"`
	Hint     string   `json:"hint,omitempty"`
	Detail   string   `json:"detail,omitempty"`
	Related  []string `json:"related,omitempty"`
	// Visit is the index of the visit where it happened, -1 if it is about the execution as a whole.
	Visit int `json:"visit"`
}

// The limits of the data in a report.
const (
	maxValue     = 4 << 10
	maxValues    = 24 << 20
	maxSmallRest = 256
)

// Values are the data of a report. Each text is there once, however many stages have it.
type Values struct {
	indexes map[string]int
	list    []any
	size    int
}

// NewValues returns an empty list.
func NewValues() *Values { return &Values{indexes: map[string]int{}} }

// NoValue is the index of no value.
const NoValue = -1

// Add returns the index of a text. Texts of more than 4 KiB are cut, and those of a report that has much data already are cut
// earlier.
func (v *Values) Add(text string) int {
	most := maxValue
	if v.size > maxValues {
		most = maxSmallRest
	}
	key := text
	if len(text) > most {
		sum := sha256.Sum256([]byte(text))
		key = string(sum[:])
	}
	if i, ok := v.indexes[key]; ok {
		return i
	}
	v.indexes[key] = len(v.list)
	if len(text) <= most {
		v.list = append(v.list, Visible(text))
	} else {
		v.list = append(v.list, []any{Visible(cutRunes(text, most)), len(text)})
	}
	v.size += min(len(text), most)
	return len(v.list) - 1
}

// MarshalJSON writes the texts in order. One that was cut is a pair with the number of bytes of the whole.
func (v *Values) MarshalJSON() ([]byte, error) {
	if v.list == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(v.list)
}
