package cli

import (
	"os"
	"strings"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// looseFile returns an error for a file that was meant for the flag before it, as in "--cover cover.json" or "--report junit
// junit.xml": these flags take it after a "=", and it would be read as a path. The flag --cover of graph always has a value.
func looseFile(command string, args []string) error {
	for i, arg := range args {
		switch {
		case arg == "--":
			return nil
		case arg == "--cover" && command != "graph" && i+1 < len(args) && isProfileName(args[i+1]):
			return usagef("--cover takes its file after a =: --cover=%s", args[i+1])
		case arg == "--report" && i+2 < len(args) && isReportName(args[i+1], args[i+2]):
			return usagef("--report takes its file after a =: --report %s=%s", args[i+1], args[i+2])
		}
	}
	return nil
}

func isProfileName(name string) bool {
	return strings.HasSuffix(name, ".json") && !suite.IsTestFile(name)
}

// isReportName reports whether a file is missing, or such a report, so that it can't be what the command is to read.
func isReportName(format, name string) bool {
	if strings.Contains(format, "=") || strings.HasPrefix(name, "-") || strings.ContainsAny(name, "*?[{#") {
		return false
	}
	if _, err := os.Stat(name); err != nil {
		return true
	}
	text, err := locate.ReadFile(name)
	return err == nil && report.IsOwn(format, text)
}
