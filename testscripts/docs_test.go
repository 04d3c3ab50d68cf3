package testscripts_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocs runs the commands in README.md and docs, and compares what they print with what the pages say.
//
// A block of the kind "console" has commands, each after "$ ", followed by what it prints; "..." stands for any lines, and "…"
// for any text in a line. Where a page shows nothing, the command must succeed. A page has the examples beside it, and the
// files that its blocks name, such as ```yaml file=order.asl.yaml. HTML comments that nobody sees prepare the rest:
// <!-- run: COMMAND --> runs one, and <!-- not run: REASON --> before a block leaves it out.
func TestDocs(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skipf("the commands of the docs are for bash: %v", err)
	}
	pages, err := filepath.Glob(filepath.Join("..", "docs", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatal("there are no docs", err)
	}
	commands := 0
	for _, name := range append(pages, filepath.Join("..", "README.md")) {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			p := &page{t: t, dir: t.TempDir()}
			p.prepare()
			for _, b := range blocks(string(text)) {
				p.block(b)
			}
			commands += p.commands
		})
	}
	if commands < 62 {
		t.Errorf("only %d commands ran", commands)
	}
}

// A block is a fenced block of a page, or a comment, with the line where it begins.
type block struct {
	line       int
	kind, text string
	leftOut    bool
}

var (
	fence   = regexp.MustCompile("(?ms)^( *)```([^\n]*)\n(.*?)^ *```$|^<!-- (run|not run):\\s(.*?)\\s-->$")
	ownName = regexp.MustCompile(`\bfile=(\S+)`)
)

func blocks(text string) []block {
	var list []block
	leftOut := -1
	for _, m := range fence.FindAllStringSubmatchIndex(text, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		b := block{line: strings.Count(text[:m[0]], "\n") + 1}
		switch group(4) {
		case "not run":
			leftOut = m[1] + 1
			continue
		case "run":
			b.kind, b.text = "run", group(5)
		default:
			b.kind, b.leftOut = group(2), leftOut == m[0]
			for line := range strings.Lines(group(3)) {
				b.text += strings.TrimPrefix(line, group(1))
			}
		}
		list = append(list, b)
	}
	return list
}

// A page runs the blocks of a page in a directory of its own.
type page struct {
	t        *testing.T
	dir      string
	commands int
}

// prepare copies the examples, and makes a program go that runs the command for "go run ./cmd/aslcheck".
func (p *page) prepare() {
	p.t.Helper()
	err := os.CopyFS(filepath.Join(p.dir, "examples"), os.DirFS(filepath.Join("..", "examples")))
	if err == nil {
		err = os.Mkdir(filepath.Join(p.dir, ".bin"), 0o750)
	}
	if err == nil {
		script := "#!/bin/sh\n[ \"$1 $2\" = 'run ./cmd/aslcheck' ] && shift 2 && exec aslcheck \"$@\"\necho \"unexpected go $*\"\nexit 1\n"
		err = os.WriteFile(filepath.Join(p.dir, ".bin", "go"), []byte(script), 0o700) //nolint:gosec // it is a program
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

var commandLine = regexp.MustCompile(`(?m)^(\$ )?(aslcheck|go (run|install)|docker) `)

func (p *page) block(b block) {
	p.t.Helper()
	kind, _, _ := strings.Cut(b.kind, " ")
	switch file := ownName.FindStringSubmatch(b.kind); {
	case b.leftOut:
	case file != nil:
		name := filepath.Join(p.dir, filepath.FromSlash(file[1]))
		err := os.MkdirAll(filepath.Dir(name), 0o750)
		if err == nil {
			err = os.WriteFile(name, []byte(b.text), 0o600)
		}
		if err != nil {
			p.t.Fatal(err)
		}
	case kind == "run":
		if out, err := p.shell(b.text); err != nil {
			p.t.Fatalf("line %d: %s: %v\n%s", b.line, b.text, err, out)
		}
	case kind == "console":
		p.console(b)
	case (kind == "" || kind == "sh" || kind == "bash") && commandLine.MatchString(b.text):
		p.t.Errorf("line %d: these commands are not run: make the block one of \"console\", or say why in <!-- not run: REASON --> before it", b.line)
	}
}

// shell runs a command, and returns what it prints.
func (p *page) shell(command string) (string, error) {
	cmd := exec.CommandContext(p.t.Context(), "bash", "-c", command) //nolint:gosec // it is in our docs
	cmd.Dir = p.dir
	cmd.Env = []string{"PATH=" + filepath.Join(p.dir, ".bin") + ":" + os.Getenv("PATH"), "HOME=" + p.dir, "TMPDIR=" + os.TempDir()}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// console runs the commands of a block.
func (p *page) console(b block) {
	p.t.Helper()
	var command, want string
	run := func(line int) {
		if command == "" {
			return
		}
		p.commands++
		got, err := p.shell(command)
		switch {
		case want == "" && err != nil:
			p.t.Errorf("line %d: %s: %v\n%s", line, command, err, got)
		case want != "" && !prints(got, want):
			p.t.Errorf("line %d: %s prints\n%s\nand the page says\n%s", line, command, got, want)
		}
	}
	at := b.line
	for i, line := range strings.Split(strings.TrimSuffix(b.text, "\n"), "\n") {
		switch next, ok := strings.CutPrefix(line, "$ "); {
		case ok:
			run(at)
			command, want, at = next, "", b.line+1+i
		case strings.HasSuffix(command, "\\"):
			command += "\n" + line
		case command == "":
			p.t.Errorf("line %d: a block of the kind \"console\" begins with a command after \"$ \"", b.line)
			return
		default:
			want += line + "\n"
		}
	}
	run(at)
}

// prints reports whether an output is what a page says.
func prints(got, want string) bool {
	var pattern strings.Builder
	pattern.WriteString(`\A`)
	for line := range strings.Lines(want) {
		if strings.TrimSpace(line) == "..." {
			pattern.WriteString(`(?:.*\n)*`)
			continue
		}
		for i, part := range strings.Split(strings.TrimRight(line, " \n"), "…") {
			if i > 0 {
				pattern.WriteString(`.*`)
			}
			pattern.WriteString(regexp.QuoteMeta(part))
		}
		pattern.WriteString(` *\n`)
	}
	pattern.WriteString(`\z`)
	return regexp.MustCompile(pattern.String()).MatchString(strings.TrimRight(got, "\n") + "\n")
}

// TestPrints has outputs that a page shows rightly and wrongly.
func TestPrints(t *testing.T) {
	for _, c := range []struct {
		got, want string
		ok        bool
	}{
		{"a\nb\n", "a\nb\n", true},
		{"a\nb\nc\n", "a\n...\nc\n", true},
		{"a\nc\n", "a\n...\nc\n", true},
		{"took 3 s\n", "took … s\n", true},
		{"took 3 m\n", "took … s\n", false},
		{"a\nb\n", "a\n", false},
		{"a.c\n", "abc\n", false},
		{"abc\n", "a.c\n", false},
	} {
		if got := prints(c.got, c.want); got != c.ok {
			t.Errorf("%q for %q: got %t", c.got, c.want, got)
		}
	}
	if list := blocks("<!-- not run: x -->\n```\na\n```\n\n```console\n$ b\n```\n"); fmt.Sprint(list) != "[{2  a\n true} {6 console $ b\n false}]" {
		t.Errorf("got %v", list)
	}
}
