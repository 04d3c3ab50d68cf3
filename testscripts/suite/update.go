package suite

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// An Update is what replaces the failed expectations of a test file with what happened.
type Update struct {
	Files []UpdatedFile
	// Expectations is how many expectations are replaced.
	Expectations int
	// Problems are the failed expectations that stay as they are, each with the reason.
	Problems source.Diagnostics
}

// An UpdatedFile is a file with a new text: a test file or a golden file.
type UpdatedFile struct {
	// Name is the name as in messages; Old is the text that was read, nil if the file doesn't exist.
	Name string
	Old  *string
	Text string
}

// Update returns what replaces failed expectations with what happened in results, which may be those of other files, too. It
// writes nothing: it reads back what is to be written, with all other files from fsys, and leaves out what would make a file
// that doesn't load, or change anything but the expectations.
func (f *File) Update(fsys fs.FS, results []*Result) Update {
	u := updater{file: f, fsys: fsys, wanted: map[*source.Node]*wanted{}, golden: map[string]*wantedGolden{}}
	var list []*wanted
	for _, r := range results {
		if r.Case.File != f || r.Run == nil {
			continue
		}
		for i := range r.Run.replacements {
			if w := u.want(&r.Run.replacements[i]); w != nil {
				list = append(list, w)
			}
		}
	}
	u.accept(list)
	if len(u.accepted) > 0 {
		old := f.Source.Text
		u.out.Files = append(u.out.Files, UpdatedFile{Name: f.Source.Name, Old: &old, Text: u.text(u.accepted)})
		u.out.Expectations += len(u.accepted)
	}
	u.goldens(results)
	u.out.Problems = u.out.Problems.Sorted()
	return u.out
}

// A replacement is what a failed expectation becomes.
type replacement struct {
	at      source.Span
	node    *source.Node // nil for a golden file
	golden  *source.File
	value   value.Value
	fix     source.Fix
	problem string // why there is none
}

// acceptWord is accept for a text that needs no quotes in YAML.
func (a at) acceptWord(run *Run, word string, failures source.Diagnostics) source.Diagnostics {
	return a.acceptAs(run, value.String(word), word, failures)
}

// accept adds to a failure the fix that expects what happened.
func (a at) accept(run *Run, v value.Value, failures source.Diagnostics) source.Diagnostics {
	return a.acceptAs(run, v, "", failures)
}

func (a at) acceptAs(run *Run, v value.Value, word string, failures source.Diagnostics) source.Diagnostics {
	if a.node == nil {
		return failures
	}
	r := replacement{at: a.span, node: a.node, value: v}
	switch {
	case !run.Case.Row.IsUndefined():
		r.problem = "the cases of a table share their expectations"
	case a.node.Span.File != run.Case.File.Source:
		r.problem = "it is in another file"
	default:
		r.problem = unwritable(v)
	}
	if r.problem == "" {
		r.fix = source.Fix{Message: "expect what happened", Edits: []source.Edit{a.edit(v, word)}}
		failures[0].Fixes = []source.Fix{r.fix}
	}
	run.replacements = append(run.replacements, r)
	return failures
}

// unwritable says why a value can't be written into a file that is read back; "" if it can.
func unwritable(v value.Value) string {
	switch {
	case v.IsUndefined():
		return "the execution has no such value"
	case isDeeper(v, source.MaxDepth):
		return fmt.Sprintf("the value is nested deeper than %d levels", source.MaxDepth)
	default:
		return ""
	}
}

func isDeeper(v value.Value, depth int) bool {
	if v.Len() == 0 || v.Kind() != value.ArrayKind && v.Kind() != value.ObjectKind {
		return false
	}
	if depth == 0 {
		return true
	}
	for _, elem := range v.Elems() {
		if isDeeper(elem, depth-1) {
			return true
		}
	}
	for _, m := range v.Members() {
		if isDeeper(m.Value, depth-1) {
			return true
		}
	}
	return false
}

// edit writes a value over the one that is expected, on one line: what is around it, such as comments, stays.
func (a at) edit(v value.Value, word string) source.Edit {
	span, file := a.node.Span, a.node.Span.File
	if isJSONName(file.Name) {
		return source.Edit{Span: span, NewText: v.JSON()}
	}
	before := file.Text[min(a.span.End.Offset, span.Start.Offset):span.Start.Offset]
	if tag := tagBefore.FindStringIndex(before); tag != nil {
		span = file.Span(int(span.Start.Offset)-len(before)+tag[0], int(span.End.Offset)) // it's the tag of the old value
	}
	text, start := yamlJSON(v), span.Start.Offset
	if word != "" && !strings.HasPrefix(file.Text[start:], `"`) && !strings.HasPrefix(file.Text[start:], "'") {
		text = word
	}
	isEmpty := span.End.Offset == start
	switch {
	case isEmpty && start == a.span.End.Offset:
		text = ": " + text // a key of a flow mapping, alone
	case isEmpty && file.Text[start-1] != ' ':
		text = " " + text
	case span.Start.Line > a.span.Start.Line && span.Start.Column <= a.span.Start.Column:
		// A list may start in the column of its key; nothing else may.
		text = strings.Repeat(" ", int(a.span.Start.Column-span.Start.Column)+yamlIndent) + text
	}
	return source.Edit{Span: span, NewText: text}
}

