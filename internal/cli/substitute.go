package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// substitutions are the values of --substitute.
type substitutions []string

func (s *substitutions) add(flags *pflag.FlagSet) {
	flags.StringArrayVar((*[]string)(s), "substitute", nil, "fill in the placeholder ${NAME} of the definition, as `NAME=VALUE`; repeatable")
}

// values returns the values by name.
func (s substitutions) values() (map[string]string, error) {
	values := map[string]string{}
	for _, text := range s {
		name, value, ok := strings.Cut(text, "=")
		if !ok || name == "" {
			return nil, usagef("--substitute must be NAME=VALUE, not %q", text)
		}
		values[name] = value
	}
	return values, nil
}

// check returns an error for a name that the definition doesn't have.
func (s substitutions) check(c suite.Compiled) error {
	for _, text := range s {
		if name, _, _ := strings.Cut(text, "="); !slices.Contains(c.Placeholders, name) {
			return usagef("--substitute: the definition has no placeholder ${%s}%s", name, source.DidYouMean(name, c.Placeholders))
		}
	}
	return nil
}
