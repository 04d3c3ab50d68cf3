package cli

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// A share is a kind of coverage that --min-coverage may demand.
type share struct {
	name, word string
	ratio      func(coverage.Ratios) coverage.Ratio
}

var shares = []share{
	{"states", "state", func(r coverage.Ratios) coverage.Ratio { return r.States }},
	{"transitions", "transition", func(r coverage.Ratios) coverage.Ratio { return r.Transitions }},
	{"paths", "path", func(r coverage.Ratios) coverage.Ratio { return r.Paths }},
}

// A minimum is the required coverage in percent by the name of a share.
type minimum map[string]float64

// parseMinimum reads "states=90,transitions=80".
func parseMinimum(text string) (minimum, error) {
	m := minimum{}
	if text == "" {
		return m, nil
	}
	var names []string
	for _, s := range shares {
		names = append(names, s.name)
	}
	for part := range strings.SplitSeq(text, ",") {
		name, number, ok := strings.Cut(part, "=")
		if !ok {
			return m, usagef("--min-coverage needs percentages such as states=90,transitions=80, not %q", part)
		}
		percent, err := strconv.ParseFloat(number, 64)
		if err != nil || !(percent >= 0 && percent <= 100) { // NaN is neither
			return m, usagef("--min-coverage: %q must be a number between 0 and 100", number)
		}
		if !slices.Contains(names, name) {
			return m, usagef("--min-coverage accepts states, transitions and paths, not %q%s", name, source.DidYouMean(name, names))
		}
		m[name] = percent
	}
	return m, nil
}

// shortfall describes which coverage is below the minimum; "" for none.
func (m minimum) shortfall(profile *coverage.Profile) string {
	ratios := profile.Ratios()
	var short []string
	for _, s := range shares {
		least, wanted := m[s.name]
		if tooMany := profile.TooManyPaths(); wanted && s.name == "paths" && len(tooMany) > 0 {
			short = append(short, fmt.Sprintf("path coverage is unknown: %s has more than %d paths", tooMany[0], coverage.MaxPaths))
			continue
		}
		if percent := s.ratio(ratios).Percent(); wanted && percent < least {
			short = append(short, fmt.Sprintf("%s coverage is %.1f%%, below the minimum of %v%%", s.word, percent, least))
		}
	}
	return strings.Join(short, "; ")
}

// addCoverage adds the flags of coverage to the command test.
func (f *coverFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.profile, "cover", "", "print which states, transitions and paths the cases reach, or with =`FILE` write a coverage profile")
	cmd.Flags().Lookup("cover").NoOptDefVal = "-"
	addMinimum(cmd, &f.minimum)
	cmd.Flags().BoolVar(&f.all, "cover-all", false, "count definitions without tests in the directories of named test files as well; those below a named directory always count")
}

// addMinimum adds the flag --min-coverage. An empty value, as that of a variable that is not set in CI, is an error.
func addMinimum(cmd *cobra.Command, minimum *minimumFlag) {
	cmd.Flags().Var(minimum, "min-coverage", "exit with 1 if coverage is below `MINIMUM`, such as states=90,transitions=80,paths=70")
}

// minimumFlag is the value of --min-coverage.
type minimumFlag string

// String implements pflag.Value.
func (m *minimumFlag) String() string { return string(*m) }

// Type implements pflag.Value.
func (m *minimumFlag) Type() string { return "MINIMUM" }

// Set implements pflag.Value.
func (m *minimumFlag) Set(text string) error {
	if text == "" {
		return errors.New("it is empty: give a minimum such as states=90,transitions=80")
	}
	*m = minimumFlag(text)
	return nil
}

// coverProfile is the file of --cover=FILE.
var coverProfile = product{what: "a coverage profile", own: func(text string) bool {
	_, err := coverage.Parse([]byte(text))
	return err == nil
}}