// tagBefore is a tag of YAML that ends before a value.
var tagBefore = regexp.MustCompile(`![^\s,\[\]{}]*\s*$`)

// A wanted is a new value of a node of the test file.
type wanted struct {
	replacement
	// cases is how many cases want it: an anchor may share a node.
	cases int
}

// An updater makes an Update.
type updater struct {
	file     *File
	fsys     fs.FS
	wanted   map[*source.Node]*wanted
	golden   map[string]*wantedGolden
	order    []string // the names of golden files
	accepted []*wanted
	out      Update
}

func (u *updater) problem(at source.Span, reason string) {
	u.out.Problems = append(u.out.Problems, source.Diagnostic{Span: at, Severity: source.Warning, Rule: RuleUnmet, Message: reason})
}

// want notes a replacement, and returns it if it's the first one of its node.
func (u *updater) want(r *replacement) *wanted {
	switch known := u.wanted[r.node]; {
	case r.problem != "":
		u.problem(r.at, r.problem)
	case r.node == nil:
		u.wantGolden(r)
	case known == nil:
		w := &wanted{*r, 1}
		u.wanted[r.node] = w
		return w
	case !value.Equal(known.value, r.value):
		u.problem(r.at, "an anchor shares it with a case that needs another value")
	default:
		known.cases++
	}
	return nil
}

// accept keeps the replacements with which the file still is what it was otherwise. Those that aren't are found by halves.
func (u *updater) accept(list []*wanted) {
	if len(list) == 0 {
		return
	}
	all := slices.Concat(u.accepted, list)
	reason := u.check(all)
	switch {
	case reason == "":
		u.accepted = all
	case len(list) == 1:
		u.problem(list[0].at, reason)
	default:
		u.accept(list[:len(list)/2])
		u.accept(list[len(list)/2:])
	}
}

func (u *updater) text(list []*wanted) string {
	fixes := make(source.Diagnostics, len(list))
	for i, w := range list {
		fixes[i].Fixes = []source.Fix{w.fix}
	}
	text, _ := source.Apply(u.file.Source, fixes)
	return text
}

// check reads back what the file would be, and says what is wrong with it; "" for nothing.
func (u *updater) check(list []*wanted) string {
	made, found := Load(overlay{u.fsys, u.file.Name, u.text(list)}, u.file.Name, u.file.prefix)
	for i := range found {
		if found[i].Severity == source.Error {
			return "the file would be invalid: " + found[i].Message
		}
	}
	c := comparison{want: make(map[*source.Node]value.Value, len(list)), visits: map[*source.Node]int{}}
	for _, w := range list {
		c.want[w.node] = w.value
	}
	if !c.same(u.file.tree, made.tree) {
		return "other parts of the file would change, too"
	}
	for _, w := range list {
		if c.visits[w.node] != w.cases {
			return "an anchor shares it with a case that doesn't need the new value"
		}
	}
	return ""
}

// A comparison compares a file with its update.
type comparison struct {
	// want are the new values of nodes.
	want   map[*source.Node]value.Value
	visits map[*source.Node]int
}

// same reports whether two trees are the same apart from the new values, which are there.
func (c *comparison) same(old, now *source.Node) bool {
	if want, ok := c.want[old]; ok {
		c.visits[old]++
		return value.Equal(want, query.Constant(now))
	}
	if old.Kind != now.Kind || old.Text != now.Text || old.Tag != now.Tag || len(old.Items) != len(now.Items) || len(old.Members) != len(now.Members) {
		return false
	}
	for i := range old.Items {
		if !c.same(old.Items[i], now.Items[i]) {
			return false
		}
	}
	for i := range old.Members {
		if old.Members[i].Key != now.Members[i].Key || !c.same(old.Members[i].Value, now.Members[i].Value) {
			return false
		}
	}
	return true
}

// An overlay is a file system with another text for one file.
type overlay struct {
	fs.FS
	name, text string
}

// ReadFile implements fs.ReadFileFS.
func (o overlay) ReadFile(name string) ([]byte, error) {
	if name == o.name {
		return []byte(o.text), nil
	}
	return fs.ReadFile(o.FS, name)
}
