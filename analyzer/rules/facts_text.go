package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// maxSuggestions limits the unknown names of a definition that are compared with all known ones of it.
const maxSuggestions = 500

// maxShown limits the bytes of a name that many findings may show.
const maxShown = 500

// shown returns a name as messages show it: the beginning of a very long one.
func shown(name string) string {
	if len(name) <= maxShown {
		return name
	}
	return strings.ToValidUTF8(name[:maxShown], "") + "…"
}

// list joins quoted words as in a sentence.
func list(words []string, conjunction string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = fmt.Sprintf("%q", w)
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " " + conjunction + " " + quoted[last]
}

// replaceText returns a fix that replaces a span with text.
func replaceText(at source.Span, message, text string) source.Fix {
	return source.Fix{Message: message, Edits: []source.Edit{{Span: at, NewText: text}}}
}

// renamed returns the finding about a deprecated field that another one replaces.
func renamed(key source.Span, old, name string) source.Diagnostic {
	d := source.Diagnostic{Span: key, Message: "\"" + old + "\" is deprecated (use \"" + name + "\")", Hint: name}
	switch key.Text() {
	case `"` + old + `"`:
		d.Fixes = []source.Fix{replaceText(key, "rename "+old+" to "+name, `"`+name+`"`)}
	case old:
		d.Fixes = []source.Fix{replaceText(key, "rename "+old+" to "+name, name)}
	}
	return d
}
