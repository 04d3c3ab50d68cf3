package report

import _ "embed" // for GraphStyle

// GraphStyle is the style sheet of graphs. Its variables are the colors, so that a page can set its own; the classes "hit",
// "missed", "failed" and "selected" are of states and links.
//
//go:embed graph.css
var GraphStyle string
