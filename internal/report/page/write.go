package page

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"strings"
	"unicode/utf8"
)

//go:embed assets
var assets embed.FS

// scripts are the parts of the script, in order: they share one scope.
var scripts = []string{"dom.js", "data.js", "overview.js", "source.js", "machine.js", "timeline.js", "case.js", "keys.js", "main.js"}

// Head is what every report begins with.
const Head = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="generator" content="aslcheck">
`

// The rest of the head, with the policy that lets the browser use the style sheet and the script and nothing else; and the body.
const (
	head = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>%s</title>
<style>%s</style>
`
	body = `<body>
<div id="app"></div>
<noscript><h1>%s</h1><p>This report needs JavaScript. It loads nothing from elsewhere.</p></noscript>
`
)

// asset returns the text of a file next to this one.
func asset(name string) string {
	text, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return string(text)
}

// script returns the script of the page.
func script() string {
	var b strings.Builder
	b.WriteString("(() => {\n'use strict';\n")
	for _, name := range scripts {
		b.WriteString(asset(name))
	}
	b.WriteString("})();\n")
	return b.String()
}

// hash returns the source of a policy that allows exactly one text.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Write writes a report. graphStyle is the style sheet of the graphs.
func Write(w io.Writer, d *Document, graphStyle string) error {
	out := bufio.NewWriter(w)
	style, code := graphStyle+asset("page.css"), script()
	title := strings.ReplaceAll(html.EscapeString(Visible(d.Title)), "#", "&#35;")
	write := func(format string, args ...any) { _, _ = fmt.Fprintf(out, format, args...) } // the buffered writer keeps the error
	write("%s", Head)
	write(head, hash(style), hash(code), title, style)
	write(body, title)
	for i := range d.Machines {
		if graph := d.Machines[i].Graph; graph != "" {
			write("<template id=\"graph-%d\">%s</template>\n", i, strings.TrimSpace(graph))
		}
	}
	if err := writeData(out, "data-document", d); err != nil {
		return err
	}
	if err := writeData(out, "data-values", d.Values); err != nil {
		return err
	}
	for i := range d.Cases {
		if d.Cases[i].Detail == nil {
			continue
		}
		if err := writeData(out, fmt.Sprintf("data-case-%d", i), d.Cases[i].Detail); err != nil {
			return err
		}
	}
	write("<script>%s</script>\n</body>\n</html>\n", code)
	return out.Flush()
}

// writeData writes a value as an element that the browser does not run.
func writeData(w io.Writer, id string, v any) error {
	text, err := json.Marshal(v) // with escapes for <, >, &, U+2028 and U+2029
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "<script type=\"application/json\" id=%q>%s</script>\n", id, escapeJSON(text))
	return err
}

// escapeJSON escapes what remains hidden in JSON text, and the characters that begin a command in a log of CI.
func escapeJSON(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("##["), []byte(`#\u0023[`))
	if bytes.IndexFunc(text, isHidden) < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if isHidden(r) {
			out = fmt.Appendf(out, `\u%04x`, r)
		} else {
			out = append(out, text[:size]...)
		}
		text = text[size:]
	}
	return out
}
