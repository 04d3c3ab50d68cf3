package report

import (
	"github.com/fatih/color"

	"github.com/aslcheck/aslcheck/source"
)

// A Style configures text for people. The zero value is plain text for 80 columns.
type Style struct {
	// Color turns colors on.
	Color bool
	// Width is the number of columns; 0 is DefaultWidth.
	Width int
	// Verbose shows data as a whole that is cut otherwise.
	Verbose bool
}

// DefaultWidth is the number of columns if the width is unknown.
const DefaultWidth = 80

func (s Style) width() int {
	if s.Width <= 0 {
		return DefaultWidth
	}
	return s.Width
}

// paint returns text with attributes. It doesn't use the library's global switch, which only considers standard output.
func (s Style) paint(text string, attributes ...color.Attribute) string {
	if !s.Color {
		return text
	}
	c := color.New(attributes...)
	c.EnableColor()
	return c.Sprint(text)
}

func (s Style) bold(text string) string   { return s.paint(text, color.Bold) }
func (s Style) faint(text string) string  { return s.paint(text, color.Faint) }
func (s Style) good(text string) string   { return s.paint(text, color.FgGreen) }
func (s Style) bad(text string) string    { return s.paint(text, color.FgRed, color.Bold) }
func (s Style) notice(text string) string { return s.paint(text, color.FgYellow) }

func (s Style) severity(sev source.Severity) string {
	switch sev {
	case source.Error:
		return s.paint(sev.String(), color.FgRed, color.Bold)
	case source.Warning:
		return s.paint(sev.String(), color.FgYellow, color.Bold)
	case source.Advice:
		return s.paint(sev.String(), color.FgCyan)
	default:
		return sev.String()
	}
}