// coverFlags are the coverage flags of the command test.
type coverFlags struct {
	profile string
	minimum minimumFlag
	// all counts the definitions without tests next to named test files and below them too.
	all bool
}

// writes reports whether a profile is written to a file.
func (f *coverFlags) writes() bool { return f.profile != "" && f.profile != "-" }

// wanted reports whether coverage is asked for.
func (f *coverFlags) wanted() bool { return f.profile != "" || f.minimum != "" }

// counted returns the paths whose definitions without tests count: for --cover-all, the directories of named files.
func (f *coverFlags) counted(args []string) []string {
	if !f.all {
		return args
	}
	dirs := slices.Clone(args)
	for i, arg := range dirs {
		if info, err := os.Stat(arg); err == nil && !info.IsDir() {
			dirs[i] = filepath.Dir(arg)
		}
	}
	return dirs
}

// cover reports the coverage of a run according to the flags. Definitions in directories among the arguments count even if
// no test file is about them.
func (a *app) cover(f *coverFlags, least minimum, args []string, s *testRun) error {
	if !f.wanted() {
		return nil
	}
	profile, err := suite.Cover(s.Files, s.Results)
	if err != nil {
		return err
	}
	if _, err := addUntested(profile, f.counted(args)); err != nil {
		return err
	}
	short := least.shortfall(profile)
	if f.writes() {
		var b bytes.Buffer
		if err := profile.Write(&b); err != nil {
			return fmt.Errorf("write the coverage profile: %w", err)
		}
		if err := a.dest.write(f.profile, coverProfile, b.Bytes()); err != nil {
			return err
		}
	}
	style := a.styleOf(a.stderr)
	switch {
	case f.profile == "-" || short != "":
		err = report.CoverageText(a.stderr, profile, style)
	case f.minimum != "":
		err = report.CoverageLine(a.stderr, profile, style)
	}
	if err != nil {
		return err
	}
	if err := writeSummary(a, report.CoverFormats, report.Coverage{Profile: profile}); err != nil {
		return err
	}
	if short != "" {
		a.code = max(a.code, exitFindings)
		complain(a.stderr, a.code, "aslcheck: %s\n", short)
	}
	return nil
}

func (a *app) coverCommand() *cobra.Command {
	var least minimumFlag
	cmd := &cobra.Command{
		Use:   "cover PROFILE...",
		Short: "Merge coverage profiles and print the coverage",
		Long: "Merge coverage profiles written by 'aslcheck test --cover=FILE', such as those of several shards, and print which\n" +
			"states, transitions and paths the test cases reach.\n\n" +
			"The exit code is 1 if coverage is below --min-coverage.",
		Example: "  aslcheck cover shard-*.json\n" +
			"  aslcheck cover shard-*.json --min-coverage states=90,transitions=80 --report text --report cobertura=coverage.xml",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("cover needs at least one profile written by 'aslcheck test --cover=FILE'")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			m, err := parseMinimum(string(least))
			if err != nil {
				return err
			}
			profile, err := mergeProfiles(args)
			if err != nil {
				return err
			}
			if len(profile.Definitions) == 0 {
				return fmt.Errorf("no definitions in %s", strings.Join(args, ", "))
			}
			if short := m.shortfall(profile); short != "" {
				a.code = exitFindings
				complain(a.stderr, a.code, "aslcheck: %s\n", short)
			}
			data := report.Coverage{Profile: profile}
			if a.reports("html") {
				data.Definitions = definitionsOf(profile)
			}
			return writeReports(a, report.CoverFormats, data)
		},
	}
	addMinimum(cmd, &least)
	a.addReports(cmd, report.CoverFormats.Names())
	return cmd
}

func mergeProfiles(names []string) (*coverage.Profile, error) {
	merged := &coverage.Profile{}
	for _, name := range names {
		text, err := locate.ReadFile(name)
		if err != nil {
			return nil, err
		}
		profile, err := coverage.Parse([]byte(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if err := merged.Merge(profile); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return merged, nil
}
