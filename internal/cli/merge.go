package cli

import (
	"bytes"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
)

func (a *app) mergeCommand() *cobra.Command {
	var output string
	cmd := &cobra.Command{
		Use:   "merge FILE...",
		Short: "Merge the JUnit reports or the coverage profiles of shards",
		Long: "Merge the JUnit reports or the coverage profiles that the shards of 'aslcheck test --shard I/N' wrote. The result\n" +
			"is the same as that of one run without shards.",
		Example: "  aslcheck merge junit-*.xml --output junit.xml",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("merge needs at least one JUnit report or coverage profile")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.merge(args, output) },
	}
	cmd.Flags().StringVar(&output, "output", "", "write the result to `FILE` (default: standard output)")
	a.dest.addForce(cmd)
	return cmd
}

// merged is the file of --output.
var merged = product{what: "a JUnit report or a coverage profile", own: func(text string) bool {
	return report.IsOwn("junit", text) || coverProfile.own(text)
}}

func (a *app) merge(names []string, output string) error {
	a.dest.reads(names...)
	if output != "" {
		if err := a.dest.claim(output, merged); err != nil {
			return err
		}
	}
	var texts [][]byte
	profiles := 0
	for _, name := range names {
		text, err := locate.ReadFile(name)
		if err != nil {
			return err
		}
		if strings.HasPrefix(strings.TrimSpace(text), "{") {
			profiles++
		}
		texts = append(texts, []byte(text))
	}
	var b bytes.Buffer
	switch profiles {
	case 0:
		if err := report.MergeJUnit(&b, names, texts); err != nil {
			return err
		}
	case len(names):
		profile, err := mergeProfiles(names)
		if err != nil {
			return err
		}
		if err := profile.Write(&b); err != nil {
			return err
		}
	default:
		return usagef("merge needs either JUnit reports or coverage profiles, not both")
	}
	if output != "" {
		return a.dest.write(output, merged, b.Bytes())
	}
	_, err := a.stdout.Write(b.Bytes())
	return err
}
