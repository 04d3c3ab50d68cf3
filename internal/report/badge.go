package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/aslcheck/aslcheck/simulator/coverage"
)

// badgeLabel is what a badge is about.
const badgeLabel = "workflow coverage"

// badgeColors are the colors of a badge by the percentage from which they are due, in the names and values of shields.io.
var badgeColors = []struct {
	from        float64
	name, value string
}{{100, "brightgreen", "#4c1"}, {90, "green", "#97ca00"}, {75, "yellow", "#dfb317"}, {50, "orange", "#fe7d37"}, {0, "red", "#e05d44"}}

// badgeOf returns the text and the color of a badge: the coverage of transitions, which are harder to reach than states. A percentage
// is rounded down, so that 100% means all.
func badgeOf(profile *coverage.Profile) (text, name, value string) {
	percent := profile.Ratios().Transitions.Percent()
	for _, c := range badgeColors {
		if percent >= c.from {
			return fmt.Sprintf("%d%%", int(percent)), c.name, c.value
		}
	}
	panic("BUG: a percentage below 0")
}

// Badge writes the coverage of transitions as the JSON that an endpoint badge of shields.io reads:
// https://shields.io/badges/endpoint-badge.
func Badge(w io.Writer, profile *coverage.Profile) error {
	text, color, _ := badgeOf(profile)
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		SchemaVersion int    `json:"schemaVersion"`
		Label         string `json:"label"`
		Message       string `json:"message"`
		Color         string `json:"color"`
	}{1, badgeLabel, text, color})
}

// The widths of a badge in pixels: that of its label, and of a character of its text in 11 pixels of Verdana.
const (
	badgeLabelWidth = 118
	badgeCharWidth  = 8
	badgePadding    = 10
)

// BadgeSVG writes the coverage of transitions as a picture with a label and a percentage.
func BadgeSVG(w io.Writer, profile *coverage.Profile) error {
	text, _, color := badgeOf(profile)
	textWidth := badgePadding + badgeCharWidth*len(text)
	width := badgeLabelWidth + textWidth
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]d" height="20" role="img" aria-label="%[2]s: %[3]s">
  <title>%[2]s: %[3]s</title>
  <clipPath id="r"><rect width="%[1]d" height="20" rx="3"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="%[4]d" height="20" fill="#555"/>
    <rect x="%[4]d" width="%[5]d" height="20" fill="%[6]s"/>
  </g>
  <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
    <text x="%[7]d" y="14">%[2]s</text>
    <text x="%[8]d" y="14">%[3]s</text>
  </g>
</svg>
`, width, badgeLabel, text, badgeLabelWidth, textWidth, color, badgeLabelWidth/2, badgeLabelWidth+textWidth/2)
	return err
}
