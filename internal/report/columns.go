package report

// clipColumns returns a text that takes at most some columns of a terminal: the text itself, or its beginning with an ellipsis.
func clipColumns(text string, most int) string {
	used, end := 0, 0 // end is where the text is cut if it is too long
	for i, r := range text {
		n := runeWidth(r)
		if used+n <= most-1 {
			end = i + len(string(r))
		}
		if used += n; used > most {
			return text[:end] + "…"
		}
	}
	return text
}
