package report

import (
	"slices"
	"strings"
	"testing"
)

// checkFormats writes a report in each format of a table, in which each has a name of its own.
func checkFormats[T any](t *testing.T, formats Formats[T], data T) {
	t.Helper()
	names := formats.Names()
	if slices.Sort(names); len(slices.Compact(names)) != len(formats) {
		t.Errorf("a name is there twice: %v", names)
	}
	for _, name := range formats.Names() {
		if err := formats.Write(&strings.Builder{}, name, data, Style{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFormats(t *testing.T) {
	checkFormats(t, LintFormats, Findings{})
	checkFormats(t, SuiteFormats, Tests{})
	checkFormats(t, ReplayFormats, nil)
	checkFormats(t, RulesFormats, RuleList{})
	defer func() {
		if text, _ := recover().(string); !strings.HasPrefix(text, "BUG: ") {
			t.Errorf("an unknown format: %q", text)
		}
	}()
	_ = LintFormats.Write(&strings.Builder{}, "html", Findings{}, Style{})
}
