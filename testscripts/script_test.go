package testscripts_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/aslcheck/aslcheck/internal/cli"
	"github.com/aslcheck/aslcheck/testscripts/asltest"
)

var update = flag.Bool("update", false, "rewrite the expected outputs of the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"aslcheck": func() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)) },
	})
}

// TestScripts runs the command as a user does. Every script is a txtar file; its name says what it is about, and those
// named after the ETL workflow have the examples in their directory.
func TestScripts(t *testing.T) {
	commands := asltest.Commands()
	commands["samefindings"] = sameFindings
	examples, err := filepath.Abs(filepath.Join("..", "examples"))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Cmds:                commands,
		Setup: func(env *testscript.Env) error {
			if !strings.Contains(filepath.Base(env.WorkDir), "etl") {
				return nil
			}
			return os.CopyFS(filepath.Join(env.WorkDir, "examples"), os.DirFS(examples))
		},
	})
}

// TestWrongGreens has a script for each way to get a green run that checks nothing, or less than it seems to: the command must
// fail and say why.
func TestWrongGreens(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "green"), RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("CI", "")
			return nil
		},
	})
}

// finding matches the line of a finding, but not its frame.
var finding = regexp.MustCompile(`(?m)^\S+:\d+:\d+: (error|warning|advice): .*$`)

// sameFindings is the command "samefindings FILE FILE": both have the same findings, and some.
func sameFindings(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: samefindings FILE FILE")
	}
	want, got := finding.FindAllString(ts.ReadFile(args[0]), -1), finding.FindAllString(ts.ReadFile(args[1]), -1)
	if len(want) == 0 || !slices.Equal(want, got) {
		ts.Fatalf("%s has\n%s\n%s has\n%s", args[0], strings.Join(want, "\n"), args[1], strings.Join(got, "\n"))
	}
}
